/** The typed client of the API, with the session's token and the position of one's last command. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';
import { problemOf, Refusal, renew, token } from './session';

export type Task = components['schemas']['Task'];
export type Priority = components['schemas']['Priority'];
export type Status = components['schemas']['Status'];
export type HistoryEntry = components['schemas']['HistoryEntry'];
export type Change = components['schemas']['Change'];
export type Dashboard = components['schemas']['Dashboard'];
export type Notification = components['schemas']['Notification'];
export type Preferences = components['schemas']['Preferences'];
export type Person = components['schemas']['Person'];
export type Projection = components['schemas']['Projection'];
export type Rebuild = components['schemas']['Rebuild'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type CommandResult = components['schemas']['CommandResult'];
export type SessionRow = components['schemas']['Session'];

/** Views catch up within a second or two; after this long the position is not needed any more. */
const POSITION_MATTERS_MS = 15_000;
let position: { token: string; at: number } | undefined;

export function reached(token: string | null) {
  if (token) position = { token, at: Date.now() };
}

/** Sends with the session's token; an ended token is renewed once, and the request repeated. */
export async function authorized(input: string | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const send = (again: Request) => {
    again.headers.set('Authorization', `Bearer ${token()}`);
    return fetch(again);
  };
  if (!token() && !(await renew())) return new Response(null, { status: 401 });
  const answer = await send(request.clone());
  if (answer.status !== 401 || !(await renew())) return answer;
  return send(request);
}

const readYourWrites: Middleware = {
  onRequest({ request }) {
    const reads = request.method === 'GET' || request.url.endsWith('/api/chat');
    if (reads && position && Date.now() - position.at < POSITION_MATTERS_MS) {
      request.headers.set('Taskledger-Min-Position', position.token);
    }
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    reached(response.headers.get('Taskledger-Position'));
    return response;
  },
};

export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: (request) => authorized(request),
  querySerializer: { array: { style: 'form', explode: true } },
});
api.use(readYourWrites);

/** The data of an answer that is no refusal: those are thrown before. */
export async function data<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}

/** Whether it is worth asking again by itself. */
export function isPassing(error: unknown) {
  return !(error instanceof Refusal) || [429, 503, 504].includes(error.problem.status);
}
