import { expect, test } from '@playwright/test';
import { newPerson, quickAdd, register, row, skipWelcome } from './person';

test('register, quick add with its parts, complete by keyboard, undo by Ctrl Z, reload, undo from history', async ({
  page,
}) => {
  await register(page, 'Anna');
  await page.getByRole('button', { name: 'Start empty' }).click();
  await page.keyboard.press('q');
  const field = page.getByRole('textbox', { name: 'Quick add' });
  await field.pressSequentially('Pay rent tomorrow 9am #home !high');
  await expect(page.locator('mark')).toHaveText(['tomorrow', '9am', '#home', '!high']);
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await field.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Upcoming', level: 1 })).toBeVisible();
  const rent = row(page, 'Pay rent');
  await expect(rent).toContainText('Tomorrow 9:00 AM');
  await expect(rent).toContainText('home');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect(rent).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rent).toBeVisible();
  await page.reload();
  await row(page, 'Pay rent').click();
  await page.getByRole('tab', { name: 'History' }).click();
  const entries = page.locator('.history-entry');
  await expect(entries).toHaveCount(3);
  await expect(entries.first()).toContainText('undid a change');
  await entries.nth(2).getByRole('button', { name: /Undo/ }).click();
  await page.getByRole('button', { name: 'Undo this' }).click();
  await expect(page.locator('.history-entry')).toHaveCount(4);
  await page.keyboard.press('Escape');
  await expect(row(page, 'Pay rent')).toHaveCount(0);
  await page.goto('/trash');
  await expect(row(page, 'Pay rent')).toBeVisible();
});

test('two people: an assignment arrives by itself, the owner sees who completed it, the assignee leaves', async ({
  browser,
}) => {
  const anna = await newPerson(browser, 'Anna Arndt');
  const ben = await newPerson(browser, 'Ben Berg');
  await skipWelcome(anna.page);
  await skipWelcome(ben.page);
  await ben.page.goto('/assigned');
  await quickAdd(anna.page, 'Prepare slides today');
  await row(anna.page, 'Prepare slides').click();
  await anna.page.locator('.panel').getByRole('button', { name: 'Nobody' }).click();
  await anna.page.getByLabel('Name or exact address').fill(ben.email);
  await anna.page.locator('.popover').getByRole('button', { name: 'Ben Berg' }).click();
  await expect(row(ben.page, 'Prepare slides')).toBeVisible();
  await row(ben.page, 'Prepare slides').getByRole('checkbox').click();
  await expect(anna.page.locator('.toast', { hasText: 'Ben Berg completed the task' })).toBeVisible();
  await expect(anna.page.locator('.panel-title .check')).toHaveAttribute('aria-checked', 'true');
  await anna.page.locator('.panel-title .check').click();
  await ben.page.goto('/assigned');
  await row(ben.page, 'Prepare slides').click();
  await ben.page.locator('.panel').getByRole('button', { name: 'Ben Berg' }).click();
  await ben.page.getByRole('button', { name: 'Leave the task' }).click();
  await expect(anna.page.locator('.panel').getByRole('button', { name: 'Nobody' })).toBeVisible();
});

test('the same title edited in two tabs: the second is told, and chooses', async ({ browser }) => {
  const anna = await newPerson(browser, 'Anna');
  await skipWelcome(anna.page);
  const { taskId } = await anna.api('POST', '/api/tasks', { title: 'First title' });
  await anna.page.goto(`/tasks/${taskId}`);
  const title = anna.page.getByRole('textbox', { name: 'Title' });
  await expect(title).toHaveValue('First title');
  await title.fill('Mine');
  await anna.api('PATCH', `/api/tasks/${taskId}`, { title: 'Theirs' });
  await title.press('Enter');
  const dialog = anna.page.getByRole('dialog', { name: 'Somebody else changed this meanwhile' });
  await expect(dialog).toContainText('Mine');
  await expect(dialog).toContainText('Theirs');
  await dialog.getByRole('button', { name: 'Use mine' }).click();
  await expect.poll(async () => (await anna.api('GET', `/api/tasks/${taskId}`)).title).toBe('Mine');
});

