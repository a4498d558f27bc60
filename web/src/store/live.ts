/** The live stream: one for all tabs of a browser, resumed without a hole, mended by itself. */
import { api, authorized, data, type HistoryEntry, type Task } from '../api/client';
import { currentSession, onSession } from '../api/session';
import { createStore } from '../lib/store';
import { isOwn } from './outbox';
import { arrived, cached, refresh } from './tasks';

export interface Live {
  connected: boolean;
  /** Who else changed a task just now, by task. */
  news: ReadonlyMap<string, { who: string; what: string; at: number }>;
}

/** The server sends a sign of life more often than that. */
const DEAD_AFTER_MS = 30_000;
const NEWS_FOR_MS = 12_000;
const LEADS_AT_ONCE_MS = 5_000;

const live = createStore<Live>({ connected: true, news: new Map() });
const arrivals = new Set<(task: Task, entry: HistoryEntry) => void>();
let channel: BroadcastChannel | undefined;
let stop: AbortController | undefined;
let following: string | undefined;

type Message = { task: Task } | { connected: boolean };

const publish = (next: Partial<Live>) => live.set({ ...live.get(), ...next });

export const useLive = live.use;

export const onArrival = (listener: (task: Task, entry: HistoryEntry) => void) => arrivals.add(listener);

onSession(() => {
  const session = currentSession();
  const me = session.state === 'signed-in' ? session.me.userId : undefined;
  if (me === following || session.state === 'ended') return;
  following = me;
  stop?.abort();
  channel?.close();
  if (!me) return;
  const ended = new AbortController();
  stop = ended;
  const tabs = new BroadcastChannel(`taskledger-live-${me}`);
  channel = tabs;
  tabs.onmessage = ({ data }: MessageEvent<Message>) => receive(data);
  void navigator.locks
    .request(`taskledger-live-${me}`, { signal: ended.signal }, () =>
      follow(ended.signal, (message) => {
        tabs.postMessage(message);
        receive(message);
      }),
    )
    .catch(() => undefined);
});

function receive(message: Message) {
  if ('connected' in message) publish({ connected: message.connected });
  else void take(message.task);
}

async function take(task: Task) {
  const before = cached(task.taskId);
  const own = isOwn(task.taskId, task.version);
  if (!own || (before && before.version < task.version)) arrived(task);
  if (own) return;
  const session = currentSession();
  const { items } = await data(
    api.GET('/api/tasks/{taskId}/history', {
      params: { path: { taskId: task.taskId }, query: { order: 'desc', limit: 1 } },
    }),
  );
  const entry = items[0];
  const stranger = session.state === 'signed-in' && entry?.actor.userId !== session.me.userId;
  if (!entry || !stranger) return;
  const news = new Map(live.get().news);
  news.set(task.taskId, { who: entry.actor.name ?? '', what: entry.type, at: Date.now() });
  publish({ news });
  arrivals.forEach((listener) => listener(task, entry));
  setTimeout(() => {
    const left = new Map(live.get().news);
    left.delete(task.taskId);
    publish({ news: left });
  }, NEWS_FOR_MS);
}

async function follow(ended: AbortSignal, tell: (message: Message) => void) {
  const place: { last?: string } = {};
  // Another tab has followed until now: what came between the two is asked for.
  if (performance.now() > LEADS_AT_ONCE_MS) refresh();
  let failures = 0;
  while (!ended.aborted) {
    const broken = new AbortController();
    const signal = AbortSignal.any([ended, broken.signal]);
    try {
      const answer = await authorized('/api/stream', {
        signal,
        headers: { Accept: 'text/event-stream', ...(place.last ? { 'Last-Event-ID': place.last } : {}) },
      });
      if (!answer.ok || !answer.body) throw new Error(`stream: ${answer.status}`);
      if (failures > 0) refresh(0);
      failures = 0;
      tell({ connected: true });
      await events(answer.body, place, broken, (task) => tell({ task }));
    } catch {
      if (ended.aborted) return;
      failures++;
      if (failures > 1) tell({ connected: false });
    }
    // Never in step with all other browsers that have lost the same server.
    const pause = Math.min(1000 * 2 ** failures, 15_000) * (0.5 + Math.random());
    await new Promise((wake) => setTimeout(wake, failures === 0 ? 100 : pause));
  }
}

/** Reads server-sent events to the end of the stream, and keeps the last id. */
async function events(
  body: ReadableStream<Uint8Array>,
  place: { last?: string },
  broken: AbortController,
  on: (task: Task) => void,
) {
  let rest = '';
  let alive = setTimeout(() => broken.abort(), DEAD_AFTER_MS);
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader() as ReadableStreamDefaultReader<string>;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(alive);
      alive = setTimeout(() => broken.abort(), DEAD_AFTER_MS);
      rest += value;
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        let text = '';
        for (const line of block.split('\n')) {
          if (line.startsWith('id:')) place.last = line.slice(3).trim();
          else if (line.startsWith('data:')) text += line.slice(5);
        }
        if (text) on(JSON.parse(text) as Task);
      }
    }
  } finally {
    clearTimeout(alive);
  }
}
