import { useRef, type TouchEvent } from 'react';

const FAR = 90;
const STEEP = 1.5;

/** A swipe to the right completes a row; a scroll is none. */
export function useSwipe(onSwipe: (taskId: string) => void) {
  const start = useRef<{ x: number; y: number; row: HTMLElement } | undefined>(undefined);
  const distance = (event: TouchEvent) => {
    const touch = event.changedTouches[0];
    if (!start.current || !touch) return 0;
    const across = touch.clientX - start.current.x;
    const down = Math.abs(touch.clientY - start.current.y);
    return across > down * STEEP ? across : 0;
  };
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-task]');
      start.current = touch && row ? { x: touch.clientX, y: touch.clientY, row } : undefined;
    },
    onTouchMove: (event: TouchEvent) => {
      const inner = start.current?.row.firstElementChild as HTMLElement | null | undefined;
      const far = distance(event);
      if (inner) {
        inner.style.transform = far > 12 ? `translateX(${Math.min(far, FAR + 30)}px)` : '';
        inner.classList.toggle('swiped', far > FAR);
      }
    },
    onTouchEnd: (event: TouchEvent) => {
      const row = start.current?.row;
      const inner = row?.firstElementChild as HTMLElement | null | undefined;
      if (inner) {
        inner.style.transform = '';
        inner.classList.remove('swiped');
      }
      if (row?.dataset.task && distance(event) > FAR) onSwipe(row.dataset.task);
      start.current = undefined;
    },
  };
}
