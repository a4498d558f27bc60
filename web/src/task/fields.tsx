/** What a task is and whose, as buttons with something to choose from: in the panel, and for many at once. */
import { useEffect, useState } from 'react';
import type { Priority } from '../api/client';
import { useMe } from '../api/session';
import { t } from '../lib/i18n';
import { useName, usePeople } from '../store/people';
import { Icon, PriorityIcon } from '../ui/Icon';
import { Popover, type Opening } from '../ui/Popover';

export const PRIORITIES: Priority[] = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'];

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
