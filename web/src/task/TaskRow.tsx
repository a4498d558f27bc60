import { memo, type MouseEvent } from 'react';
import type { Task } from '../api/client';
import { dayOf, dueText, exact, rule, today } from '../lib/dates';
import { t, tOf } from '../lib/i18n';
import { Icon, PriorityIcon } from '../ui/Icon';

export interface RowProps {
  task: Task;
  isCurrent?: boolean;
  isSelected?: boolean;
  isReadOnly?: boolean;
  isUnsent?: boolean;
  news?: string;
  person?: string;
  mark?: 'added' | 'changed';
  onOpen: (task: Task) => void;
  onToggle: (task: Task) => void;
  onSelect?: (task: Task, extend: boolean) => void;
}

export function Due({ task }: { task: Task }) {
  if (!task.dueDate) return null;
  const open = task.status !== 'completed' && !task.deletedAt;
  const late = open && Date.parse(task.dueDate) < Date.now();
  const now = open && !late && dayOf(task.dueDate) === today();
  return (
    <span className={`due ${late ? 'late' : now ? 'now' : ''}`} title={exact(task.dueDate)}>
      {task.recurrence && (
        <span title={rule(task.recurrence)}>
          <Icon name="repeat" size={13} />
        </span>
      )}
      {dueText(task.dueDate)}
    </span>
  );
}

export function CheckButton({ task, onToggle, disabled }: { task: Task; onToggle: () => void; disabled?: boolean }) {
  const done = task.status === 'completed';
  return (
    <button
      className={`check ${done ? 'checked' : ''} priority-${task.priority}`}
      role="checkbox"
      aria-checked={done}
      aria-label={`${t(done ? 'task.reopen' : 'task.complete')}: ${task.title}`}
      disabled={disabled}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <Icon name="check" size={14} />
    </button>
  );
}

export const TaskRow = memo(function TaskRow({
  task,
  isCurrent,
  isSelected,
  isReadOnly,
  isUnsent,
  news,
  person,
  mark,
  onOpen,
  onToggle,
  onSelect,
}: RowProps) {
  const click = (event: MouseEvent) => {
    if ((event.metaKey || event.ctrlKey || event.shiftKey) && onSelect) onSelect(task, event.shiftKey);
    else onOpen(task);
  };
  return (
    <div
      className={`row ${isCurrent ? 'current' : ''} ${isSelected ? 'selected' : ''} ${task.status === 'completed' ? 'done' : ''} ${news ? 'news' : ''} ${mark ?? ''}`}
      onClick={click}
    >
      <CheckButton task={task} onToggle={() => onToggle(task)} disabled={isReadOnly ?? false} />
      <span className="row-priority" title={t(`priority.${task.priority}`)}>
        <PriorityIcon priority={task.priority} size={14} />
      </span>
      <span className="row-title" dir="auto">
        {task.title}
      </span>
      {task.status === 'in-progress' && <span className="badge progress">{tOf('status', task.status)}</span>}
      {task.description && (
        <span className="row-hint">
          <Icon name="description" size={14} />
        </span>
      )}
      <span className="row-tags">
        {task.tags.slice(0, 3).map((tag) => (
          <span className="tag" key={tag} dir="auto">
            {tag}
          </span>
        ))}
        {task.tags.length > 3 && <span className="tag">+{task.tags.length - 3}</span>}
      </span>
      {news && <span className="badge who">{t('task.changedBy', { who: news })}</span>}
      {person && (
        <span className="badge person" title={person}>
          <Icon name="user" size={13} />
          {person}
        </span>
      )}
      {isUnsent && (
        <span className="row-hint unsent" title={t('task.unsent')}>
          <Icon name="clock" size={14} />
        </span>
      )}
      <Due task={task} />
    </div>
  );
});
