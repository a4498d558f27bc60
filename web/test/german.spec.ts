import { expect, test } from '@playwright/test';
import { password } from './person';

test.use({ locale: 'de-DE' });

test('in German nothing is left in English, and quick add understands it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Neu hier? Konto anlegen' }).click();
  await page.getByLabel('Name').fill('Jürgen');
  await page.getByLabel('E-Mail').fill(`juergen-${Date.now()}@example.org`);
  await page.getByLabel('Passwort').fill(password);
  await page.getByRole('button', { name: 'Konto anlegen' }).click();
  await expect(page.getByRole('heading', { name: 'Heute', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Leer beginnen' }).click();
  await page.keyboard.press('q');
  await page.getByRole('textbox', { name: 'Schnell hinzufügen' }).fill('Müll rausbringen jeden Montag um 18 Uhr');
  await expect(page.locator('.part-recurrence')).toContainText('jeden Mo');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.goto('/tasks');
  await expect(page.locator('.row')).toContainText('18:00');
  const english = /\b(Today|Upcoming|Overdue|Search|Newest|High|Low|Done|Assigned|Trash|Preferences|Add task)\b/;
  for (const path of [
    '/today',
    '/upcoming',
    '/tasks',
    '/board',
    '/assigned',
    '/trash',
    '/dashboard',
    '/notifications',
    '/preferences',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.locator('.app').innerText(), path).not.toMatch(english);
  }
});
