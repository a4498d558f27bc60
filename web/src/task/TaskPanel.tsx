/** One task beside the list: all its fields, its subtasks, its history, and how it was at any time. */
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Task } from '../api/client';
import { Refusal, useMe } from '../api/session';
import { ago, exact } from '../lib/dates';
import { useKeys } from '../lib/keys';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { useName } from '../store/people';
import { OPEN, useTask, useTasks } from '../store/tasks';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Skeleton } from '../ui/States';
import { AssigneeField, PriorityField, TagsField } from './fields';
import { History } from './History';
import { NextDates } from './NextDates';
import { closeTask, openTask } from './open';
import { AsOfSlider, PastTask } from './Past';
import { CheckButton, Due } from './TaskRow';
import { TextField } from './TextField';
import { DueField, RemindersField, RepeatField } from './when';

export function TaskPanel({ taskId }: { taskId: string }) {
  const [asOf, setAsOf] = useState<string>();
  const now = useTask(taskId);
  const then = useTask(taskId, asOf ?? undefined);
  const focus = (useLocation().state as { focus?: string }).focus;
  const [tab, setTab] = useState<'details' | 'history'>(focus === 'history' ? 'history' : 'details');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    setAsOf(undefined);
    if (focus === 'history') setTab('history');
  }, [taskId, focus]);
  useEffect(() => {
    panel.current?.focus();
  }, [taskId]);
  useKeys({
    escape: () => (asOf ? setAsOf(undefined) : closeTask()),
    h: () => setTab(tab === 'history' ? 'details' : 'history'),
  });
  const task = asOf ? then.task : now.task;
  const error = asOf ? then.error : now.error;
  return (
    <aside className="panel" aria-label={task?.title ?? t('task.details')} ref={panel} tabIndex={-1}>
      <header className="panel-head">
        <div className="tabs" role="tablist">
          {(['details', 'history'] as const).map((each) => (
            <button key={each} role="tab" className="tab" aria-selected={tab === each} onClick={() => setTab(each)}>
              {t(`task.${each}`)}
            </button>
          ))}
        </div>
        <span className="spacer" />
        {now.task && !asOf && <PanelActions task={now.task} />}
        <button className="button icon-button" onClick={closeTask} aria-label={t('app.close')}>
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-body">
        {task ? (
          <>
            {asOf && <PastTask task={task} now={now.task} />}
            {!asOf && tab === 'details' && <Details task={task} focus={focus} key={taskId} />}
            {tab === 'history' && (
              <>
                <AsOfSlider task={now.task ?? task} asOf={asOf} onChange={setAsOf} />
                {!asOf && <History task={task} />}
              </>
            )}
          </>
        ) : error instanceof Refusal && error.problem.status === 404 ? (
          <Empty icon="warning" title={t('task.gone')} />
        ) : error ? (
          <Failed error={error} retry={() => void now.refetch()} />
        ) : (
          <Skeleton rows={6} />
        )}
      </div>
    </aside>
  );
}

function PanelActions({ task }: { task: Task }) {
  const me = useMe();
  const inTrash = task.deletedAt !== null;
  if (task.userId !== me.userId) return null;
  return (
    <button
      className="button icon-button"
      aria-label={t(inTrash ? 'task.restore' : 'task.delete')}
      title={t(inTrash ? 'task.restore' : 'task.delete')}
      onClick={() => (inTrash ? commands.restore([task]) : commands.trash([task]))}
    >
      <Icon name={inTrash ? 'undo' : 'trash'} />
    </button>
  );
}

