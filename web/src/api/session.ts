/** Who is signed in. The access token lives here, in memory; the refresh token is a cookie. */
import { createStore } from '../lib/store';
import type { components } from './schema';

export type Me = components['schemas']['Me'];
export type Session =
  | { state: 'starting' }
  | { state: 'signed-out' }
  | { state: 'signed-in'; me: Me }
  /** The session ended while somebody worked: they are asked for the password and go on. */
  | { state: 'ended'; me: Me };

const session = createStore<Session>({ state: 'starting' });
let accessToken: string | undefined;
let renewal: Promise<boolean> | undefined;
let renewTimer: ReturnType<typeof setTimeout> | undefined;

export const currentSession = session.get;
export const onSession = session.subscribe;
export const useSession = session.use;
export const token = () => accessToken;

export function useMe(): Me {
  const now = useSession();
  if (now.state === 'signed-in' || now.state === 'ended') return now.me;
  throw new Error('Nobody is signed in');
}

function call(method: string, path: string, body?: unknown) {
  return fetch(path, {
    method,
    headers: { 'Taskledger-Page': '1', 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

interface PageTokens {
  accessToken: string;
  expiresIn: number;
}

function accept(tokens: PageTokens) {
  accessToken = tokens.accessToken;
  clearTimeout(renewTimer);
  // A little before it ends, so that hardly any request meets an ended token.
  renewTimer = setTimeout(() => void renew(), Math.max(5, tokens.expiresIn - 30) * 1000);
}

/** A new access token; false when the session has ended. One at a time; throws without a network. */
export function renew(): Promise<boolean> {
  renewal ??= (async () => {
    try {
      const answer = await call('POST', '/session/refresh');
      if (answer.ok) {
        accept((await answer.json()) as PageTokens);
        return true;
      }
      if (answer.status === 401) {
        accessToken = undefined;
        const now = session.get();
        if (now.state === 'signed-in') session.set({ state: 'ended', me: now.me });
        else if (now.state === 'starting') session.set({ state: 'signed-out' });
        return false;
      }
      throw new Error(`The session could not be renewed: ${answer.status}`);
    } finally {
      renewal = undefined;
    }
  })();
  return renewal;
}

async function begin() {
  const answer = await fetch('/api/users/me', { headers: { Authorization: `Bearer ${accessToken}` } });
  if (!answer.ok) throw new Error(`Who is signed in could not be read: ${answer.status}`);
  session.set({ state: 'signed-in', me: (await answer.json()) as Me });
}

/** At the start of the page: goes on with the session of the cookie, if there is one. */
export async function resume() {
  if (await renew()) await begin();
}

export async function signIn(email: string, password: string) {
  const answer = await call('POST', '/session/sign-in', { email, password });
  if (!answer.ok) throw await problemOf(answer);
  accept((await answer.json()) as PageTokens);
  await begin();
}

export async function register(name: string, email: string, password: string) {
  const answer = await call('POST', '/api/users', { name, email, password });
  if (!answer.ok) throw await problemOf(answer);
  await signIn(email, password);
}

export async function signOut() {
  clearTimeout(renewTimer);
  await call('DELETE', '/session').catch(() => undefined);
  accessToken = undefined;
  session.set({ state: 'signed-out' });
}

export type Problem = components['schemas']['Problem'];

/** A refusal: a problem document, or what stands for one when the answer was none. */
export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfter?: number,
    readonly correlationId?: string,
  ) {
    super(problem.detail);
  }
}

export async function problemOf(answer: Response): Promise<Refusal> {
  const retryAfter = Number(answer.headers.get('Retry-After')) || undefined;
  const correlationId = answer.headers.get('X-Correlation-Id') ?? undefined;
  try {
    return new Refusal((await answer.json()) as Problem, retryAfter, correlationId);
  } catch {
    const detail = `${answer.status} ${answer.statusText}`;
    return new Refusal(
      { type: 'about:blank', title: detail, status: answer.status, detail, code: 'internal-error' },
      retryAfter,
      correlationId,
    );
  }
}
