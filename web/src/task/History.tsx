/** What happened to a task: who, when, from what to what; undone from here, after a preview. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data, type CommandResult, type HistoryEntry, type Task } from '../api/client';
import { ago, exact } from '../lib/dates';
import { t, tOf } from '../lib/i18n';
import * as commands from '../store/commands';
import { useName } from '../store/people';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { Failed, Skeleton } from '../ui/States';
import { showError } from '../ui/toasts';
import { ChangeLine } from './values';

const PAGE = 50;

export function useHistory(taskId: string) {
  return useInfiniteQuery({
    queryKey: ['history', taskId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/tasks/{taskId}/history', {
          signal,
          params: { path: { taskId }, query: { order: 'desc', limit: PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function actorText(entry: HistoryEntry) {
  const { kind, name } = entry.actor;
  if (kind === 'system') return t('history.system');
  return name ?? t('history.somebody');
}

export function History({ task }: { task: Task }) {
  const nameOf = useName();
  const history = useHistory(task.taskId);
  if (history.isPending) return <Skeleton rows={5} />;
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  const entries = history.data.pages.flatMap((page) => page.items);
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.eventId} className="history-entry">
          <span className={`history-dot kind-${entry.actor.kind}`} aria-hidden="true" />
          <div className="history-head">
            <span>
              <strong dir="auto">{actorText(entry)}</strong> {tOf('history', entry.undoes ? 'undid' : entry.type)}
            </span>
            <time dateTime={entry.at} title={exact(entry.at)} className="muted">
              {ago(entry.at)}
            </time>
            {entry.undoable && <UndoButton task={task} entry={entry} />}
          </div>
          {entry.type !== 'TaskCreated' && (
            <ul className="changes">
              {entry.changes
                .filter((change) => change.field !== 'completedAt' && change.field !== 'timeZone')
                .map((change) => (
                  <ChangeLine key={change.field} {...change} nameOf={nameOf} />
                ))}
            </ul>
          )}
        </li>
      ))}
      {history.hasNextPage && (
        <li>
          <button className="button quiet" onClick={() => void history.fetchNextPage()}>
            {t('app.more')}
          </button>
        </li>
      )}
    </ol>
  );
}

function UndoButton({ task, entry }: { task: Task; entry: HistoryEntry }) {
  const nameOf = useName();
  const [preview, setPreview] = useState<CommandResult>();
  const look = () =>
    data(
      api.POST('/api/tasks/{taskId}/history/{eventId}/undo', {
        params: { path: { taskId: task.taskId, eventId: entry.eventId }, query: { preview: true } },
      }),
    )
      .then(setPreview)
      .catch(showError);
  return (
    <Popover
      label={t('undo.would')}
      className="history-undo"
      onOpenChange={(open) => {
        if (open) void look();
      }}
      button={(props) => (
        <button
          className="button quiet small"
          {...props}
          aria-label={`${t('undo.undo')}: ${tOf('history', entry.type)}`}
        >
          <Icon name="undo" size={15} />
          {t('undo.undo')}
        </button>
      )}
    >
      {(close) => (
        <div className="menu preview">
          <p className="menu-note">{t('undo.would')}</p>
          {preview ? (
            <>
              <ul className="changes">
                {preview.changes?.map((change) => (
                  <ChangeLine
                    key={change.field}
                    field={change.field}
                    from={change.from}
                    to={change.to}
                    nameOf={nameOf}
                  />
                ))}
              </ul>
              {preview.conflicts?.map((conflict) => (
                <p className="warning-text" key={conflict.field}>
                  {t('undo.blocked', { field: tOf('field', conflict.field) })}
                </p>
              ))}
              <button
                className="button primary"
                onClick={() => {
                  commands.undo([{ taskId: task.taskId, eventId: entry.eventId }], task.title, 'done.undone');
                  close();
                }}
              >
                {t('undo.do')}
              </button>
            </>
          ) : (
            <Skeleton rows={2} />
          )}
        </div>
      )}
    </Popover>
  );
}