test('a parent goes to the trash with its subtasks and comes back with them', async ({ page }) => {
  const anna = await register(page, 'Anna');
  const { taskId } = await anna.api('POST', '/api/tasks', { title: 'Trip' });
  for (const title of ['Hotel', 'Train']) await anna.api('POST', '/api/tasks', { title, parentTaskId: taskId });
  await page.goto('/tasks');
  await row(page, 'Trip').click();
  await expect(page.locator('.subtask')).toHaveCount(2);
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page.getByText('This task is in the trash.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Hotel')).toHaveCount(0);
  await page.goto('/trash');
  await expect(row(page, 'Trip')).toBeVisible();
  await row(page, 'Trip').getByRole('checkbox').click();
  await expect(row(page, 'Trip')).toHaveCount(0);
  await page.goto('/tasks');
  await expect(row(page, 'Train')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Train')).toHaveCount(0);
});

test('a task and a list as they were: framed as the past, read-only, with what is different now', async ({ page }) => {
  const anna = await register(page, 'Anna');
  const { taskId } = await anna.api('POST', '/api/tasks', { title: 'Draft', priority: 'LOW' });
  await anna.api('PATCH', `/api/tasks/${taskId}`, { title: 'Final', priority: 'URGENT' });
  const { items } = await anna.api('GET', `/api/tasks/${taskId}/history`);
  await page.goto(`/tasks/${taskId}`);
  await page.getByRole('tab', { name: 'History' }).click();
  const slider = page.getByRole('slider');
  await slider.focus();
  await slider.press('Home');
  const past = page.locator('.past');
  await expect(past).toContainText('Draft');
  await expect(past).toContainText('Now: Final');
  await page.keyboard.press('Escape');
  await expect(past).toHaveCount(0);
  await page.goto(`/tasks?asOf=${encodeURIComponent(items[0].at)}`);
  await expect(row(page, 'Draft')).toBeVisible();
  await expect(page.getByText('You see the past')).toBeVisible();
  await expect(row(page, 'Draft').getByRole('checkbox')).toBeDisabled();
  await expect(page.locator('.difference')).toContainText('1 changed');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(row(page, 'Final')).toBeVisible();
});

test('a recurring task keeps its time of day over a clock change', async ({ page }) => {
  const anna = await register(page, 'Anna');
  await anna.api('PUT', '/api/preferences', { timeZone: 'Europe/Berlin', locale: 'en-US' });
  const { taskId } = await anna.api('POST', '/api/tasks', {
    title: 'Water plants',
    dueDate: '2027-03-27T09:00:00+01:00',
    timeZone: 'Europe/Berlin',
    recurrence: 'FREQ=DAILY',
  });
  await page.goto(`/tasks/${taskId}`);
  await expect(
    page.getByText('Next: Mar 28, 2027 9:00 AM · Mar 29, 2027 9:00 AM · Mar 30, 2027 9:00 AM'),
  ).toBeVisible();
  await page.goto('/tasks?status=pending');
  for (const day of ['Mar 27, 2027 9:00 AM', 'Mar 28, 2027 9:00 AM', 'Mar 29, 2027 9:00 AM']) {
    const open = row(page, 'Water plants');
    await expect(open).toContainText(day);
    await open.getByRole('checkbox').click();
  }
  await expect(row(page, 'Water plants')).toContainText('Mar 30, 2027 9:00 AM');
});

test('a filter is a URL: saved, renamed, opened elsewhere', async ({ browser }) => {
  const anna = await newPerson(browser, 'Anna');
  await anna.api('POST', '/api/tasks', { title: 'Urgent one', priority: 'URGENT', tags: ['work'] });
  await anna.api('POST', '/api/tasks', { title: 'Calm one', priority: 'LOW' });
  const { page } = anna;
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Urgent', exact: true }).click();
  await expect(row(page, 'Calm one')).toHaveCount(0);
  await expect(row(page, 'Urgent one')).toBeVisible();
  const url = page.url();
  expect(url).toContain('priority=URGENT');
  await page.getByRole('button', { name: 'Save filter' }).click();
  await page.getByLabel('Name of the filter').fill('Burning');
  await page.getByLabel('Name of the filter').press('Enter');
  await page.getByRole('button', { name: 'More: Burning' }).click();
  await page.getByLabel('Rename').fill('On fire');
  await page.getByLabel('Rename').press('Enter');
  await page.goto('/today');
  await page.getByRole('link', { name: 'On fire' }).click();
  await expect(row(page, 'Urgent one')).toBeVisible();
  const other = await anna.page.context().newPage();
  await other.goto(url);
  await expect(row(other, 'Urgent one')).toBeVisible();
  await expect(row(other, 'Calm one')).toHaveCount(0);
});

