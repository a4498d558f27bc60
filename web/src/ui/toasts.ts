/** What was done, what was refused, who did something: each for ten seconds. */
import { Refusal } from '../api/session';
import { number, t, tOf } from '../lib/i18n';
import { createStore } from '../lib/store';
import { undo } from '../store/commands';
import { onArrival } from '../store/live';
import { onDone, onRefused } from '../store/outbox';

export interface Toast {
  id: number;
  kind: 'done' | 'error' | 'news';
  text: string;
  detail?: string;
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 10_000;
const MOST = 4;
const toasts = createStore<Toast[]>([]);
let last = 0;

export const useToasts = toasts.use;

export function dismiss(id: number) {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

export function show(toast: Omit<Toast, 'id'>) {
  const id = ++last;
  toasts.set([...toasts.get().slice(1 - MOST), { ...toast, id }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export function showError(error: unknown) {
  if (error instanceof Refusal) {
    const reference =
      error.problem.status >= 500 && error.correlationId ? ` ${t('app.correlation', { id: error.correlationId })}` : '';
    show({ kind: 'error', text: error.problem.title, detail: error.problem.detail + reference });
  } else {
    show({ kind: 'error', text: t('app.failed'), detail: String(error) });
  }
}

onDone((edit) => {
  if (edit.quiet) return;
  const events = edit.results.flatMap(({ taskId, eventId }) => (eventId ? [{ taskId, eventId }] : []));
  if (events.length === 0) return;
  const isUndo = edit.label === 'done.undone';
  const what =
    edit.calls.length > 1
      ? t('done.many', { count: number(edit.calls.length) === '1' ? 1 : edit.calls.length })
      : edit.title;
  show({
    kind: 'done',
    text: tOf('done', edit.label.replace('done.', '')),
    detail: what,
    action: {
      label: t(isUndo ? 'undo.redo' : 'undo.undo'),
      run: () => undo(events, edit.title, isUndo ? 'done.redone' : 'done.undone'),
    },
  });
});

onRefused((edit, why) => {
  show({ kind: 'error', text: `${edit.title}: ${why.problem.title}`, detail: why.problem.detail });
});

onArrival((task, entry) => {
  show({
    kind: 'news',
    text: `${entry.actor.name ?? t('history.somebody')} ${tOf('history', entry.undoes ? 'undid' : entry.type)}`,
    detail: task.title,
  });
});
