/** What can be done to the selected tasks at once. */
import type { Task } from '../api/client';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { useSending } from '../store/outbox';
import { Icon } from '../ui/Icon';
import { AssigneeField, PriorityField, TagsField } from './fields';
import { DueField } from './when';

export function BulkBar({
  tasks,
  onDone,
  field,
  setField,
}: {
  tasks: Task[];
  onDone: () => void;
  field: string | undefined;
  setField: (field: string | undefined) => void;
}) {
  const { edits } = useSending();
  const many = edits.find((edit) => edit.state === 'sending' && edit.calls.length > 50);
  const opens = (name: string) => ({
    open: field === name,
    onOpenChange: (open: boolean) => setField(open ? name : undefined),
  });
  return (
    <div className="bulk" role="toolbar" aria-label={t('task.selected', { count: tasks.length })}>
      <span className="bulk-count">{t('task.selected', { count: tasks.length })}</span>
      <button
        className="button quiet"
        onClick={() => {
          commands.toggle(tasks);
          onDone();
        }}
      >
        <Icon name="check" />
        <span className="wide">{t('task.complete')}</span>
      </button>
      <DueField task={undefined} onChange={(change) => commands.editEach(tasks, change)} {...opens('due')} />
      <PriorityField
        value={undefined}
        onChange={(priority) => commands.edit(tasks, { priority })}
        {...opens('priority')}
      />
      <TagsField
        tags={[]}
        onAdd={(tag) => commands.editEach(tasks, (task) => ({ tags: [...new Set([...task.tags, tag])] }))}
        {...opens('tags')}
      />
      <AssigneeField
        value={undefined}
        onChange={(assigneeId) => commands.edit(tasks, { assigneeId })}
        {...opens('assignee')}
      />
      <button
        className="button quiet"
        aria-label={t('task.delete')}
        onClick={() => {
          commands.trash(tasks);
          onDone();
        }}
      >
        <Icon name="trash" />
      </button>
      {many && <progress className="bulk-progress" aria-label={t('app.loading')} />}
      <button className="button quiet icon-button" onClick={onDone} aria-label={t('task.deselect')}>
        <Icon name="close" />
      </button>
    </div>
  );
}
