import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../lib/i18n';
import { Icon } from './Icon';

/** A dialog over the page: keeps the focus inside, closes with Escape, gives the focus back. */
export function Dialog({
  title,
  onClose,
  children,
  className = '',
  hideTitle = false,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  hideTitle?: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={title}
      aria-modal="true"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-body">
        {!hideTitle && (
          <header className="dialog-head">
            <h2>{title}</h2>
            <button className="button icon-button" onClick={onClose} aria-label={t('app.close')}>
              <Icon name="close" />
            </button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}
