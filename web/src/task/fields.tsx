/** The fields of a task as buttons with something to choose from, in the panel and for many at once. */
import { useEffect, useState, type FormEvent } from 'react';
import type { Priority, Task } from '../api/client';
import { understandWhen } from '../api/quickAdd';
import { useMe } from '../api/session';
import { addDays, dayName, dayOf, dueText, endOf, exact, onDay, reminder, rule, today } from '../lib/dates';
import { currentZone, t } from '../lib/i18n';
import type { Fields } from '../store/commands';
import { useName, usePeople } from '../store/people';
import { Icon, PriorityIcon } from '../ui/Icon';
import { Popover } from '../ui/Popover';

interface Opening {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export const PRIORITIES: Priority[] = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'];

export function DueField({
  task,
  onChange,
  ...opening
}: Opening & { task: Task | undefined; onChange: (change: (task: Task) => Fields) => void }) {
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const now = today();
  const weekday = new Date(`${now}T12:00:00Z`).getUTCDay();
  const choices: [string, string | undefined][] = [
    [t('due.today'), now],
    [t('due.tomorrow'), addDays(now, 1)],
    [t('due.weekend'), weekday === 0 || weekday === 6 ? now : addDays(now, 6 - weekday)],
    [t('due.nextWeek'), addDays(now, (8 - weekday) % 7 || 7)],
  ];
  const setDay = (day: string | undefined) =>
    onChange((each) =>
      day ? { dueDate: onDay(each.dueDate, day), timeZone: each.timeZone ?? currentZone() } : { dueDate: null },
    );
  return (
    <Popover
      label={t('task.due')}
      {...opening}
      button={(props) => (
        <button className="button field" {...props} title={task?.dueDate ? exact(task.dueDate) : undefined}>
          <Icon name="today" />
          <span className={task ? '' : 'wide'}>
            {task?.dueDate ? dueText(task.dueDate) : task ? t('task.noDue') : t('task.due')}
          </span>
        </button>
      )}
    >
      {(close) => {
        const submit = async (event: FormEvent) => {
          event.preventDefault();
          const found = await understandWhen(words).catch(() => undefined);
          if (!found?.dueDate) {
            setWrong(true);
            return;
          }
          const { dueDate, timeZone, recurrence } = found;
          onChange(() => ({ dueDate, timeZone: timeZone ?? currentZone(), ...(recurrence ? { recurrence } : {}) }));
          setWords('');
          close();
        };
        const choose = (day: string | undefined) => {
          setDay(day);
          close();
        };
        return (
          <div className="menu">
            <form onSubmit={(event) => void submit(event)}>
              <input
                className="input"
                aria-label={t('task.due')}
                placeholder={t('task.dueHint')}
                value={words}
                aria-invalid={wrong}
                onChange={(event) => {
                  setWords(event.target.value);
                  setWrong(false);
                }}
              />
              {wrong && <p className="error-text">{t('task.dueWrong')}</p>}
            </form>
            {choices.map(([label, day]) => (
              <button key={label} className="menu-item" onClick={() => choose(day)}>
                <span>{label}</span>
                <span className="muted">{day && dayName(day, 'long') !== label ? dayName(day) : ''}</span>
              </button>
            ))}
            <label className="menu-item">
              <Icon name="upcoming" />
              <input
                type="date"
                className="input"
                aria-label={t('task.due')}
                value={task?.dueDate ? dayOf(task.dueDate) : ''}
                onChange={(event) => event.target.value && setDay(event.target.value)}
              />
            </label>
            <button className="menu-item" onClick={() => choose(undefined)}>
              <span>{t('due.none')}</span>
            </button>
          </div>
        );
      }}
    </Popover>
  );
}

export function PriorityField({
  value,
  onChange,
  ...opening
}: Opening & { value: Priority | undefined; onChange: (priority: Priority) => void }) {
  return (
    <Popover
      label={t('task.priority')}
      {...opening}
      button={(props) => (
        <button className="button field" {...props}>
          {value ? <PriorityIcon priority={value} /> : <Icon name="flag" />}
          <span className={value ? '' : 'wide'}>{value ? t(`priority.${value}`) : t('task.priority')}</span>
        </button>
      )}
    >
      {(close) => (
        <div className="menu">
          {PRIORITIES.map((priority, i) => (
            <button
              key={priority}
              className="menu-item"
              onClick={() => {
                onChange(priority);
                close();
              }}
            >
              <PriorityIcon priority={priority} />
              <span>{t(`priority.${priority}`)}</span>
              <kbd>{i + 1}</kbd>
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}

export function TagsField({
  tags,
  onAdd,
  onRemove,
  ...opening
}: Opening & { tags: string[]; onAdd: (tag: string) => void; onRemove?: (tag: string) => void }) {
  const [text, setText] = useState('');
  return (
    <div className="tags-field">
      {tags.map((tag) => (
        <span className="tag" key={tag} dir="auto">
          {tag}
          {onRemove && (
            <button className="tag-remove" aria-label={`${t('all.remove')}: ${tag}`} onClick={() => onRemove(tag)}>
              <Icon name="close" size={12} />
            </button>
          )}
        </span>
      ))}
      <Popover
        label={t('task.tags')}
        {...opening}
        button={(props) => (
          <button className="button field" {...props} aria-label={t('task.addTag')}>
            <Icon name="tag" />
            <span className={onRemove ? '' : 'wide'}>{t('task.addTag')}</span>
          </button>
        )}
      >
        {() => (
          <form
            className="menu"
            onSubmit={(event) => {
              event.preventDefault();
              for (const tag of text.split(',').map((each) => each.trim().replace(/^#/, ''))) if (tag) onAdd(tag);
              setText('');
            }}
          >
            <input
              className="input"
              aria-label={t('task.addTag')}
              placeholder={t('task.addTag')}
              maxLength={50}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </form>
        )}
      </Popover>
    </div>
  );
}

export function AssigneeField({
  value,
  onChange,
  owner = true,
  ...opening
}: Opening & { value: string | null | undefined; onChange: (userId: string | null) => void; owner?: boolean }) {
  const me = useMe();
  const nameOf = useName();
  const [q, setQ] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(q.trim()), 150);
    return () => clearTimeout(timer);
  }, [q]);
  const { data } = usePeople(asked, owner);
  const people = (data?.items ?? []).filter((person) => person.userId !== me.userId);
  return (
    <Popover
      label={t('task.assignee')}
      {...opening}
      button={(props) => (
        <button className="button field" {...props}>
          <Icon name="user" />
          <span className={value === undefined ? 'wide' : ''}>
            {value
              ? (nameOf(value) ?? t('history.somebody'))
              : value === null
                ? t('task.noAssignee')
                : t('task.assignee')}
          </span>
        </button>
      )}
    >
      {(close) => {
        const choose = (userId: string | null) => {
          onChange(userId);
          close();
        };
        if (!owner) {
          return (
            <div className="menu">
              <button className="menu-item" onClick={() => choose(null)}>
                {t('task.leave')}
              </button>
            </div>
          );
        }
        return (
          <form
            className="menu"
            onSubmit={(event) => {
              event.preventDefault();
              const only = people[0];
              if (only) choose(only.userId);
            }}
          >
            <input
              className="input"
              aria-label={t('task.findPerson')}
              placeholder={t('task.findPerson')}
              value={q}
              onChange={(event) => setQ(event.target.value)}
            />
            {people.map((person) => (
              <button type="button" key={person.userId} className="menu-item" onClick={() => choose(person.userId)}>
                <Avatar name={person.name} />
                <span>{person.name}</span>
              </button>
            ))}
            {asked && data && people.length === 0 && <p className="menu-note muted">{t('task.nobodyFound')}</p>}
            <button type="button" className="menu-item" onClick={() => choose(me.userId)}>
              <Avatar name={me.name} />
              <span>{me.name}</span>
            </button>
            <button type="button" className="menu-item" onClick={() => choose(null)}>
              <span>{t('task.noAssignee')}</span>
            </button>
          </form>
        );
      }}
    </Popover>
  );
}

export function Avatar({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 6, 0);
  return (
    <span className={`avatar avatar-${hue}`} aria-hidden="true">
      {letters}
    </span>
  );
}

export function RepeatField({ task, onChange }: { task: Task; onChange: (fields: Fields) => void }) {
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const german = document.documentElement.lang === 'de';
  const choices = german
    ? ['jeden Tag', 'jeden Montag', 'alle 2 Wochen', 'jeden Monat']
    : ['every day', 'every weekday', 'every week', 'every month'];
  return (
    <Popover
      label={t('task.repeat')}
      button={(props) => (
        <button className="button field" {...props} title={task.recurrence ?? undefined}>
          <Icon name="repeat" />
          {task.recurrence ? rule(task.recurrence) : t('task.noRepeat')}
        </button>
      )}
    >
      {(close) => {
        const submit = async (text: string) => {
          const found = await understandWhen(text).catch(() => undefined);
          if (!found?.recurrence) {
            setWrong(true);
            return;
          }
          onChange({
            recurrence: found.recurrence,
            timeZone: task.timeZone ?? currentZone(),
            dueDate: task.dueDate ?? found.dueDate ?? endOf(today()),
          });
          setWords('');
          close();
        };
        return (
          <form
            className="menu"
            onSubmit={(event) => {
              event.preventDefault();
              void submit(words);
            }}
          >
            <input
              className="input"
              aria-label={t('task.repeat')}
              placeholder={t('task.repeatHint')}
              value={words}
              aria-invalid={wrong}
              onChange={(event) => {
                setWords(event.target.value);
                setWrong(false);
              }}
            />
            {wrong && <p className="error-text">{t('task.dueWrong')}</p>}
            {choices.map((choice) => (
              <button type="button" key={choice} className="menu-item" onClick={() => void submit(choice)}>
                {choice}
              </button>
            ))}
            <button
              type="button"
              className="menu-item"
              onClick={() => {
                onChange({ recurrence: null });
                close();
              }}
            >
              {t('task.noRepeat')}
            </button>
          </form>
        );
      }}
    </Popover>
  );
}

const REMINDERS = ['PT15M', 'PT30M', 'PT1H', 'PT3H', 'P1D', 'P1W'];

export function RemindersField({ task, onChange }: { task: Task; onChange: (fields: Fields) => void }) {
  return (
    <div className="tags-field">
      {task.reminders.map((duration) => (
        <span className="tag" key={duration}>
          {reminder(duration)}
          <button
            className="tag-remove"
            aria-label={`${t('all.remove')}: ${reminder(duration)}`}
            onClick={() => onChange({ reminders: task.reminders.filter((each) => each !== duration) })}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <Popover
        label={t('task.reminders')}
        button={(props) => (
          <button className="button field" {...props}>
            <Icon name="reminder" />
            {t('task.addReminder')}
          </button>
        )}
      >
        {(close) => (
          <div className="menu">
            {REMINDERS.filter((each) => !task.reminders.includes(each)).map((duration) => (
              <button
                key={duration}
                className="menu-item"
                onClick={() => {
                  onChange({ reminders: [...task.reminders, duration] });
                  close();
                }}
              >
                {reminder(duration)}
              </button>
            ))}
          </div>
        )}
      </Popover>
    </div>
  );
}
