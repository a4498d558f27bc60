import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, data, type Dashboard } from '../api/client';
import { dayName, length } from '../lib/dates';
import { currentZone, number, t, tOf } from '../lib/i18n';
import { PRIORITIES } from '../task/fields';
import { PriorityIcon } from '../ui/Icon';
import { Failed, Skeleton } from '../ui/States';
import { useAsOf, View } from './frame';

export default function DashboardView() {
  const asOf = useAsOf();
  const result = useQuery({
    queryKey: ['dashboard', currentZone(), asOf],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      data(api.GET('/api/dashboard', { signal, params: { query: { timeZone: currentZone(), asOf } } })),
  });
  return (
    <View title={t('nav.dashboard')} past>
      {result.isPending ? (
        <Skeleton />
      ) : result.isError && !result.data ? (
        <Failed error={result.error} retry={() => void result.refetch()} />
      ) : (
        result.data && <Numbers numbers={result.data} past={!!asOf} />
      )}
    </View>
  );
}

function Numbers({ numbers, past }: { numbers: Dashboard; past: boolean }) {
  const open = (numbers.byStatus.pending ?? 0) + (numbers.byStatus['in-progress'] ?? 0);
  const total = numbers.completedPerDay.reduce((sum, day) => sum + day.count, 0);
  return (
    <div className="scroll">
      <div className="tiles">
        <Tile
          label={t('dash.overdue')}
          value={numbers.overdue}
          tone={numbers.overdue > 0 ? 'late' : ''}
          search={{ overdue: true }}
        />
        <Tile label={t('dash.today')} value={numbers.dueToday} to="/today" />
        <Tile label={t('dash.week')} value={numbers.dueThisWeek} to="/upcoming" />
        <Tile label={t('dash.open')} value={open} search={{ status: 'pending,in-progress' }} />
      </div>
      <Chart title={t('dash.completed')} note={t('dash.total', { count: number(total) })}>
        <Bars days={numbers.completedPerDay} />
      </Chart>
      <div className="charts">
        <Chart title={t('dash.byStatus')}>
          <Shares
            of={['pending', 'in-progress', 'completed'].map((status) => ({
              id: status,
              label: tOf('status', status),
              count: numbers.byStatus[status] ?? 0,
              mark: <span className={`status-dot ${status}`} />,
            }))}
          />
        </Chart>
        <Chart title={t('dash.byPriority')}>
          <Shares
            of={PRIORITIES.map((priority) => ({
              id: priority,
              label: t(`priority.${priority}`),
              count: numbers.byPriority[priority] ?? 0,
              mark: <PriorityIcon priority={priority} />,
            }))}
          />
        </Chart>
      </div>
      {!past && <CompletionTimes />}
    </div>
  );
}

/** How long tasks take, for all and for each priority. */
function CompletionTimes() {
  const { data: statistics } = useQuery({
    queryKey: ['dashboard', 'times', undefined],
    queryFn: ({ signal }) =>
      data(api.GET('/api/statistics', { signal, params: { query: { timeZone: currentZone() } } })),
  });
  if (!statistics) return null;
  const { completionTimes: all, byPriority } = statistics;
  return (
    <Chart title={t('dash.times')} note={all.median !== undefined ? `${t('dash.median')} ${length(all.median)}` : ''}>
      {all.count === 0 ? (
        <p className="muted">{t('dash.noTimes')}</p>
      ) : (
        <ul className="times">
          {[...byPriority].reverse().map(({ priority, completionTimes }) => (
            <li key={priority}>
              <span className="share-label">
                <PriorityIcon priority={priority} /> {t(`priority.${priority}`)}
              </span>
              <span>{completionTimes.median === undefined ? '–' : length(completionTimes.median)}</span>
              <span className="muted">
                {completionTimes.p90 !== undefined && `${t('dash.p90')} ${length(completionTimes.p90)}`}
              </span>
              <span className="share-count">{number(completionTimes.count)}</span>
            </li>
          ))}
        </ul>
      )}
    </Chart>
  );
}

function Tile({
  label,
  value,
  tone = '',
  to = '/tasks',
  search = {},
}: {
  label: string;
  value: number;
  tone?: string;
  to?: string;
  search?: object;
}) {
  return (
    <Link className="tile" to={to as never} search={search as never}>
      <span className={`tile-value ${tone}`}>{number(value)}</span>
      <span className="tile-label">{label}</span>
    </Link>
  );
}

function Chart({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="chart">
      <header className="chart-head">
        <h2>{title}</h2>
        {note && <span className="muted">{note}</span>}
      </header>
      {children}
    </section>
  );
}

const HEIGHT = 140;

function Bars({ days }: { days: Dashboard['completedPerDay'] }) {
  const most = Math.max(4, ...days.map((day) => day.count));
  const labels = days.map((day) => `${dayName(day.date)}: ${number(day.count)}`);
  return (
    <>
      <div className="bars" aria-hidden="true">
        {days.map((day, i) => (
          <span className="bar-slot" key={day.date} title={labels[i]}>
            <span
              className="bar"
              style={{ height: `${Math.max(2, (day.count / most) * HEIGHT)}px` }}
              data-empty={day.count === 0}
            />
          </span>
        ))}
      </div>
      <div className="bar-axis" aria-hidden="true">
        <span>{dayName(days[0]?.date ?? '')}</span>
        <span>{dayName(days[Math.floor(days.length / 2)]?.date ?? '')}</span>
        <span>{dayName(days.at(-1)?.date ?? '')}</span>
      </div>
      <table className="visually-hidden">
        <caption>{t('dash.completed')}</caption>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{day.date}</th>
              <td>{day.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Shares({ of }: { of: { id: string; label: string; count: number; mark: ReactNode }[] }) {
  const most = Math.max(1, ...of.map((each) => each.count));
  return (
    <ul className="shares">
      {of.map((each) => (
        <li key={each.id}>
          <span className="share-label">
            {each.mark} {each.label}
          </span>
          <span className="share-track" aria-hidden="true">
            <span className={`share share-${each.id}`} style={{ width: `${(each.count / most) * 100}%` }} />
          </span>
          <span className="share-count">{number(each.count)}</span>
        </li>
      ))}
    </ul>
  );
}
