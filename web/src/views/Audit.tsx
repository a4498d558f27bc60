/** Every event of the system, filtered and exported. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, authorized, data, type AuditEntry } from '../api/client';
import { problemOf } from '../api/session';
import { exact, moment, shortly } from '../lib/dates';
import { t } from '../lib/i18n';
import { Icon } from '../ui/Icon';
import { Failed, Skeleton } from '../ui/States';
import { showError } from '../ui/toasts';

const TYPES = [
  'TaskCreated',
  'TaskUpdated',
  'TaskCompleted',
  'TaskDeleted',
  'TaskRestored',
  'UserRegistered',
  'NotificationSent',
] as const;

interface Wanted {
  from: string;
  to: string;
  type: '' | (typeof TYPES)[number];
  taskId: string;
  actor: string;
}

function query({ from, to, type, taskId, actor }: Wanted) {
  const time = (local: string) => {
    const [day, clock] = local.split('T');
    return day && clock ? moment(day, `${clock}:00`).toISOString() : undefined;
  };
  return {
    ...(from ? { from: time(from) } : {}),
    ...(to ? { to: time(to) } : {}),
    ...(type ? { type: [type] } : {}),
    ...(taskId.trim() ? { taskId: taskId.trim() } : {}),
    ...(actor.trim() ? { actor: actor.trim() } : {}),
  };
}

export default function Audit() {
  const [wanted, setWanted] = useState<Wanted>({ from: '', to: '', type: '', taskId: '', actor: '' });
  const list = useInfiniteQuery({
    queryKey: ['audit', wanted],
    initialPageParam: undefined as string | undefined,
    retry: false,
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/audit', { signal, params: { query: { ...query(wanted), limit: 50, cursor: pageParam } } }),
      ) as Promise<{ items: AuditEntry[]; nextCursor?: string | null }>,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change });
  return (
    <section className="group wide-group">
      <h2>{t('ops.audit')}</h2>
      <div className="audit-filter">
        <label>
          {t('ops.from')}
          <input
            className="input"
            type="datetime-local"
            value={wanted.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        </label>
        <label>
          {t('ops.to')}
          <input
            className="input"
            type="datetime-local"
            value={wanted.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </label>
        <label>
          {t('ops.type')}
          <select
            className="select"
            value={wanted.type}
            onChange={(event) => set({ type: event.target.value as Wanted['type'] })}
          >
            <option value="">{t('ops.any')}</option>
            {TYPES.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </label>
        <label>
          {t('ops.task')}
          <input
            className="input mono"
            value={wanted.taskId}
            onChange={(event) => set({ taskId: event.target.value })}
          />
        </label>
        <label>
          {t('ops.actor')}
          <input className="input mono" value={wanted.actor} onChange={(event) => set({ actor: event.target.value })} />
        </label>
        <span className="spacer" />
        {(['CSV', 'NDJSON'] as const).map((format) => (
          <button className="button" key={format} onClick={() => void exportAs(format, wanted).catch(showError)}>
            <Icon name="download" /> {format}
          </button>
        ))}
      </div>
      {list.isPending ? (
        <Skeleton />
      ) : list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : entries.length === 0 ? (
        <p className="muted">{t('ops.noEvents')}</p>
      ) : (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t('ops.audit')}>
          <table className="table">
            <thead>
              <tr>
                <th>{t('ops.when')}</th>
                <th>{t('ops.who')}</th>
                <th>{t('ops.type')}</th>
                <th>{t('ops.task')}</th>
                <th>{t('ops.what')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.eventId}>
                  <td title={exact(entry.at)}>{shortly(entry.at)}</td>
                  <td>
                    <button className="link" onClick={() => set({ actor: entry.actor.userId ?? '' })}>
                      {entry.actor.name ?? entry.actor.kind}
                    </button>
                  </td>
                  <td>
                    <span className="badge">{entry.type}</span>
                  </td>
                  <td>
                    {entry.taskId && (
                      <button
                        className="link mono"
                        title={entry.taskId}
                        onClick={() => set({ taskId: entry.taskId ?? '' })}
                      >
                        …{entry.taskId.slice(-8)}
                      </button>
                    )}
                  </td>
                  <td className="payload mono" title={JSON.stringify(entry.payload, null, 1)}>
                    {payloadText(entry.payload)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <button className="button quiet" onClick={() => void list.fetchNextPage()}>
          {t('app.more')}
        </button>
      )}
    </section>
  );
}

/** Without what the other columns have. */
function payloadText(payload: object) {
  const known = new Set(['eventId', 'eventTimestamp', 'userId', 'taskId']);
  return Object.entries(payload)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join('  ');
}

async function exportAs(format: 'CSV' | 'NDJSON', wanted: Wanted) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query(wanted))) parameters.set(name, String(value));
  const accept = format === 'CSV' ? 'text/csv' : 'application/x-ndjson';
  const answer = await authorized(`/api/audit?${parameters}`, { headers: { Accept: accept } });
  if (!answer.ok) throw await problemOf(answer);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `audit.${format.toLowerCase()}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
