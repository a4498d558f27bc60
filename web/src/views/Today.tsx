import { useMemo, useState } from 'react';
import { addDays, dayTitle, onDay, startOf, today } from '../lib/dates';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { OPEN, useTasks, type Filter } from '../store/tasks';
import { TaskList, type Section } from '../task/TaskList';
import { FirstRun } from '../FirstRun';
import { Empty, Failed, Skeleton } from '../ui/States';
import { Icon } from '../ui/Icon';
import { useAsOf, View } from './frame';

const DONE_SHOWN = 100;

export function TodayView() {
  const asOf = useAsOf();
  const day = today();
  const [showDone, setShowDone] = useState(false);
  const due: Filter = useMemo(() => ({ status: OPEN, dueBefore: startOf(addDays(day, 1)), sort: 'dueDate' }), [day]);
  const open = useTasks(due, asOf);
  const recent = useTasks({ status: ['completed'], sort: '-updatedAt' }, asOf);
  const from = startOf(day);
  const done = recent.tasks.filter((task) => task.completedAt && task.completedAt >= from).slice(0, DONE_SHOWN);
  const now = Date.now();
  const late = open.tasks.filter((task) => Date.parse(task.dueDate ?? '') < now);
  const later = open.tasks.filter((task) => Date.parse(task.dueDate ?? '') >= now);
  const sections: Section[] = [
    {
      id: 'overdue',
      title: <span className="late">{t('today.overdue')}</span>,
      tasks: late,
      actions: !asOf && (
        <button
          className="button quiet small"
          onClick={() => commands.editEach(late, (task) => ({ dueDate: onDay(task.dueDate, day) }))}
        >
          {t('today.reschedule')}
        </button>
      ),
    },
    { id: 'today', title: t('today.today'), tasks: later },
    {
      id: 'done',
      title: (
        <button className="fold" aria-expanded={showDone} onClick={() => setShowDone(!showDone)}>
          <Icon name={showDone ? 'down' : 'right'} size={16} />
          {t('today.done')} <span className="count">{done.length}</span>
        </button>
      ),
      tasks: showDone ? done : [],
    },
  ].filter((section) => (section.id === 'done' ? done.length > 0 : section.tasks.length > 0));
  return (
    <View title={t('nav.today')} subtitle={dayTitle(day)} past>
      <FirstRun />
      {open.isPending ? (
        <Skeleton />
      ) : open.isError && !open.data ? (
        <Failed error={open.error} retry={() => void open.refetch()} />
      ) : sections.length === 0 ? (
        <Empty icon="today" title={t('today.empty')} hint={t('today.emptyHint')} />
      ) : (
        <TaskList label={t('nav.today')} sections={sections} readOnly={!!asOf} showPerson onEnd={open.more} />
      )}
    </View>
  );
}
