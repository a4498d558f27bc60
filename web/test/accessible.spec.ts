import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { register, row, signIn } from './person';

const VIEWS = [
  '/today',
  '/upcoming',
  '/tasks',
  '/board',
  '/assigned',
  '/trash',
  '/chat',
  '/dashboard',
  '/notifications',
  '/preferences',
];

async function expectAccessible(page: Page, what: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.flatMap((each) =>
    each.nodes.map((node) => `${what}: ${each.id} ${node.target} ${node.failureSummary?.split('\n')[1]?.trim()}`),
  );
  expect(found.slice(0, 12)).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`every view is accessible, ${colorScheme}, ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto('/');
      await expect(page.getByLabel('Password')).toBeVisible();
      await expectAccessible(page, 'sign in');
      const anna = await register(page, 'Anna');
      await expectAccessible(page, 'first run');
      const { taskId } = await anna.api('POST', '/api/tasks', {
        title: 'Pay rent',
        dueDate: new Date(Date.now() - 3_600_000).toISOString(),
        tags: ['home'],
        priority: 'URGENT',
        description: 'With *care*',
      });
      await anna.api('POST', '/api/tasks', { title: 'Subtask', parentTaskId: taskId });
      const gone = await anna.api('POST', '/api/tasks', { title: 'Gone' });
      await anna.api('DELETE', `/api/tasks/${gone.taskId}`);
      for (const path of VIEWS) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('.skeleton')).toHaveCount(0);
        await expectAccessible(page, path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await page.goto('/tasks');
      await row(page, 'Pay rent').click();
      await expectAccessible(page, 'panel');
      await page.getByRole('tab', { name: 'History' }).click();
      await expect(page.locator('.history-entry').first()).toBeVisible();
      await expectAccessible(page, 'history');
      await page.goto('/today');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, 'shortcuts');
      await page.keyboard.press('Escape');
      await page.keyboard.press('q');
      await page.getByRole('textbox', { name: 'Quick add' }).fill('Call Ben tomorrow 5pm !high #work');
      await expect(page.locator('.part').first()).toBeVisible();
      await expectAccessible(page, 'quick add');
    });
  }
}

test('an administrator operates the system accessibly, and rebuilds a view while others work', async ({
  page,
  browser,
}) => {
  test.skip(!process.env.ADMIN_EMAIL, 'no administrator is named');
  await signIn(page, process.env.ADMIN_EMAIL ?? '', process.env.ADMIN_PASSWORD ?? '');
  await page.goto('/operations');
  await expect(page.locator('.projection')).toHaveCount(5);
  await expect(page.locator('.table tbody tr').first()).toBeVisible();
  await expectAccessible(page, '/operations');
  const clipped = await page.locator('.operations').evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(clipped, 'operations scrolls sideways').toBeLessThanOrEqual(0);
  const context = await browser.newContext();
  const other = await context.newPage();
  const anna = await register(other, 'Anna');
  const list = page.locator('.projection', { hasText: 'task-list' });
  const before = await list.innerText();
  const version = Number(/version (\d+)/.exec(before)?.[1]);
  await list.getByRole('button', { name: 'Rebuild' }).click();
  await anna.api('POST', '/api/tasks', { title: 'While it is rebuilt' });
  await other.goto('/tasks');
  await expect(row(other, 'While it is rebuilt')).toBeVisible();
  // Numbers of versions that were made for comparisons are left out.
  const versionNow = async () => Number(/version (\d+)/.exec(await list.innerText())?.[1]);
  await expect.poll(versionNow, { timeout: 90_000 }).toBeGreaterThan(version);
  await page.getByRole('combobox', { name: 'Event' }).selectOption('UserRegistered');
  await expect(page.locator('.table tbody tr .badge').first()).toHaveText('UserRegistered');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('audit.csv');
});
