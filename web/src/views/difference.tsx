/** What is different between a list of the past and now. */
import type { Task } from '../api/client';
import { t } from '../lib/i18n';

export interface Difference {
  marks: Map<string, 'added' | 'changed'>;
  added: number;
  removed: number;
  changed: number;
}

export function difference(past: Task[], now: Task[]): Difference {
  const nowById = new Map(now.map((task) => [task.taskId, task]));
  const pastIds = new Set(past.map((task) => task.taskId));
  const marks = new Map<string, 'added' | 'changed'>();
  let removed = 0;
  let changed = 0;
  for (const task of past) {
    const today = nowById.get(task.taskId);
    if (!today) removed++;
    else if (today.version !== task.version) {
      changed++;
      marks.set(task.taskId, 'changed');
    }
  }
  const added = now.filter((task) => !pastIds.has(task.taskId)).length;
  return { marks, added, removed, changed };
}

export function DifferenceBar({ added, removed, changed }: Difference) {
  return (
    <p className="difference">
      <span className="muted">{t('asof.diff')}</span>
      <span className="badge plus">{t('asof.added', { count: added })}</span>
      <span className="badge minus">{t('asof.removed', { count: removed })}</span>
      <span className="badge changed">{t('asof.changed', { count: changed })}</span>
    </p>
  );
}
