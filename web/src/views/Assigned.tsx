import { useMe } from '../api/session';
import { t } from '../lib/i18n';
import { OPEN, useTasks } from '../store/tasks';
import { TaskList } from '../task/TaskList';
import { Empty, Failed, Skeleton } from '../ui/States';
import { useAsOf, View } from './frame';

export function AssignedView() {
  const me = useMe();
  const asOf = useAsOf();
  const toMe = useTasks({ assigneeId: me.userId, status: OPEN, sort: 'dueDate' }, asOf);
  const mine = useTasks({ status: OPEN, sort: 'dueDate' }, asOf);
  const forMe = toMe.tasks.filter((task) => task.userId !== me.userId);
  const byMe = mine.tasks.filter(
    (task) => task.userId === me.userId && task.assigneeId && task.assigneeId !== me.userId,
  );
  return (
    <View title={t('nav.assigned')} past>
      {toMe.isPending || mine.isPending ? (
        <Skeleton />
      ) : toMe.isError && !toMe.data ? (
        <Failed error={toMe.error} retry={() => void toMe.refetch()} />
      ) : forMe.length + byMe.length === 0 ? (
        <Empty icon="assigned" title={t('assigned.empty')} hint={t('assigned.emptyHint')} />
      ) : (
        <TaskList
          label={t('nav.assigned')}
          readOnly={!!asOf}
          showPerson
          sections={[
            { id: 'to-me', title: t('assigned.toMe'), tasks: forMe },
            { id: 'by-me', title: t('assigned.byMe'), tasks: byMe },
          ]}
          onEnd={mine.more}
        />
      )}
    </View>
  );
}
