import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { useTasks } from '../store/tasks';
import { TaskList } from '../task/TaskList';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Skeleton } from '../ui/States';
import { View } from './frame';

export function TrashView() {
  const list = useTasks({ deleted: true, sort: '-updatedAt' });
  return (
    <View
      title={t('nav.trash')}
      actions={
        list.tasks.length > 0 && (
          <button className="button" onClick={() => commands.restore(list.tasks)}>
            <Icon name="undo" /> {t('trash.restoreAll')}
          </button>
        )
      }
    >
      {list.isPending ? (
        <Skeleton />
      ) : list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.tasks.length === 0 ? (
        <Empty icon="trash" title={t('trash.empty')} hint={t('trash.emptyHint')} />
      ) : (
        <TaskList
          label={t('nav.trash')}
          sections={[{ id: 'trash', tasks: list.tasks }]}
          onToggle={commands.restore}
          onEnd={list.more}
        />
      )}
    </View>
  );
}
