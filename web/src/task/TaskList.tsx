/** A list of tasks in sections: virtualised, moved through and edited by keyboard, by touch too. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Priority, Task } from '../api/client';
import { useMe } from '../api/session';
import { useKeys } from '../lib/keys';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { useLive } from '../store/live';
import { useSending } from '../store/outbox';
import { useName } from '../store/people';
import { useSelection } from '../store/selection';
import { BulkBar } from './BulkBar';
import { openTask } from './open';
import { useSwipe } from './swipe';
import { TaskRow } from './TaskRow';

export interface Section {
  id: string;
  title?: ReactNode;
  actions?: ReactNode;
  tasks: Task[];
  /** Where tasks that are dropped on the section go. */
  onDrop?: (tasks: Task[]) => void;
}

type Line = { section: Section; task?: Task };

const ROW = 34;
const HEAD = 42;
const PRIORITIES: Priority[] = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'];

export function TaskList({
  sections,
  label,
  readOnly = false,
  showPerson = false,
  onEnd,
  marks,
  onToggle = (tasks) => commands.toggle(tasks),
}: {
  sections: Section[];
  label: string;
  readOnly?: boolean;
  showPerson?: boolean;
  onEnd?: () => void;
  marks?: Map<string, 'added' | 'changed'>;
  onToggle?: (tasks: Task[]) => void;
}) {
  const lines = useMemo(
    () =>
      sections.flatMap((section): Line[] => [
        ...(section.title ? [{ section }] : []),
        ...section.tasks.map((task) => ({ section, task })),
      ]),
    [sections],
  );
  const tasks = useMemo(() => lines.flatMap((line) => line.task ?? []), [lines]);
  const selection = useSelection(tasks);
  const { news } = useLive();
  const { edits } = useSending();
  const me = useMe();
  const nameOf = useName();
  const scroller = useRef<HTMLDivElement>(null);
  const [field, setField] = useState<string>();
  const unsent = useMemo(
    () =>
      new Set(
        edits
          .filter((edit) => edit.state !== 'done' && Date.now() - edit.since > 1000)
          .flatMap((edit) => edit.effects.map((effect) => effect.base.taskId)),
      ),
    [edits],
  );

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.task ? ROW : HEAD),
    getItemKey: (index) => {
      const line = lines[index];
      return line?.task ? `${line.section.id}:${line.task.taskId}` : `head:${line?.section.id}`;
    },
    overscan: 12,
  });

  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && lastShown >= lines.length - 20) onEnd();
  }, [lastShown, lines.length, onEnd]);
  useEffect(() => {
    const index = lines.findIndex((line) => line.task && line.task.taskId === selection.cursor);
    if (index >= 0) virtual.scrollToIndex(index);
  }, [selection.cursor]);

  const open = useCallback((task: Task, focus?: string) => {
    selection.setCursor(task.taskId);
    openTask(task.taskId, focus);
  }, []);
  const targets = selection.targets;
  const act = (action: (tasks: Task[]) => void) => {
    if (!readOnly && targets.length > 0) action(targets);
  };
  const current = tasks[selection.index];
  const toggle = (some: Task[]) => {
    onToggle(some);
    selection.clear();
  };
  useKeys({
    j: () => selection.move(1, false),
    arrowdown: () => selection.move(1, false),
    k: () => selection.move(-1, false),
    arrowup: () => selection.move(-1, false),
    'shift+j': () => selection.move(1, true),
    'shift+arrowdown': () => selection.move(1, true),
    'shift+k': () => selection.move(-1, true),
    'shift+arrowup': () => selection.move(-1, true),
    enter: (event) => {
      if (!current || (event.target as HTMLElement).closest('button,a')) return;
      open(current);
    },
    o: () => current && open(current),
    x: () => current && selection.toggle(current.taskId),
    'mod+a': () => selection.all(),
    e: () => act(toggle),
    space: () => act(toggle),
    ...Object.fromEntries(
      PRIORITIES.map((priority, i) => [String(i + 1), () => act((some) => commands.edit(some, { priority }))]),
    ),
    d: () => (selection.chosen.length > 0 ? setField('due') : current && open(current, 'due')),
    t: () => (selection.chosen.length > 0 ? setField('tags') : current && open(current, 'tags')),
    a: () => (selection.chosen.length > 0 ? setField('assignee') : current && open(current, 'assignee')),
    s: () => current && open(current, 'subtask'),
    h: () => current && open(current, 'history'),
    delete: () => act(commands.trash),
    backspace: () => act(commands.trash),
    escape: selection.chosen.length > 0 ? () => selection.clear() : undefined,
  });
  const swipe = useSwipe((taskId) => {
    const task = tasks.find((each) => each.taskId === taskId);
    if (task && !readOnly) onToggle([task]);
  });

  return (
    <>
      <div
        className="list"
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={tasks.length}
        tabIndex={0}
        aria-activedescendant={selection.cursor ? `task-${selection.cursor}` : undefined}
        id="list"
        {...swipe}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
          {items.map((item) => {
            const { section, task } = lines[item.index]!;
            return (
              <div
                key={item.key}
                className="line"
                role="row"
                id={task ? `task-${task.taskId}` : undefined}
                aria-selected={task ? selection.selected.has(task.taskId) : undefined}
                data-task={task?.taskId}
                draggable={!!task && !readOnly && !!section.onDrop}
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
                onDragStart={(event) => {
                  if (task) event.dataTransfer.setData('application/x-task', task.taskId);
                }}
                onDragOver={(event) => section.onDrop && event.preventDefault()}
                onDrop={(event) => {
                  const id = event.dataTransfer.getData('application/x-task');
                  const dropped = selection.selected.has(id)
                    ? selection.chosen
                    : tasks.filter((each) => each.taskId === id);
                  section.onDrop?.(dropped);
                }}
              >
                <div role="gridcell">
                  {task ? (
                    <TaskRow
                      task={task}
                      isCurrent={task.taskId === selection.cursor}
                      isSelected={selection.selected.has(task.taskId)}
                      isReadOnly={readOnly}
                      isUnsent={unsent.has(task.taskId)}
                      news={news.get(task.taskId)?.who}
                      person={showPerson ? personOf(task, me.userId, nameOf) : undefined}
                      mark={marks?.get(task.taskId)}
                      onOpen={open}
                      onToggle={(each) => onToggle([each])}
                      onSelect={(each) => {
                        selection.toggle(each.taskId);
                        selection.setCursor(each.taskId);
                      }}
                    />
                  ) : (
                    <div className="section-head">
                      <h2>{section.title}</h2>
                      <span className="count">{section.tasks.length}</span>
                      <span className="spacer" />
                      {section.actions}
                    </div>
                  )}
                </div>
              </div>
            );
          })}
        </div>
      </div>
      {selection.chosen.length > 0 && !readOnly && (
        <BulkBar tasks={selection.chosen} onDone={selection.clear} field={field} setField={setField} />
      )}
      <span className="visually-hidden" role="status">
        {current ? `${current.title}, ${t(`priority.${current.priority}`)}` : ''}
      </span>
    </>
  );
}

/** Beside a task that two share, the other one. */
function personOf(task: Task, me: string, nameOf: (id: string) => string | undefined) {
  const other = task.userId === me ? task.assigneeId : task.userId;
  return other && other !== me ? (nameOf(other) ?? t('history.somebody')) : undefined;
}
