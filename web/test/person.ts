/** People who use the page: each test has people of its own. */
import { randomUUID } from 'node:crypto';
import { expect, type Browser, type Page } from '@playwright/test';

export interface Person {
  name: string;
  email: string;
  password: string;
  page: Page;
  /** The API as this person. */
  api: <T = any>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<T>;
}

export const password = 'a long password';

export async function register(page: Page, name: string): Promise<Person> {
  const email = `${name.toLowerCase().replace(/\W+/g, '')}-${randomUUID().slice(0, 8)}@example.org`;
  await page.goto('/');
  await page.getByRole('button', { name: 'New here? Create an account' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  return person(page, name, email);
}

export async function signIn(page: Page, email: string, secret: string) {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveCount(0);
}

/** A person in a browser of their own. */
export async function newPerson(browser: Browser, name: string) {
  const context = await browser.newContext();
  return register(await context.newPage(), name);
}

const token: Map<string, Promise<string>> = new Map();
const positions: Map<string, string> = new Map();

function person(page: Page, name: string, email: string): Person {
  const origin = new URL(page.url()).origin;
  const logIn = async () => {
    const answer = await fetch(`${origin}/api/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  };
  return {
    name,
    email,
    password,
    page,
    api: async (method, path, body, headers = {}) => {
      if (!token.has(email)) token.set(email, logIn());
      const answer = await fetch(origin + path, {
        method,
        headers: {
          Authorization: `Bearer ${await token.get(email)}`,
          'Content-Type': 'application/json',
          ...(method === 'GET' && positions.has(email) ? { 'Taskledger-Min-Position': positions.get(email) } : {}),
          ...headers,
        } as Record<string, string>,
        body: body === undefined ? null : JSON.stringify(body),
      });
      const reached = answer.headers.get('Taskledger-Position');
      if (reached) positions.set(email, reached);
      const text = await answer.text();
      return (text ? JSON.parse(text) : undefined) as never;
    },
  };
}

export async function quickAdd(page: Page, line: string) {
  await page.keyboard.press('q');
  const field = page.getByRole('textbox', { name: 'Quick add' });
  await field.fill(line);
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await page.keyboard.press('Escape');
}

export const row = (page: Page, title: string) => page.locator('.row', { hasText: title });

export async function skipWelcome(page: Page) {
  const empty = page.getByRole('button', { name: 'Start empty' });
  if (await empty.isVisible().catch(() => false)) await empty.click();
}