function Details({ task, focus }: { task: Task; focus?: string | undefined }) {
  const me = useMe();
  const nameOf = useName();
  const mine = task.userId === me.userId;
  const set = (fields: commands.Fields) => commands.edit([task], fields);
  const [open, setOpen] = useState<string | undefined>(focus);
  useEffect(() => setOpen(focus), [focus]);
  const opens = (name: string) => ({
    open: open === name,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? name : undefined),
  });
  return (
    <>
      {task.deletedAt && (
        <div className="notice">
          <Icon name="trash" />
          <span>{t('task.inTrash')}</span>
          <button className="button small" onClick={() => commands.restore([task])}>
            {t('task.restore')}
          </button>
        </div>
      )}
      {task.parentTaskId && <ParentLink taskId={task.parentTaskId} />}
      <div className="panel-title">
        <CheckButton task={task} onToggle={() => commands.toggle([task])} />
        <TextField key={`t${task.taskId}`} task={task} name="title" />
      </div>
      <dl className="fields">
        <dt>{t('task.due')}</dt>
        <dd>
          <DueField task={task} onChange={(change) => set(change(task))} {...opens('due')} />
        </dd>
        <dt>{t('task.priority')}</dt>
        <dd>
          <PriorityField value={task.priority} onChange={(priority) => set({ priority })} />
        </dd>
        <dt>{t('task.status')}</dt>
        <dd>
          <select
            className="select"
            aria-label={t('task.status')}
            value={task.status}
            onChange={(event) => {
              const status = event.target.value as Task['status'];
              if (task.status === 'completed' && status !== 'completed') commands.reopen([task]);
              if (status !== 'pending' || task.status === 'in-progress') set({ status });
            }}
          >
            {[...OPEN, 'completed' as const].map((status) => (
              <option key={status} value={status}>
                {t(`status.${status}`)}
              </option>
            ))}
          </select>
        </dd>
        <dt>{t('task.tags')}</dt>
        <dd>
          <TagsField
            tags={task.tags}
            onAdd={(tag) => set({ tags: [...new Set([...task.tags, tag])] })}
            onRemove={(tag) => set({ tags: task.tags.filter((each) => each !== tag) })}
            {...opens('tags')}
          />
        </dd>
        <dt>{t('task.repeat')}</dt>
        <dd>
          <RepeatField task={task} onChange={set} />
          {task.recurrence && task.dueDate && <NextDates task={task} />}
        </dd>
        <dt>{t('task.reminders')}</dt>
        <dd>
          <RemindersField task={task} onChange={set} />
        </dd>
        <dt>{t('task.assignee')}</dt>
        <dd>
          <AssigneeField
            value={task.assigneeId}
            owner={mine}
            onChange={(assigneeId) => set({ assigneeId })}
            {...opens('assignee')}
          />
        </dd>
        {!mine && (
          <>
            <dt>{t('task.owner')}</dt>
            <dd className="plain">{nameOf(task.userId) ?? t('history.somebody')}</dd>
          </>
        )}
      </dl>
      <TextField key={`d${task.taskId}`} task={task} name="description" />
      <Subtasks task={task} focus={focus === 'subtask'} />
      <p className="muted small-text" title={exact(task.createdAt)}>
        {t('task.created', { when: ago(task.createdAt) })}
      </p>
    </>
  );
}

function ParentLink({ taskId }: { taskId: string }) {
  const { task } = useTask(taskId);
  if (!task) return null;
  return (
    <button className="button quiet small parent-link" onClick={() => openTask(taskId)}>
      <Icon name="subtask" size={14} />
      {t('task.part', { title: task.title })}
    </button>
  );
}

function Subtasks({ task, focus }: { task: Task; focus: boolean }) {
  const { tasks } = useTasks({ parentTaskId: task.taskId, sort: 'createdAt' });
  const [title, setTitle] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) input.current?.focus();
  }, [focus]);
  const done = tasks.filter((each) => each.status === 'completed').length;
  return (
    <section className="subtasks" aria-label={t('task.subtasks')}>
      <h2>
        {t('task.subtasks')}
        {tasks.length > 0 && (
          <span className="count">
            {done}/{tasks.length}
          </span>
        )}
      </h2>
      {tasks.map((each) => (
        <div key={each.taskId} className={`subtask ${each.status === 'completed' ? 'done' : ''}`}>
          <CheckButton task={each} onToggle={() => commands.toggle([each])} />
          <button className="subtask-title" dir="auto" onClick={() => openTask(each.taskId)}>
            {each.title}
          </button>
          <Due task={each} />
        </div>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) commands.create({ title: title.trim(), parentTaskId: task.taskId });
          setTitle('');
        }}
      >
        <input
          ref={input}
          className="input subtask-input"
          aria-label={t('task.addSubtask')}
          placeholder={`+ ${t('task.addSubtask')}`}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
    </section>
  );
}
