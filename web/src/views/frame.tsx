/** What every view has: a heading, actions, and the frame of the past when it is shown. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { moment, shortly, dayOf, today } from '../lib/dates';
import { t } from '../lib/i18n';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import type { Search } from '../router';

export function useAsOf(): string | undefined {
  return (useSearch({ strict: false }) as Search).asOf;
}

export function View({
  title,
  subtitle,
  actions,
  children,
  past = false,
}: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Whether the view can be shown as of a moment. */
  past?: boolean;
}) {
  const asOf = useAsOf();
  const navigate = useNavigate();
  const setAsOf = (moment: string | undefined) =>
    void navigate({ to: '.', search: ((search: Search) => ({ ...search, asOf: moment })) as never });
  return (
    <main className={`view ${past && asOf ? 'view-past' : ''}`} id="main">
      <header className="view-head">
        <h1>{title}</h1>
        {subtitle && <span className="muted view-subtitle">{subtitle}</span>}
        <span className="spacer" />
        {actions}
        {past && <AsOfPicker asOf={asOf} onChange={setAsOf} />}
      </header>
      {past && asOf && (
        <div className="past-bar" role="status">
          <Icon name="history" />
          <span>{t('asof.title', { when: shortly(asOf) })}</span>
          <span className="badge">{t('asof.hint')}</span>
          <span className="spacer" />
          <button className="button small" onClick={() => setAsOf(undefined)}>
            {t('asof.back')}
          </button>
        </div>
      )}
      {children}
    </main>
  );
}

function AsOfPicker({ asOf, onChange }: { asOf: string | undefined; onChange: (asOf: string | undefined) => void }) {
  const [wrong, setWrong] = useState(false);
  const value = asOf ? `${dayOf(asOf)}T${new Date(asOf).toTimeString().slice(0, 5)}` : '';
  return (
    <Popover
      label={t('asof.pick')}
      className="as-of"
      button={(props) => (
        <button className="button icon-button" {...props} aria-label={t('asof.pick')} title={t('asof.pick')}>
          <Icon name="history" />
        </button>
      )}
    >
      {(close) => {
        const choose = (moment: Date) => {
          if (moment.getTime() > Date.now()) {
            setWrong(true);
            return;
          }
          onChange(moment.toISOString());
          close();
        };
        const back = (ms: number) => choose(new Date(Date.now() - ms));
        const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
        return (
          <div className="menu">
            <input
              className="input"
              type="datetime-local"
              aria-label={t('asof.pick')}
              max={`${today()}T23:59`}
              defaultValue={value}
              onChange={(event) => {
                const [day, time] = event.target.value.split('T');
                if (day && time) choose(moment(day, `${time}:00`));
              }}
            />
            {wrong && <p className="error-text">{t('asof.future')}</p>}
            {(
              [
                ['minute', 5, 60_000],
                ['hour', 1, 3_600_000],
                ['day', 1, 86_400_000],
                ['week', 1, 7 * 86_400_000],
              ] as const
            ).map(([unit, count, ms]) => (
              <button className="menu-item" key={unit} onClick={() => back(count * ms)}>
                {relative.format(-count, unit)}
              </button>
            ))}
          </div>
        );
      }}
    </Popover>
  );
}