test('offline: edits are shown, kept over a reload, and go out once', async ({ page, context }) => {
  const anna = await register(page, 'Anna');
  for (const n of [1, 2, 3, 4, 5]) await anna.api('POST', '/api/tasks', { title: `Task ${n}` });
  await page.goto('/tasks');
  await expect(row(page, 'Task 5')).toBeVisible();
  await context.setOffline(true);
  for (const n of [1, 2, 3, 4, 5]) await row(page, `Task ${n}`).getByRole('checkbox').click();
  await expect(row(page, 'Task 3').getByRole('checkbox')).toHaveAttribute('aria-checked', 'true');
  await expect(page.getByText('Offline. 5 changes are kept')).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect.poll(async () => (await anna.api('GET', '/api/tasks?status=completed')).items.length).toBe(5);
  for (const task of (await anna.api('GET', '/api/tasks')).items) expect(task.version).toBe(2);
});

test('signed out everywhere: the other browser is asked for the password and goes on where it was', async ({
  browser,
}) => {
  const anna = await newPerson(browser, 'Anna');
  await anna.api('POST', '/api/tasks', { title: 'Stay here' });
  await anna.page.goto('/tasks');
  await row(anna.page, 'Stay here').click();
  await anna.api('DELETE', '/api/sessions');
  // The page's next renewal finds the session ended.
  await anna.page.evaluate(() => (window as any).taskledger.renew());
  const dialog = anna.page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Password').fill(anna.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(anna.page.getByRole('textbox', { name: 'Title' })).toHaveValue('Stay here');
});

test('board: cards move by mouse and by keyboard', async ({ page }) => {
  const anna = await register(page, 'Anna');
  const { taskId } = await anna.api('POST', '/api/tasks', { title: 'Move me' });
  await page.goto('/board');
  const column = (name: string) => page.getByRole('region', { name });
  await page.locator('.card', { hasText: 'Move me' }).dragTo(column('In progress'));
  await expect(column('In progress').locator('.card')).toHaveText(/Move me/);
  const card = column('In progress').locator('.card');
  await card.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(column('Done').locator('.card')).toHaveText(/Move me/);
  await expect.poll(async () => (await anna.api('GET', `/api/tasks/${taskId}`)).status).toBe('completed');
});

test('texts of users are text, whatever is in them', async ({ page }) => {
  const anna = await register(page, 'Anna');
  const titles = [
    '<script>alert(1)</script><img src=x onerror=alert(2)>',
    '🚀'.repeat(100),
    'שלום עולם',
    '{{7*7}} ${1}',
  ];
  for (const title of titles) await anna.api('POST', '/api/tasks', { title });
  const { taskId } = await anna.api('POST', '/api/tasks', {
    title: 'Long',
    description: `<img src="http://example.org/x.png" onerror="alert(3)"> [link](javascript:alert(4)) **bold** ${'word '.repeat(1980)}`,
  });
  page.on('dialog', () => {
    throw new Error('A script of a text was run');
  });
  await page.goto('/tasks');
  for (const title of titles) await expect(row(page, title)).toBeVisible();
  await page.goto(`/tasks/${taskId}`);
  await expect(page.locator('.markdown strong')).toHaveText('bold');
  await expect(page.locator('.markdown img')).toHaveCount(0);
  await expect(page.locator('.markdown a[href^="javascript"]')).toHaveCount(0);
});

test('tabs whose access token ends at the same moment both go on', async ({ browser }) => {
  const anna = await newPerson(browser, 'Anna');
  await anna.api('POST', '/api/tasks', { title: 'Still here' });
  const second = await anna.page.context().newPage();
  await anna.page.goto('/tasks');
  await second.goto('/tasks');
  const renew = () => (window as any).taskledger.renew() as Promise<boolean>;
  expect(await Promise.all([anna.page.evaluate(renew), second.evaluate(renew)])).toEqual([true, true]);
  for (const page of [anna.page, second]) {
    await page.reload();
    await expect(row(page, 'Still here')).toBeVisible();
  }
});

