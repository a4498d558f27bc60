import { useMemo } from 'react';
import type { Task } from '../api/client';
import { addDays, dayName, dayOf, dayTitle, onDay, startOf, today } from '../lib/dates';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';
import { OPEN, useTasks, type Filter } from '../store/tasks';
import { TaskList, type Section } from '../task/TaskList';
import { Empty, Failed, Skeleton } from '../ui/States';
import { useAsOf, View } from './frame';

const DAYS = 14;

export function UpcomingView() {
  const asOf = useAsOf();
  const first = today();
  const filter: Filter = useMemo(() => ({ status: OPEN, dueAfter: startOf(first), sort: 'dueDate' }), [first]);
  const list = useTasks(filter, asOf);
  const sections = useMemo(() => group(list.tasks, first), [list.tasks, first]);
  return (
    <View title={t('nav.upcoming')} past>
      {list.isPending ? (
        <Skeleton />
      ) : list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.tasks.length === 0 ? (
        <Empty icon="upcoming" title={t('upcoming.empty')} hint={t('upcoming.emptyHint')} />
      ) : (
        <TaskList label={t('nav.upcoming')} sections={sections} readOnly={!!asOf} showPerson onEnd={list.more} />
      )}
    </View>
  );
}

/** Fourteen days, each a place to drop tasks on, then weeks as far as there is something in them. */
function group(tasks: Task[], first: string): Section[] {
  const byDay = new Map<string, Task[]>();
  for (const task of tasks) {
    const day = dayOf(task.dueDate ?? '');
    byDay.set(day, [...(byDay.get(day) ?? []), task]);
  }
  const days = Array.from({ length: DAYS }, (_, i): Section => {
    const day = addDays(first, i);
    return {
      id: day,
      title: (
        <>
          {dayName(day, 'long')} <span className="muted">{dayTitle(day)}</span>
        </>
      ),
      tasks: byDay.get(day) ?? [],
      onDrop: (dropped) => commands.editEach(dropped, (task) => ({ dueDate: onDay(task.dueDate, day) })),
    };
  });
  const end = addDays(first, DAYS);
  const weeks = new Map<string, Task[]>();
  for (const [day, some] of byDay) {
    if (day < end) continue;
    const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
    const monday = addDays(day, -weekday);
    weeks.set(monday, [...(weeks.get(monday) ?? []), ...some]);
  }
  return [
    ...days,
    ...[...weeks].sort().map(([monday, some]): Section => ({
      id: `week-${monday}`,
      title: t('upcoming.week', { date: dayName(monday) }),
      tasks: some,
    })),
  ];
}
