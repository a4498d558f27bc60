/** When a task is due, how it repeats, and when it is reminded of. */
import { useState } from 'react';
import type { Task } from '../api/client';
import { understandWhen } from '../api/quickAdd';
import { addDays, dayName, dayOf, dueText, endOf, exact, onDay, reminder, rule, today } from '../lib/dates';
import { currentZone, t } from '../lib/i18n';
import type { Fields } from '../store/commands';
import { Icon } from '../ui/Icon';
import { Popover, type Opening } from '../ui/Popover';

/** A field that takes words of a date or a rule, and choices that are such words. */
function WordsForm({
  label,
  placeholder,
  read,
  choices = [],
}: {
  label: string;
  placeholder: string;
  /** Whether the words were understood, and taken. */
  read: (words: string) => Promise<boolean>;
  choices?: string[];
}) {
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = async (said: string) => setWrong(!(await read(said)));
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
        aria-label={label}
        placeholder={placeholder}
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
    </form>
  );
}

export function DueField({
  task,
  onChange,
  ...opening
}: Opening & { task: Task | undefined; onChange: (change: (task: Task) => Fields) => void }) {
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
        const read = async (words: string) => {
          const found = await understandWhen(words).catch(() => undefined);
          if (!found?.dueDate) return false;
          const { dueDate, timeZone, recurrence } = found;
          onChange(() => ({ dueDate, timeZone: timeZone ?? currentZone(), ...(recurrence ? { recurrence } : {}) }));
          close();
          return true;
        };
        const choose = (day: string | undefined) => {
          setDay(day);
          close();
        };
        return (
          <div className="menu">
            <WordsForm label={t('task.due')} placeholder={t('task.dueHint')} read={read} />
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

export function RepeatField({ task, onChange }: { task: Task; onChange: (fields: Fields) => void }) {
  const choices = [t('repeat.first'), t('repeat.second'), t('repeat.third'), t('repeat.fourth')];
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
        const read = async (words: string) => {
          const found = await understandWhen(words).catch(() => undefined);
          if (!found?.recurrence) return false;
          onChange({
            recurrence: found.recurrence,
            timeZone: task.timeZone ?? currentZone(),
            dueDate: task.dueDate ?? found.dueDate ?? endOf(today()),
          });
          close();
          return true;
        };
        return (
          <div className="menu">
            <WordsForm label={t('task.repeat')} placeholder={t('task.repeatHint')} read={read} choices={choices} />
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
          </div>
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