test('many selected tasks are completed at once and undone as one', async ({ page }) => {
  const anna = await register(page, 'Anna');
  await anna.api(
    'POST',
    '/api/commands',
    Array.from({ length: 120 }, (_, i) => ({ method: 'POST', path: '/api/tasks', body: { title: `Bulk ${i}` } })),
  );
  await page.goto('/tasks?status=pending');
  await expect(page.locator('.row').first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Control+a');
  await expect(page.getByText(/1\d\d selected/)).toBeVisible();
  await page.keyboard.press('e');
  await expect.poll(async () => (await anna.api('GET', '/api/dashboard')).byStatus.completed).toBeGreaterThan(99);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await anna.api('GET', '/api/dashboard')).byStatus.completed).toBe(0);
});

test('chat: what is overdue, all of them moved to friday after a yes, and undone', async ({ page }) => {
  const anna = await register(page, 'Anna');
  const dueDate = new Date(Date.now() - 2 * 86_400_000).toISOString();
  for (const title of ['Late one', 'Late two']) await anna.api('POST', '/api/tasks', { title, dueDate });
  expect((await anna.api('GET', '/api/tasks?overdue=true')).items).toHaveLength(2);
  await page.goto('/chat');
  const say = async (text: string) => {
    await page.getByLabel('Message').fill(text);
    await page.getByLabel('Message').press('Enter');
  };
  await say('what is overdue?');
  await expect(page.locator('.answer-items li')).toHaveText([/Late/, /Late/]);
  await say('move all of them to friday');
  await expect(page.getByText('Move (friday) 2 tasks?')).toBeVisible();
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  await expect(page.getByText('2 of 2 done.')).toBeVisible();
  await expect.poll(async () => (await anna.api('GET', '/api/tasks?overdue=true')).items.length).toBe(0);
  await say('undo');
  await expect(page.getByText(/^Undone: /)).toBeVisible();
  await expect.poll(async () => (await anna.api('GET', '/api/tasks?overdue=true')).items.length).toBe(2);
  await say('xyzzy');
  await expect(page.getByText('I did not understand that')).toBeVisible();
});

test('quick add without a network: the line is kept, and understood when the network is back', async ({
  page,
  context,
}) => {
  const anna = await register(page, 'Anna');
  await skipWelcome(page);
  await context.setOffline(true);
  await quickAdd(page, 'Buy bread tomorrow 9am #home');
  await expect(page.getByText('Offline. 1 change is kept')).toBeVisible();
  await context.setOffline(false);
  await expect.poll(async () => (await anna.api('GET', '/api/tasks?tag=home')).items.length).toBe(1);
  await page.goto('/upcoming');
  await expect(row(page, 'Buy bread')).toContainText('Tomorrow 9:00 AM');
});

test('with touch at 360 px: a swipe completes, a tap opens the task over the whole screen', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const anna = await register(page, 'Anna');
  await skipWelcome(page);
  await anna.api('POST', '/api/tasks', { title: 'Swipe me' });
  await anna.api('GET', '/api/tasks');
  await page.goto('/tasks');
  const box = (await row(page, 'Swipe me').boundingBox()) ?? { y: 0, height: 0 };
  const cdp = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...x: number[]) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x.map((each) => ({ x: each, y: box.y + box.height / 2 })),
    });
  await touch('touchStart', 60);
  for (const x of [90, 130, 170, 210]) await touch('touchMove', x);
  await touch('touchEnd');
  await expect(row(page, 'Swipe me').getByRole('checkbox')).toHaveAttribute('aria-checked', 'true');
  await row(page, 'Swipe me').tap();
  const panel = page.locator('.panel');
  await expect(panel).toBeVisible();
  expect((await panel.boundingBox())?.width).toBe(360);
  await panel.getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('button', { name: 'Quick add' }).tap();
  await page.getByRole('textbox', { name: 'Quick add' }).fill('Call Ben today');
  await page.getByRole('button', { name: 'Add task' }).tap();
  await page.getByRole('button', { name: 'Close' }).first().tap();
  await expect(row(page, 'Call Ben')).toBeVisible();
});
