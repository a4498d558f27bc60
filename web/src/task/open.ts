/** Opening a task beside whatever list one is in. */
import { router } from '../router';

export function openTask(taskId: string, focus?: string) {
  const { location } = router.state;
  const state = location.state as { list?: string };
  const list = location.pathname.startsWith('/tasks/') ? (state.list ?? '/tasks') : location.pathname;
  void router.navigate({
    to: '/tasks/$taskId',
    params: { taskId },
    search: location.search as never,
    state: { list, focus } as never,
    replace: location.pathname.startsWith('/tasks/'),
  });
}

export function closeTask() {
  const { location } = router.state;
  const { list } = location.state as { list?: string };
  void router.navigate({ to: list ?? '/tasks', search: location.search as never });
}
