import { t } from '../lib/i18n';
import { useTasks } from '../store/tasks';
import { TaskList } from '../task/TaskList';
import { Empty, Failed, Skeleton } from '../ui/States';
import { difference, DifferenceBar } from './difference';
import { FilterBar, SortField, useFilter } from './filters';
import { useAsOf, View } from './frame';

export function AllView() {
  const asOf = useAsOf();
  const { filter } = useFilter();
  const list = useTasks(filter, asOf);
  const now = useTasks(filter, undefined, !!asOf);
  const changed = asOf && !list.isPending && !now.isPending ? difference(list.tasks, now.tasks) : undefined;
  return (
    <View title={t('nav.all')} actions={<SortField />} past>
      <FilterBar />
      {changed && <DifferenceBar {...changed} />}
      {list.isPending ? (
        <Skeleton />
      ) : list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.tasks.length === 0 ? (
        <Empty icon="all" title={t('all.empty')} hint={t('all.emptyHint')} />
      ) : (
        <TaskList
          label={t('nav.all')}
          sections={[{ id: 'all', tasks: list.tasks }]}
          readOnly={!!asOf}
          showPerson
          marks={changed?.marks}
          onEnd={list.more}
        />
      )}
    </View>
  );
}
