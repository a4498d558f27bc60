import { useQuery } from '@tanstack/react-query';
import type { Task } from '../api/client';
import { authorized } from '../api/client';
import { dueText } from '../lib/dates';
import { t } from '../lib/i18n';

/** The next dates of a recurring task, as the server will make them. */
export function NextDates({ task }: { task: Task }) {
  const { data } = useQuery({
    queryKey: ['occurrences', task.taskId, task.recurrence, task.dueDate, task.timeZone],
    queryFn: async ({ signal }) => {
      const answer = await authorized(`/api/tasks/${task.taskId}/occurrences`, { signal });
      return answer.ok ? ((await answer.json()) as { items: string[] }).items : [];
    },
  });
  if (!data?.length) return null;
  return <p className="muted small-text">{t('task.next', { dates: data.map(dueText).join(' · ') })}</p>;
}
