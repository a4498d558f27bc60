/** What a person can do to tasks, each as an edit that shows at once and can be undone. */
import type { Priority, Status, Task } from '../api/client';
import { currentSession } from '../api/session';
import { enqueue, MOST_IN_A_BATCH, type Call, type Edit } from './outbox';

export type Fields = Partial<
  Pick<
    Task,
    | 'title'
    | 'description'
    | 'priority'
    | 'dueDate'
    | 'timeZone'
    | 'categoryId'
    | 'tags'
    | 'assigneeId'
    | 'parentTaskId'
    | 'recurrence'
    | 'reminders'
  >
> & { status?: Status };

const path = (task: Task, what = '') => `/api/tasks/${task.taskId}${what}`;

/** One edit, however many tasks: done and undone together. */
function all(
  label: string,
  tasks: Task[],
  call: (task: Task) => Call,
  patch: (task: Task) => Partial<Task>,
  more: Partial<Edit> = {},
) {
  for (let i = 0; i < tasks.length; i += MOST_IN_A_BATCH) {
    const some = tasks.slice(i, i + MOST_IN_A_BATCH);
    enqueue({
      label,
      title: some[0]?.title ?? '',
      calls: some.map(call),
      effects: some.map((task) => ({ base: task, patch: patch(task) })),
      ...more,
    });
  }
}

export function create(fields: Fields & { title: string }) {
  const session = currentSession();
  if (session.state === 'starting' || session.state === 'signed-out') throw new Error('Signed out');
  const now = new Date().toISOString();
  const task: Task = {
    taskId: crypto.randomUUID(),
    userId: session.me.userId,
    description: null,
    priority: 'MEDIUM' as Priority,
    dueDate: null,
    timeZone: null,
    categoryId: null,
    tags: [],
    assigneeId: null,
    parentTaskId: null,
    recurrence: null,
    reminders: [],
    status: 'pending',
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    deletedAt: null,
    version: 0,
    ...fields,
  };
  enqueue({
    label: 'done.created',
    title: task.title,
    calls: [{ method: 'POST', path: '/api/tasks', body: { taskId: task.taskId, ...fields } }],
    effects: [{ base: task, patch: {} }],
  });
  return task;
}

export function complete(tasks: Task[]) {
  all(
    'done.completed',
    tasks.filter((task) => task.status !== 'completed'),
    (task) => ({ method: 'POST', path: path(task, '/complete') }),
    () => ({ status: 'completed', completedAt: new Date().toISOString() }),
  );
}

export function reopen(tasks: Task[]) {
  all(
    'done.reopened',
    tasks.filter((task) => task.status === 'completed'),
    (task) => ({ method: 'POST', path: path(task, '/reopen') }),
    () => ({ status: 'pending', completedAt: null }),
  );
}

export function toggle(tasks: Task[]) {
  if (tasks.every((task) => task.status === 'completed')) reopen(tasks);
  else complete(tasks);
}

export function trash(tasks: Task[]) {
  all(
    'done.deleted',
    tasks,
    (task) => ({ method: 'DELETE', path: path(task) }),
    () => ({ deletedAt: new Date().toISOString() }),
  );
}

export function restore(tasks: Task[]) {
  all(
    'done.restored',
    tasks,
    (task) => ({ method: 'POST', path: path(task, '/restore') }),
    () => ({ deletedAt: null }),
  );
}

export function edit(tasks: Task[], fields: Fields, more: Partial<Edit> = {}) {
  if (fields.status === 'completed') return complete(tasks);
  const changed = tasks.filter((task) => !sameFields(task, fields));
  all(
    'done.edited',
    changed,
    (task) => ({ method: 'PATCH', path: path(task), body: fields }),
    () => ({ ...fields, ...(fields.status ? { completedAt: null } : {}) }),
    more,
  );
}

/** A text is refused if somebody else has changed the task since the editing began. */
export function editText(task: Task, fields: Fields, since: number) {
  edit([task], fields, { ifMatch: since });
}

/** Each task by itself, where the value differs from task to task. */
export function editEach(tasks: Task[], fields: (task: Task) => Fields) {
  all(
    'done.edited',
    tasks.filter((task) => !sameFields(task, fields(task))),
    (task) => ({ method: 'PATCH', path: path(task), body: fields(task) }),
    fields,
  );
}

function sameFields(task: Task, fields: Fields) {
  return Object.entries(fields).every(
    ([name, value]) => JSON.stringify(task[name as keyof Task]) === JSON.stringify(value),
  );
}

export interface Undoable {
  taskId: string;
  eventId: string;
}

/** Takes events back, the newest first. */
export function undo(events: Undoable[], title: string, label: 'done.undone' | 'done.redone') {
  for (let i = 0; i < events.length; i += MOST_IN_A_BATCH) {
    enqueue({
      label,
      title,
      calls: events.slice(i, i + MOST_IN_A_BATCH).map(({ taskId, eventId }) => ({
        method: 'POST',
        path: `/api/tasks/${taskId}/history/${eventId}/undo`,
      })),
      effects: [],
    });
  }
}
