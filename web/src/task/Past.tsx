/** A task as it was at any time. */
import type { Task } from '../api/client';
import { exact } from '../lib/dates';
import { t } from '../lib/i18n';
import { useName } from '../store/people';
import { useHistory } from './History';
import { valueText } from './values';

/** Moves through the moments at which something happened to the task. */
export function AsOfSlider({
  task,
  asOf,
  onChange,
}: {
  task: Task;
  asOf: string | undefined;
  onChange: (asOf: string | undefined) => void;
}) {
  const history = useHistory(task.taskId);
  const moments = (history.data?.pages ?? []).flatMap((page) => page.items.map((entry) => entry.at)).reverse();
  if (moments.length < 2) return null;
  const at = asOf ? Math.max(0, moments.indexOf(asOf)) : moments.length;
  return (
    <div className="slider">
      <label htmlFor="as-of">
        {t('history.slider')} <strong>{asOf ? exact(asOf) : t('history.now')}</strong>
      </label>
      <input
        id="as-of"
        type="range"
        min={0}
        max={moments.length}
        value={at}
        aria-valuetext={asOf ? exact(asOf) : t('history.now')}
        onChange={(event) => onChange(moments[Number(event.target.value)])}
      />
    </div>
  );
}

const SHOWN = [
  'title',
  'status',
  'priority',
  'dueDate',
  'tags',
  'recurrence',
  'reminders',
  'assigneeId',
  'description',
] as const;

/** The whole task as it was, framed as the past, with what is different now. */
export function PastTask({ task, now }: { task: Task; now: Task | undefined }) {
  const nameOf = useName();
  return (
    <section className="past" aria-label={t('asof.hint')}>
      <dl className="fields">
        {SHOWN.map((field) => {
          const before = valueText(field, task[field], nameOf);
          const after = now ? valueText(field, now[field], nameOf) : before;
          return (
            <div className="past-field" key={field}>
              <dt>{t(`field.${field}`)}</dt>
              <dd dir="auto">
                {before}
                {after !== before && (
                  <span className="past-now">
                    {t('history.now')}: <ins>{after}</ins>
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
