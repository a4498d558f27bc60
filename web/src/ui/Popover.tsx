import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** Who opens it from outside says so; otherwise its own button does. */
export interface Opening {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Something small beside the button that opened it; closes with Escape and a click elsewhere. */
export function Popover({
  label,
  button,
  children,
  open: wanted,
  onOpenChange,
  className = '',
}: Opening & {
  label: string;
  button: (props: { onClick: () => void; 'aria-expanded': boolean; 'aria-haspopup': 'dialog' }) => ReactNode;
  children: (close: () => void) => ReactNode;
  className?: string;
}) {
  const [own, setOwn] = useState(false);
  const [up, setUp] = useState(false);
  const open = wanted ?? own;
  const anchor = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const set = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const close = () => {
    set(false);
    anchor.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) set(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  });
  useLayoutEffect(() => {
    const box = anchor.current?.getBoundingClientRect();
    const height = panel.current?.offsetHeight ?? 0;
    setUp(open && !!box && box.bottom + height > innerHeight - 8 && box.top > height);
    panel.current?.querySelector<HTMLElement>('input,button,select')?.focus();
  }, [open]);
  return (
    <div
      className={`popover-anchor ${className}`}
      ref={anchor}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation();
          event.preventDefault();
          close();
        }
      }}
    >
      {button({ onClick: () => set(!open), 'aria-expanded': open, 'aria-haspopup': 'dialog' })}
      {open && (
        <div className={`popover ${up ? 'popover-up' : ''}`} role="dialog" aria-label={label} ref={panel}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
