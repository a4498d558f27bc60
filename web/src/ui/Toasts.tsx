import { t } from '../lib/i18n';
import { Icon } from './Icon';
import { dismiss, useToasts } from './toasts';

const ICONS = { done: 'check', error: 'warning', news: 'user' } as const;

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.kind}`}>
          <Icon name={ICONS[toast.kind]} />
          <span className="toast-text">
            <strong>{toast.text}</strong>
            {toast.detail && <span dir="auto"> {toast.detail}</span>}
          </span>
          {toast.action && (
            <button
              className="button small toast-action"
              onClick={() => {
                dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button className="button icon-button tiny" aria-label={t('app.close')} onClick={() => dismiss(toast.id)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
