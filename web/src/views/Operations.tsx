/** For administrators: how the views stand, rebuilds with their progress, dead letters. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { api, data, type DeadLetter, type Projection, type Rebuild } from '../api/client';
import { useMe } from '../api/session';
import { ago, exact } from '../lib/dates';
import { number, t, tOf } from '../lib/i18n';
import { queries } from '../store/tasks';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Skeleton } from '../ui/States';
import { showError } from '../ui/toasts';
import { View } from './frame';

const Audit = lazy(() => import('./Audit'));

const CALM_MS = 3_000;
const LIVE_MS = 500;

export default function OperationsView() {
  const me = useMe();
  if (!me.roles.includes('admin')) return <Empty icon="operations" title={t('app.notFound')} />;
  return (
    <View title={t('nav.operations')}>
      <div className="scroll operations">
        <Projections />
        <DeadLetters />
        <Suspense fallback={<Skeleton />}>
          <Audit />
        </Suspense>
      </div>
    </View>
  );
}

const isOpen = (rebuild: Rebuild | undefined) => !!rebuild && !rebuild.endedAt;

function Projections() {
  const list = useQuery({
    queryKey: ['projections'],
    queryFn: ({ signal }) => data(api.GET('/api/projections', { signal })),
    refetchInterval: (query) => (query.state.data?.items.some((each) => isOpen(each.rebuild)) ? LIVE_MS : CALM_MS),
  });
  return (
    <section className="group wide-group">
      <h2>{t('ops.projections')}</h2>
      {list.isPending ? (
        <Skeleton rows={5} />
      ) : list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <ul className="projections">
          {list.data?.items.map((each) => (
            <ProjectionRow key={each.name} projection={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

async function rebuild(name: string, compare: boolean) {
  await api.POST('/api/projections/{name}/rebuild', { params: { path: { name } }, body: { compare } }).catch(showError);
  await queries.invalidateQueries({ queryKey: ['projections'] });
}

async function cancel({ projection, id }: Rebuild) {
  await api
    .DELETE('/api/projections/{name}/rebuilds/{id}', { params: { path: { name: projection, id } } })
    .catch(showError);
  await queries.invalidateQueries({ queryKey: ['projections'] });
}

function ProjectionRow({ projection }: { projection: Projection }) {
  const { rebuild: last, lagEvents = 0, lagMs = 0 } = projection;
  const open = isOpen(last);
  return (
    <li className="projection">
      <div className="projection-head">
        <span className={`state-dot ${projection.state}`} aria-hidden="true" />
        <strong>{projection.name}</strong>
        <span className="badge">{projection.store}</span>
        <span className="muted">{t('ops.version', { number: projection.generation ?? '–' })}</span>
        <span className={lagEvents > 0 ? 'warning-text' : 'muted'}>
          {lagEvents > 0 ? `${t('ops.lag', { count: lagEvents })} · ${number(lagMs)} ms` : t('ops.current')}
        </span>
        <span className="spacer" />
        {open && last ? (
          <button className="button small" onClick={() => void cancel(last)}>
            {t('ops.cancel')}
          </button>
        ) : (
          <>
            <button className="button small" onClick={() => void rebuild(projection.name, true)}>
              {t('ops.compare')}
            </button>
            <button className="button small" onClick={() => void rebuild(projection.name, false)}>
              {t('ops.rebuild')}
            </button>
          </>
        )}
      </div>
      {last && (
        <div className={`rebuild ${open ? 'running' : ''}`}>
          <progress
            max={Math.max(1, last.total)}
            value={last.state === 'done' ? Math.max(1, last.total) : last.processed}
            aria-label={projection.name}
          />
          <span className="muted small-text">
            {t(last.purpose === 'compare' ? 'ops.compare' : 'ops.rebuild')} · {tOf('ops', last.state)} ·{' '}
            {number(last.processed)} / {number(last.total)}
            {open && ` · ${t('ops.rate', { rate: number(last.eventsPerSecond) })}`}
            {open && last.etaSeconds !== undefined && ` · ${t('ops.eta', { seconds: number(last.etaSeconds) })}`}
            {last.differences !== undefined && ` · ${t('ops.differences', { count: last.differences })}`}
            {last.endedAt && <span title={exact(last.endedAt)}> · {ago(last.endedAt)}</span>}
          </span>
        </div>
      )}
    </li>
  );
}

function DeadLetters() {
  const list = useQuery({
    queryKey: ['dead-letters'],
    queryFn: ({ signal }) => data(api.GET('/api/dead-letters', { signal })),
    refetchInterval: CALM_MS,
  });
  const items = list.data?.items ?? [];
  return (
    <section className="group wide-group">
      <h2>
        {t('ops.deadLetters')} {items.length > 0 && <span className="count">{items.length}</span>}
      </h2>
      {list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <p className="muted">{t('ops.noDeadLetters')}</p>
      ) : (
        <ul className="dead-letters">
          {items.map((each) => (
            <DeadLetterRow key={each.id} letter={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DeadLetterRow({ letter }: { letter: DeadLetter }) {
  const act = async (what: 'retry' | 'discard') => {
    const params = { path: { id: letter.id } };
    await (
      what === 'retry'
        ? api.POST('/api/dead-letters/{id}/retry', { params })
        : api.DELETE('/api/dead-letters/{id}', { params })
    ).catch(showError);
    await queries.invalidateQueries({ queryKey: ['dead-letters'] });
  };
  return (
    <li className="dead-letter">
      <Icon name="warning" />
      <div className="dead-letter-text">
        <strong>{letter.projection}</strong> <span className="badge">{letter.eventType ?? letter.topic}</span>{' '}
        <span className="muted">
          {t('ops.attempts', { count: letter.attempts })} · {ago(letter.lastFailedAt)}
        </span>
        <p className="mono">{letter.reason}</p>
      </div>
      <button className="button small" onClick={() => void act('retry')}>
        {t('ops.retry')}
      </button>
      <button className="button small danger" onClick={() => void act('discard')}>
        {t('ops.discard')}
      </button>
    </li>
  );
}
