// Takes a picture of every view in both themes: `node screenshots/take.mjs EMAIL PASSWORD`, of a running system with
// the demo's tasks; an administrator's e-mail and password behind them add the operations view.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const [email, password, adminEmail, adminPassword] = process.argv.slice(2);
const folder = dirname(fileURLToPath(import.meta.url));
const base = process.env.TASKLEDGER_PAGE ?? 'http://localhost:3000';
const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

async function signIn(page, who, secret) {
  await page.goto(base);
  await page.fill('[name=email]', who);
  await page.fill('[name=password]', secret);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.view');
}

async function take(page, name) {
  await page.waitForFunction(() => !document.querySelector('.skeleton'));
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

for (const colorScheme of ['light', 'dark']) {
  const options = {
    viewport: { width: 1080, height: 680 },
    colorScheme,
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  };
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(base);
  await page.waitForSelector('[name=email]');
  await take(page, `sign-in-${colorScheme}`);
  await signIn(page, email, password);
  for (const view of [
    'today',
    'upcoming',
    'tasks',
    'board',
    'assigned',
    'trash',
    'dashboard',
    'notifications',
    'preferences',
  ]) {
    await page.goto(`${base}/${view}`);
    await take(page, `${view}-${colorScheme}`);
  }
  await page.goto(`${base}/tasks?q=plain+English`);
  await page.click('.row');
  await page.click('[role=tab]:nth-child(2)');
  await page.waitForSelector('.history-entry');
  await take(page, `history-${colorScheme}`);
  await page.goto(`${base}/today`);
  await page.waitForSelector('.view');
  await page.keyboard.press('q');
  await page.fill('.quick-add-input', 'Pay rent tomorrow 9am #home !high every month');
  await page.waitForSelector('.part-recurrence');
  await take(page, `quick-add-${colorScheme}`);
  await page.goto(`${base}/chat`);
  for (const message of ['what is overdue', 'move 1 and 2 to friday 5pm']) {
    await page.fill('.chat-form .input', message);
    await page.keyboard.press('Enter');
    await page.waitForFunction((said) => {
      const turn = [...document.querySelectorAll('.turn')].at(-1);
      return turn?.textContent?.startsWith(said) && turn.querySelector('.answer');
    }, message);
  }
  await take(page, `chat-${colorScheme}`);
  if (adminEmail) {
    const admin = await (await browser.newContext(options)).newPage();
    await signIn(admin, adminEmail, adminPassword);
    await admin.goto(`${base}/operations`);
    await admin.waitForSelector('.table tbody tr');
    await take(admin, `operations-${colorScheme}`);
  }
}
await browser.close();
