// Measures the page of a running system in Chromium: `node measure.mjs`. First load in kB and ms, a list of 10,000 tasks
// scrolled for five seconds, and how soon a completion shows. Prints a table for docs/benchmarks.md; fails on no figure.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const base = process.env.TASKLEDGER_PAGE ?? 'http://localhost:3000';
const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const TASKS = 10_000;
const BATCH = 200;
const RUNS = 5;

const email = `measure-${Date.now()}@example.org`;
const password = 'a long password';
const json = { 'Content-Type': 'application/json' };
const post = (path, body, headers = {}) =>
  fetch(base + path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }).then((answer) =>
    answer.json(),
  );

await post('/api/users', { name: 'Measure', email, password });
const { accessToken } = await post('/api/sessions', { email, password });
for (let batch = 0; batch < TASKS / BATCH; batch++) {
  const commands = Array.from({ length: BATCH }, (_, i) => ({
    method: 'POST',
    path: '/api/tasks',
    body: {
      title: `Task ${String(batch * BATCH + i).padStart(5, '0')}`,
      tags: ['measured'],
      priority: i % 2 ? 'HIGH' : 'LOW',
    },
  }));
  await post('/api/commands', commands, { Authorization: `Bearer ${accessToken}` });
}

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info'],
});
const rows = [];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const paints = [];
let scripts = 0;
let styles = 0;
let context;
for (let run = 0; run < RUNS; run++) {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(base);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.view');
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.clearBrowserCache');
  const types = new Map();
  scripts = 0;
  styles = 0;
  client.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (types.get(requestId) === 'Script') scripts += encodedDataLength;
    if (types.get(requestId) === 'Stylesheet') styles += encodedDataLength;
  });
  await page.goto(`${base}/tasks?sort=title`);
  await page.waitForSelector('.row');
  paints.push(
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    ),
  );
}
rows.push(['first load, script', `${Math.round(scripts / 1024)} kB`, '180 kB']);
rows.push(['first load, styles', `${Math.round(styles / 1024)} kB`, '40 kB']);
rows.push(['largest contentful paint of a list, empty cache', `${Math.round(median(paints))} ms`, '1,200 ms']);

const page = context.pages()[0];
const scrolled = await page.evaluate(async () => {
  const list = document.querySelector('.list');
  const frames = [];
  const until = performance.now() + 5_000;
  let last = performance.now();
  while (performance.now() < until) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
    list.scrollTop += 160;
  }
  const late = frames.filter((frame) => frame > 1000 / 50).length;
  return { perSecond: frames.length / 5, late: (100 * late) / frames.length, heap: performance.memory.usedJSHeapSize };
});
rows.push([`${TASKS.toLocaleString('en')} tasks scrolled, frames a second`, scrolled.perSecond.toFixed(0), '60']);
rows.push(['frames that took over 20 ms', `${scrolled.late.toFixed(1)} %`, '–']);
rows.push(['heap after that', `${Math.round(scrolled.heap / 1024 / 1024)} MB`, '150 MB']);

const shown = [];
for (let i = 0; i < 20; i++) {
  shown.push(
    await page.evaluate(async () => {
      const box = document.querySelector('.row .check:not(.checked)');
      const begin = performance.now();
      box.click();
      while (box.getAttribute('aria-checked') !== 'true') await new Promise(requestAnimationFrame);
      return performance.now() - begin;
    }),
  );
}
rows.push(['a completion shows, median', `${median(shown).toFixed(0)} ms`, '50 ms']);
await browser.close();
console.log('| the page | measured | budget |\n| --- | ---: | ---: |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
