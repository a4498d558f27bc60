/** Ctrl Z goes back through what I did, over reloads: it is the history that is undone. */
import { api, data, type Change } from '../api/client';
import { t } from '../lib/i18n';
import { show, showError } from '../ui/toasts';
import { undo } from './commands';
import { unsent } from './outbox';

const LOOKED_AT = 100;
const PATIENCE_MS = 3_000;

/** What is on its way has to arrive before it can be undone. */
async function settled() {
  const until = Date.now() + PATIENCE_MS;
  while (unsent() > 0 && Date.now() < until) await new Promise((wake) => setTimeout(wake, 30));
}

async function mine() {
  await settled();
  const { items } = await data(api.GET('/api/changes', { params: { query: { by: 'me', limit: LOOKED_AT } } }));
  return items;
}

/** All that came of the same request is taken back together, a parent with its subtasks by itself. */
function takeBack(changes: Change[], first: Change, label: 'done.undone' | 'done.redone') {
  const together = changes.filter(
    (change) =>
      change.undoable && (change === first || (!!first.correlationId && change.correlationId === first.correlationId)),
  );
  undo(together, together.length > 1 ? t('done.many', { count: together.length }) : first.title, label);
}

export async function undoLast() {
  try {
    const changes = await mine();
    const taken = new Set(changes.flatMap((change) => change.undoes ?? []));
    const last = changes.find((change) => change.undoable && !change.undoes && !taken.has(change.eventId));
    if (last) takeBack(changes, last, 'done.undone');
    else show({ kind: 'news', text: t('undo.nothing') });
  } catch (error) {
    showError(error);
  }
}

export async function redoLast() {
  try {
    const changes = await mine();
    const taken = new Set(changes.flatMap((change) => change.undoes ?? []));
    // Only as long as nothing else was done since.
    const last = changes.find((change) => !taken.has(change.eventId));
    const isUndo = last?.undoes && !changes.some((change) => change.eventId === last.undoes && change.undoes);
    if (last && isUndo && last.undoable) takeBack(changes, last, 'done.redone');
    else show({ kind: 'news', text: t('undo.nothingRedo') });
  } catch (error) {
    showError(error);
  }
}
