import { lazy, Suspense, type ComponentType } from 'react';
import { Skeleton } from '../ui/States';

/** Views that are not opened all the time are loaded when they are. */
export function lazyView(load: () => Promise<{ default: ComponentType }>) {
  const View = lazy(load);
  return () => (
    <Suspense fallback={<Skeleton />}>
      <View />
    </Suspense>
  );
}
