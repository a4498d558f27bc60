/** Loading, empty and failed: no view is ever blank. */
import { useEffect, useState, type ReactNode } from 'react';
import { Refusal } from '../api/session';
import { t } from '../lib/i18n';
import { Icon, type IconName } from './Icon';

export function Skeleton({ rows = 8 }: { rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status" aria-label={t('app.loading')}>
      {late && Array.from({ length: rows }, (_, i) => <div className="skeleton-row" key={i} />)}
    </div>
  );
}

export function Empty({
  icon,
  title,
  hint,
  children,
}: {
  icon: IconName;
  title: string;
  hint?: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={28} />
      </span>
      <p className="empty-title">{title}</p>
      {hint && <p className="muted">{hint}</p>}
      {children}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const refusal = error instanceof Refusal ? error : undefined;
  const id = refusal?.correlationId;
  return (
    <div className="empty" role="alert">
      <span className="empty-icon">
        <Icon name="warning" size={28} />
      </span>
      <p className="empty-title">{refusal?.problem.title ?? t('app.failed')}</p>
      <p className="muted">{refusal?.problem.detail}</p>
      <button className="button primary" onClick={retry}>
        {t('app.retry')}
      </button>
      {id && (refusal?.problem.status ?? 0) >= 500 && (
        <button className="button quiet mono" onClick={() => void navigator.clipboard.writeText(id)}>
          {t('app.correlation', { id })}
        </button>
      )}
    </div>
  );
}
