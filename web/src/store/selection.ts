/** Where a list's cursor stands, and which tasks are selected. */
import { useEffect, useState } from 'react';
import type { Task } from '../api/client';

export function useSelection(tasks: Task[]) {
  const [cursor, setCursor] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const at = tasks.findIndex((task) => task.taskId === cursor);
  const [lastAt, setLastAt] = useState(0);

  // When the task under the cursor leaves the list, the next one takes its place.
  useEffect(() => {
    if (at >= 0) setLastAt(at);
    else if (cursor && tasks.length > 0) setCursor(tasks[Math.min(lastAt, tasks.length - 1)]?.taskId);
  }, [at, cursor, tasks, lastAt]);

  const move = (by: number, extend: boolean) => {
    const next = tasks[at < 0 ? (by > 0 ? 0 : tasks.length - 1) : Math.max(0, Math.min(tasks.length - 1, at + by))];
    if (!next) return;
    if (extend) {
      const current = tasks[at];
      setSelected(new Set([...selected, ...(current ? [current.taskId] : []), next.taskId]));
    }
    setCursor(next.taskId);
  };
  const toggle = (taskId: string) => {
    const next = new Set(selected);
    if (!next.delete(taskId)) next.add(taskId);
    setSelected(next);
  };
  const chosen = tasks.filter((task) => selected.has(task.taskId));
  return {
    cursor,
    index: at,
    selected,
    chosen,
    /** What a key acts on: the selected tasks, or the one under the cursor. */
    targets: chosen.length > 0 ? chosen : tasks.filter((task) => task.taskId === cursor),
    setCursor,
    move,
    toggle,
    all: () => setSelected(new Set(tasks.map((task) => task.taskId))),
    clear: () => setSelected(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
