import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { Empty, Failed } from './ui/States';
import { t } from './lib/i18n';
import { Shell } from './Shell';
import { AllView } from './views/All';
import { AssignedView } from './views/Assigned';
import { BoardView } from './views/Board';
import { lazyView } from './views/lazy';
import { TodayView } from './views/Today';
import { TrashView } from './views/Trash';
import { UpcomingView } from './views/Upcoming';

/** The filter of a list, as it stands in the URL; what is not understood is left out. */
export interface Search {
  status?: string;
  priority?: string;
  tag?: string;
  q?: string;
  overdue?: boolean;
  sort?: string;
  asOf?: string;
}

function validateSearch(given: Record<string, unknown>): Search {
  const search: Search = {};
  for (const name of ['status', 'priority', 'tag', 'q', 'sort', 'asOf'] as const) {
    const value = given[name];
    if (typeof value === 'string' && value) search[name] = value;
    else if (typeof value === 'number') search[name] = String(value);
  }
  if (given.overdue === true || given.overdue === 'true') search.overdue = true;
  return search;
}

const root = createRootRoute({
  component: Shell,
  validateSearch,
  notFoundComponent: () => <Empty icon="search" title={t('app.notFound')} />,
  errorComponent: ({ error }) => <Failed error={error} retry={() => location.reload()} />,
});

export const VIEWS = {
  '/today': TodayView,
  '/upcoming': UpcomingView,
  '/tasks': AllView,
  '/board': BoardView,
  '/assigned': AssignedView,
  '/trash': TrashView,
} as const;

const view = (path: string, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/today' as never });
    },
  }),
  view('/today', () => null),
  view('/upcoming', () => null),
  view('/tasks', () => null),
  view('/board', () => null),
  view('/assigned', () => null),
  view('/trash', () => null),
  createRoute({ getParentRoute: () => root, path: '/tasks/$taskId', component: () => null }),
  view(
    '/chat',
    lazyView(() => import('./views/Chat')),
  ),
  view(
    '/dashboard',
    lazyView(() => import('./views/Dashboard')),
  ),
  view(
    '/notifications',
    lazyView(() => import('./views/Notifications')),
  ),
  view(
    '/preferences',
    lazyView(() => import('./views/Preferences')),
  ),
  view(
    '/operations',
    lazyView(() => import('./views/Operations')),
  ),
  view('/sign-in', () => null),
]);

export const router = createRouter({ routeTree: routes, defaultPreload: 'intent' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
