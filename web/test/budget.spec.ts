import { expect, test } from '@playwright/test';
import { register, row } from './person';

const KB = 1024;

test('the first load is at most 180 kB of script and 40 kB of styles, packed', async ({ page }) => {
  const sizes = { script: 0, style: 0 };
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const types = new Map<string, string>();
  client.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    if (type === 'Script') sizes.script += encodedDataLength;
    if (type === 'Stylesheet') sizes.style += encodedDataLength;
  });
  await register(page, 'Anna');
  console.log(
    `first load: ${Math.round(sizes.script / KB)} kB of script, ${Math.round(sizes.style / KB)} kB of styles`,
  );
  expect(sizes.script).toBeGreaterThan(50 * KB);
  expect(sizes.script).toBeLessThan(180 * KB);
  expect(sizes.style).toBeGreaterThan(KB);
  expect(sizes.style).toBeLessThan(40 * KB);
});

test('a list of thousands is fetched by pages and drawn by what is seen', async ({ page }) => {
  const anna = await register(page, 'Anna');
  for (let batch = 0; batch < 4; batch++) {
    await anna.api(
      'POST',
      '/api/commands',
      Array.from({ length: 150 }, (_, i) => ({
        method: 'POST',
        path: '/api/tasks',
        body: { title: `Task ${String(batch * 150 + i).padStart(5, '0')}` },
      })),
    );
  }
  await page.goto('/tasks?sort=title');
  await expect(row(page, 'Task 00000')).toBeVisible();
  const list = page.getByRole('grid');
  await expect
    .poll(
      async () => {
        await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return row(page, 'Task 00599').count();
      },
      { timeout: 90_000 },
    )
    .toBe(1);
  expect(await page.locator('.row').count()).toBeLessThan(100);
});

test('no view asks another host for anything', async ({ page, baseURL }) => {
  const others: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(baseURL ?? '').origin) others.push(request.url());
  });
  await register(page, 'Anna');
  for (const path of ['/tasks', '/board', '/dashboard', '/preferences', '/chat']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(others).toEqual([]);
});
