/** Lists of tasks: what the server answers, with one's own edits over it, live. */
import { QueryClient, keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, data, isPassing, type Priority, type Status, type Task } from '../api/client';
import { onDone, onRefused, useSending, withEdits, type Edit } from './outbox';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 4 && isPassing(error),
      retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
    },
  },
});

export interface Filter {
  status?: Status[];
  priority?: Priority[];
  tag?: string[];
  dueBefore?: string;
  dueAfter?: string;
  overdue?: boolean;
  assigneeId?: string;
  parentTaskId?: string;
  q?: string;
  deleted?: boolean;
  sort?: Sort;
}
export type Sort =
  | 'createdAt'
  | '-createdAt'
  | 'updatedAt'
  | '-updatedAt'
  | 'dueDate'
  | '-dueDate'
  | 'priority'
  | '-priority'
  | 'title'
  | '-title';

interface Page {
  items: Task[];
  nextCursor?: string | null;
}
type Pages = InfiniteData<Page, string | undefined>;

const PAGE = 100;
export const OPEN: Status[] = ['pending', 'in-progress'];
const RANK: Record<Priority, number> = { LOW: 0, MEDIUM: 1, HIGH: 2, URGENT: 3 };

/** The rule of the server's list, for tasks that were just edited here. */
function matches(filter: Filter, task: Task) {
  const due = task.dueDate ? Date.parse(task.dueDate) : undefined;
  const late = task.status !== 'completed' && due !== undefined && due < Date.now();
  return (
    (task.deletedAt !== null) === (filter.deleted ?? false) &&
    (!filter.status?.length || filter.status.includes(task.status)) &&
    (!filter.priority?.length || filter.priority.includes(task.priority)) &&
    (filter.tag ?? []).every((tag) => task.tags.includes(tag)) &&
    (!filter.assigneeId || task.assigneeId === filter.assigneeId) &&
    (!filter.parentTaskId || task.parentTaskId === filter.parentTaskId) &&
    (!filter.dueBefore || (due !== undefined && due < Date.parse(filter.dueBefore))) &&
    (!filter.dueAfter || (due !== undefined && due >= Date.parse(filter.dueAfter))) &&
    (filter.overdue === undefined || late === filter.overdue)
  );
}

function order(sort: Sort | undefined) {
  const name = (sort ?? '-createdAt').replace('-', '');
  const turned = (sort ?? '-createdAt').startsWith('-') ? -1 : 1;
  return (a: Task, b: Task) => {
    const by =
      name === 'priority'
        ? RANK[a.priority] - RANK[b.priority]
        : name === 'title'
          ? a.title.localeCompare(b.title)
          : name === 'dueDate'
            ? compareDue(a, b, turned)
            : Date.parse(name === 'updatedAt' ? a.updatedAt : a.createdAt) -
              Date.parse(name === 'updatedAt' ? b.updatedAt : b.createdAt);
    return by * turned || (a.taskId < b.taskId ? -turned : turned);
  };
}

/** Tasks without a due date stand last in either direction. */
function compareDue(a: Task, b: Task, turned: number) {
  if (!a.dueDate || !b.dueDate) return a.dueDate === b.dueDate ? 0 : a.dueDate ? -turned : turned;
  return Date.parse(a.dueDate) - Date.parse(b.dueDate);
}

function withOwn(items: Task[], filter: Filter, edits: Edit[]) {
  if (edits.length === 0) return items;
  const byId = new Map(items.map((task) => [task.taskId, task]));
  let touched = false;
  for (const edit of edits) {
    for (const { base } of edit.effects) {
      touched = true;
      // A search ranks on the server: what one edits stays where it is, and nothing is put in.
      if (!byId.has(base.taskId) && !filter.q) byId.set(base.taskId, base);
    }
  }
  if (!touched) return items;
  const shown = [...byId.values()].map((task) => withEdits(task, edits)).filter((task) => matches(filter, task));
  return filter.q ? shown : shown.sort(order(filter.sort));
}

/** A list, page by page; with `asOf` as it was at that moment, without edits of now. */
export function useTasks(filter: Filter, asOf?: string, enabled = true) {
  const { edits } = useSending();
  const result = useInfiniteQuery({
    queryKey: ['tasks', filter, asOf],
    enabled,
    placeholderData: asOf ? keepPreviousData : undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      data(
        api.GET('/api/tasks', {
          signal,
          params: { query: { ...filter, limit: PAGE, cursor: pageParam, asOf } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: asOf ? Infinity : 30_000,
  });
  const pages = result.data?.pages;
  const tasks = useMemo(() => {
    const items = pages?.flatMap((page) => page.items) ?? [];
    return asOf || !pages ? items : withOwn(items, filter, edits);
  }, [pages, edits, JSON.stringify(filter), asOf]);
  /** Fetches the next page, if there is one and it is not on its way. */
  const more = () => {
    if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage();
  };
  return { ...result, tasks, more };
}

export type TaskList = ReturnType<typeof useTasks>;

export function useTask(taskId: string, asOf?: string) {
  const { edits } = useSending();
  const result = useQuery<Task>({
    queryKey: ['task', taskId, asOf],
    placeholderData: (before) => (asOf ? before : cached(taskId)),
    queryFn: ({ signal }) =>
      data(
        api.GET('/api/tasks/{taskId}', {
          signal,
          params: { path: { taskId }, query: { asOf } },
        }),
      ),
  });
  const made = edits.flatMap((edit) => edit.effects).find(({ base }) => base.taskId === taskId);
  const task = result.data ?? (made?.base.version === 0 ? made.base : undefined);
  return { ...result, task: task && !asOf ? withEdits(task, edits) : task };
}

function pagesOf(change: (pages: Pages) => Pages) {
  queries.setQueriesData<Pages>({ queryKey: ['tasks'] }, (pages) => pages && change(pages));
}

/** A task out of any list that is at hand. */
export function cached(taskId: string): Task | undefined {
  for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: ['tasks'] })) {
    if (key[2]) continue;
    for (const page of pages?.pages ?? []) {
      const found = page.items.find((task) => task.taskId === taskId);
      if (found) return found;
    }
  }
  return undefined;
}

let refetch: ReturnType<typeof setTimeout> | undefined;

/** Asks anew for what is shown, once for many changes. */
export function refresh(after = 250) {
  clearTimeout(refetch);
  refetch = setTimeout(() => {
    for (const key of ['tasks', 'dashboard', 'changes', 'notifications', 'count']) {
      void queries.invalidateQueries({ queryKey: [key], predicate: (query) => !query.queryKey[2] });
    }
  }, after);
}

/** A task changed, here or elsewhere: shown in every list that has it, and asked for by the rest. */
export function arrived(task: Task) {
  pagesOf((pages) => ({
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some((item) => item.taskId === task.taskId && item.version < task.version)
        ? {
            ...page,
            items: page.items.map((item) => (item.taskId === task.taskId ? task : item)),
          }
        : page,
    ),
  }));
  queries.setQueryData<Task>(['task', task.taskId, undefined], (known) =>
    known && known.version >= task.version ? known : task,
  );
  void queries.invalidateQueries({ queryKey: ['history', task.taskId] });
  refresh();
}

onDone((edit) => {
  for (const result of edit.results) {
    void queries.invalidateQueries({ queryKey: ['task', result.taskId] });
    void queries.invalidateQueries({ queryKey: ['history', result.taskId] });
  }
  refresh(0);
});
onRefused((edit) => {
  for (const { base } of edit.effects) {
    void queries.invalidateQueries({ queryKey: ['task', base.taskId] });
  }
  refresh(0);
});
