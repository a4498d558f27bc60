/** Columns by status. Cards move by mouse, by touch in the panel, and by keyboard. */
import { useState, type KeyboardEvent } from 'react';
import type { Status, Task } from '../api/client';
import { useMe } from '../api/session';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { useLive } from '../store/live';
import { useName } from '../store/people';
import { useTasks, type TaskList } from '../store/tasks';
import { Avatar } from '../task/fields';
import { openTask } from '../task/open';
import { CheckButton, Due } from '../task/TaskRow';
import { PriorityIcon } from '../ui/Icon';
import { Failed, Skeleton } from '../ui/States';
import { FilterBar, useFilter } from './filters';
import { useAsOf, View } from './frame';

const COLUMNS: Status[] = ['pending', 'in-progress', 'completed'];

export function BoardView() {
  const asOf = useAsOf();
  const { filter } = useFilter();
  const columns = [
    useTasks({ ...filter, status: ['pending'] }, asOf),
    useTasks({ ...filter, status: ['in-progress'] }, asOf),
    useTasks({ ...filter, status: ['completed'], sort: '-updatedAt' }, asOf),
  ];
  const [lifted, setLifted] = useState<Task>();
  const [said, setSaid] = useState('');
  const failed = columns.find((column) => column.isError && !column.data);
  const move = (task: Task, status: Status) => {
    if (task.status === status) return;
    if (status === 'completed') commands.complete([task]);
    else commands.edit([task], { status });
    setSaid(t('board.dropped', { title: task.title, status: t(`status.${status}`) }));
  };
  const onKey = (event: KeyboardEvent, task: Task) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      setLifted(lifted ? undefined : task);
      setSaid(lifted ? '' : t('board.lifted', { title: task.title }));
    } else if (by && lifted?.taskId === task.taskId) {
      event.preventDefault();
      const status = COLUMNS[COLUMNS.indexOf(task.status) + by];
      if (status) {
        move(task, status);
        setLifted({ ...task, status });
        // The card is another element in its new column.
        requestAnimationFrame(() => document.getElementById(`card-${task.taskId}`)?.focus());
      }
    } else if (event.key === 'Escape' && lifted) {
      event.stopPropagation();
      setLifted(undefined);
    } else if (event.key === 'Enter' && event.target === event.currentTarget) {
      openTask(task.taskId);
    }
  };
  return (
    <View title={t('nav.board')} past>
      <FilterBar statuses={false} />
      <p className="visually-hidden" id="board-help">
        {t('board.drag')}
      </p>
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {failed ? (
        <Failed error={failed.error} retry={() => void failed.refetch()} />
      ) : columns.every((column) => column.isPending) ? (
        <Skeleton />
      ) : (
        <div className="board">
          {COLUMNS.map((status, i) => (
            <Column
              key={status}
              status={status}
              list={columns[i]!}
              readOnly={!!asOf}
              lifted={lifted?.taskId}
              onDrop={move}
              onKey={onKey}
            />
          ))}
        </div>
      )}
    </View>
  );
}

function Column({
  status,
  list,
  readOnly,
  lifted,
  onDrop,
  onKey,
}: {
  status: Status;
  list: TaskList;
  readOnly: boolean;
  lifted: string | undefined;
  onDrop: (task: Task, status: Status) => void;
  onKey: (event: KeyboardEvent, task: Task) => void;
}) {
  const [over, setOver] = useState(false);
  return (
    <section
      className={`column ${over ? 'over' : ''}`}
      aria-label={t(`status.${status}`)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const dropped = event.dataTransfer.getData('application/x-board');
        if (dropped) onDrop(JSON.parse(dropped) as Task, status);
      }}
    >
      <header className="column-head">
        <span className={`status-dot ${status}`} aria-hidden="true" />
        <h2>{t(`status.${status}`)}</h2>
        <span className="count">
          {list.tasks.length}
          {list.hasNextPage ? '+' : ''}
        </span>
      </header>
      <div className="cards">
        {list.tasks.map((task) => (
          <Card key={task.taskId} task={task} readOnly={readOnly} lifted={lifted === task.taskId} onKey={onKey} />
        ))}
        {list.tasks.length === 0 && <p className="muted column-empty">{t('board.empty')}</p>}
        {list.hasNextPage && (
          <button className="button quiet" onClick={() => void list.fetchNextPage()}>
            {t('app.more')}
          </button>
        )}
      </div>
    </section>
  );
}

function Card({
  task,
  readOnly,
  lifted,
  onKey,
}: {
  task: Task;
  readOnly: boolean;
  lifted: boolean;
  onKey: (event: KeyboardEvent, task: Task) => void;
}) {
  const me = useMe();
  const nameOf = useName();
  const { news } = useLive();
  const other = task.userId === me.userId ? task.assigneeId : task.userId;
  const changedBy = news.get(task.taskId)?.who;
  return (
    <article
      className={`card ${lifted ? 'lifted' : ''} ${task.status === 'completed' ? 'done' : ''} ${changedBy ? 'news' : ''}`}
      id={`card-${task.taskId}`}
      tabIndex={0}
      aria-describedby="board-help"
      aria-label={task.title}
      draggable={!readOnly}
      onDragStart={(event) => event.dataTransfer.setData('application/x-board', JSON.stringify(task))}
      onKeyDown={(event) => !readOnly && onKey(event, task)}
      onClick={() => openTask(task.taskId)}
    >
      <div className="card-title">
        <CheckButton task={task} onToggle={() => commands.toggle([task])} disabled={readOnly} />
        <span dir="auto">{task.title}</span>
      </div>
      <div className="card-foot">
        <PriorityIcon priority={task.priority} size={14} />
        <Due task={task} />
        {task.tags.slice(0, 2).map((tag) => (
          <span className="tag" key={tag} dir="auto">
            {tag}
          </span>
        ))}
        <span className="spacer" />
        {changedBy && <span className="badge who">{changedBy}</span>}
        {other && other !== me.userId && <Avatar name={nameOf(other) ?? '?'} />}
      </div>
    </article>
  );
}
