/**
 * Edits on their way. Each is shown at once, kept over a reload, sent in order with its own
 * Idempotency-Key, and told of: as done, refused, in conflict or waiting for the network.
 */
import { authorized, reached, type CommandResult, type Task } from '../api/client';
import { currentSession, onSession, problemOf, Refusal } from '../api/session';
import { createStore } from '../lib/store';

/** What an edit makes of a task, as far as the page can tell before the server has answered. */
export interface Effect {
  base: Task;
  patch: Partial<Task>;
}

export interface Call {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

export interface Edit {
  id: string;
  /** What is said of it, a key of the texts. */
  label: string;
  title: string;
  /** One call, or a batch that is undone as one. */
  calls: Call[];
  /** The version that a text was edited on. */
  ifMatch?: number;
  effects: Effect[];
  state: 'waiting' | 'sending' | 'done' | 'conflict';
  since: number;
  /** Of what was done: the task, its new version and the event to undo. */
  results: CommandResult[];
  /** In conflict: the task as it is now. */
  theirs?: Task;
  quiet?: boolean;
}

export interface Sending {
  edits: Edit[];
  /** Since when nothing can be sent. */
  stuckSince: number | undefined;
  reason: 'network' | 'session' | 'busy' | undefined;
}

/** Results are shown over what the views answer until those have caught up for certain. */
const SHOWN_AFTER_DONE_MS = 20_000;
const PAUSE_MS = 1_500;
export const MOST_IN_A_BATCH = 500;

const sending = createStore<Sending>({ edits: [], stuckSince: undefined, reason: undefined });
let owner: string | undefined;
const done = new Set<(edit: Edit) => void>();
const refused = new Set<(edit: Edit, why: Refusal) => void>();
const channel = new BroadcastChannel('taskledger-outbox');

const key = () => `taskledger.outbox.${owner}`;

function read(): Edit[] {
  if (!owner) return [];
  try {
    return JSON.parse(localStorage.getItem(key()) ?? '[]') as Edit[];
  } catch {
    return [];
  }
}

const publish = (next: Partial<Sending>) => sending.set({ ...sending.get(), ...next });

function write(edits: Edit[]) {
  if (!owner) return;
  localStorage.setItem(key(), JSON.stringify(edits));
  publish({ edits });
  channel.postMessage('changed');
}

function change(id: string, with_: Partial<Edit>) {
  write(read().map((edit) => (edit.id === id ? { ...edit, ...with_ } : edit)));
}

function drop(id: string) {
  write(read().filter((edit) => edit.id !== id));
}

channel.onmessage = () => publish({ edits: read() });

onSession(() => {
  const session = currentSession();
  if (session.state === 'signed-in') {
    owner = session.me.userId;
    // What a closed tab was sending is sent again: its key makes sure that it is done once.
    write(read().filter((edit) => edit.state !== 'done'));
    void flush();
  } else if (session.state === 'signed-out') {
    if (owner) localStorage.removeItem(key());
    owner = undefined;
    publish({ edits: [], stuckSince: undefined, reason: undefined });
  }
});
addEventListener('online', () => void flush());

export const useSending = sending.use;

export const unsent = () => sending.get().edits.filter((edit) => edit.state !== 'done').length;
export const onDone = (listener: (edit: Edit) => void) => done.add(listener);
export const onRefused = (listener: (edit: Edit, why: Refusal) => void) => refused.add(listener);

/** Whether a version of a task came from here. */
export function isOwn(taskId: string, version: number) {
  return sending
    .get()
    .edits.some(
      (edit) =>
        (edit.state !== 'done' && edit.effects.some((effect) => effect.base.taskId === taskId)) ||
        edit.results.some((result) => result.taskId === taskId && result.version >= version),
    );
}

export function enqueue(edit: Pick<Edit, 'label' | 'title' | 'calls' | 'effects'> & Partial<Edit>) {
  const queued: Edit = {
    id: crypto.randomUUID(),
    state: 'waiting',
    since: Date.now(),
    results: [],
    ...edit,
  };
  write([...read(), queued]);
  void flush();
  return queued.id;
}

/** Of an edit in conflict: sends it over the newer text, or gives it up. */
export function resolve(id: string, choice: 'mine' | 'theirs') {
  if (choice === 'theirs') {
    drop(id);
    return;
  }
  write(
    read().map((edit) => {
      if (edit.id !== id) return edit;
      const { ifMatch: _, theirs: __, ...rest } = edit;
      return { ...rest, id: crypto.randomUUID(), state: 'waiting' as const };
    }),
  );
  void flush();
}

/** One tab sends at a time, one edit after the other. */
async function flush() {
  if (!owner) return;
  await navigator.locks.request(`taskledger-outbox-${owner}`, async () => {
    for (let next = first(); next; next = first()) {
      if (!(await send(next))) break;
    }
  });
}

const first = () => read().find((edit) => edit.state === 'waiting' || edit.state === 'sending');

let retry: ReturnType<typeof setTimeout> | undefined;

function later(reason: Sending['reason'], seconds?: number) {
  clearTimeout(retry);
  retry = setTimeout(() => void flush(), seconds ? seconds * 1000 : PAUSE_MS);
  publish({ stuckSince: sending.get().stuckSince ?? Date.now(), reason });
  return false;
}

/** False when nothing can be sent for the moment. */
async function send(edit: Edit): Promise<boolean> {
  change(edit.id, { state: 'sending' });
  let answer: Response;
  try {
    answer = await authorized(...request(edit));
  } catch {
    return later('network');
  }
  if (answer.ok) {
    await finish(edit, answer);
    publish({ stuckSince: undefined, reason: undefined });
    return true;
  }
  const why = await problemOf(answer);
  if (answer.status === 401) return later('session');
  if ([429, 502, 503, 504].includes(answer.status)) return later('busy', why.retryAfter);
  publish({ stuckSince: undefined, reason: undefined });
  if (answer.status === 412) {
    await conflict(edit);
  } else {
    drop(edit.id);
    refused.forEach((listener) => listener(edit, why));
  }
  return true;
}

function request(edit: Edit): [string, RequestInit] {
  const single = edit.calls.length === 1 ? edit.calls[0] : undefined;
  const { method, path, body } = single ?? { method: 'POST', path: '/api/commands', body: edit.calls };
  const headers: Record<string, string> = {
    'Idempotency-Key': edit.id,
    'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
  };
  if (edit.ifMatch !== undefined) headers['If-Match'] = `"${afterOwn(edit)}"`;
  return [path, { method, headers, body: body === undefined ? null : JSON.stringify(body) }];
}

/** The version that the edit was made on, or the one that own edits have made of that since. */
function afterOwn(edit: Edit) {
  let version = edit.ifMatch ?? 0;
  for (const other of read()) {
    if (other.id === edit.id) break;
    for (const result of other.results) {
      if (result.taskId === edit.effects[0]?.base.taskId && result.version === version + 1) {
        version = result.version;
      }
    }
  }
  return version;
}

interface BatchedAnswer {
  status: number;
  body: CommandResult & { detail: string };
}

async function finish(edit: Edit, answer: Response) {
  reached(answer.headers.get('Taskledger-Position'));
  const body = (await answer.json()) as CommandResult | BatchedAnswer[];
  const answers: BatchedAnswer[] = Array.isArray(body)
    ? body
    : [{ status: answer.status, body: body as BatchedAnswer['body'] }];
  const results = answers.filter((each) => each.status < 400).map((each) => each.body);
  const failed = answers.filter((each) => each.status >= 400);
  const finished = { ...edit, state: 'done' as const, results, since: Date.now() };
  change(edit.id, finished);
  setTimeout(() => drop(edit.id), SHOWN_AFTER_DONE_MS);
  if (failed[0]) {
    const kept = new Set(results.map((result) => result.taskId));
    change(edit.id, {
      effects: edit.effects.filter((effect) => kept.has(effect.base.taskId)),
    });
    const problem = failed[0].body as unknown as Refusal['problem'];
    refused.forEach((listener) => listener(edit, new Refusal(problem)));
  }
  if (results.length > 0) done.forEach((listener) => listener(finished));
}

/** The newer text is asked for until the view has it. */
async function conflict(edit: Edit) {
  const taskId = edit.effects[0]?.base.taskId;
  let theirs: Task | undefined;
  for (let tries = 0; tries < 20 && !(theirs && theirs.version > (edit.ifMatch ?? 0)); tries++) {
    if (tries > 0) await new Promise((wake) => setTimeout(wake, 150));
    try {
      theirs = (await (await authorized(`/api/tasks/${taskId}`)).json()) as Task;
    } catch {
      break;
    }
  }
  change(edit.id, { state: 'conflict', ...(theirs ? { theirs } : {}) });
}

/** A task as it will be once everything on its way has arrived. */
export function withEdits(task: Task, pending: Edit[]): Task {
  let shown = task;
  for (const edit of pending) {
    if (edit.state === 'conflict') continue;
    const reachedVersion = edit.results.find((result) => result.taskId === task.taskId)?.version;
    if (reachedVersion !== undefined && task.version >= reachedVersion) continue;
    for (const effect of edit.effects) {
      if (effect.base.taskId === task.taskId) shown = { ...shown, ...effect.patch };
    }
  }
  return shown;
}
