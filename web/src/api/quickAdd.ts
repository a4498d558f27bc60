/** The language of quick add, understood by the server. */
import { currentLocale, currentZone } from '../lib/i18n';
import { authorized, type Priority } from './client';
import { problemOf } from './session';

export interface Part {
  /** UTF-16 units. */
  start: number;
  end: number;
  kind: string;
  value: string;
}

export interface Understood {
  task: {
    title: string;
    dueDate?: string;
    allDay?: boolean;
    timeZone?: string;
    recurrence?: string;
    priority?: Priority;
    tags?: string[];
    assigneeId?: string;
    categoryId?: string;
    reminders?: string[];
  };
  parts: Part[];
  warnings: string[];
}

export async function understand(
  text: string,
  ignore: [number, number][] = [],
  signal?: AbortSignal,
): Promise<Understood> {
  const answer = await authorized('/api/quick-add/preview', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text, timeZone: currentZone(), locale: currentLocale(), ignore }),
    signal: signal ?? null,
  });
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as Understood;
}

/** What a few words say of a date or a rule, as in the field of a task's due date. */
export async function understandWhen(words: string) {
  const { task, parts } = await understand(`x ${words}`);
  return task.title === 'x' && parts.length > 0 ? task : undefined;
}
