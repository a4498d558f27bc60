import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Task } from '../api/client';
import { t } from '../lib/i18n';
import * as commands from '../store/commands';

const Markdown = lazy(() => import('./Markdown'));

/** A text that is being edited is never overwritten; it is sent with the version it was begun on. */
export function TextField({ task, name }: { task: Task; name: 'title' | 'description' }) {
  const [draft, setDraft] = useState<{ text: string; since: number }>();
  const area = useRef<HTMLTextAreaElement>(null);
  const value = task[name] ?? '';
  const editing = draft !== undefined;
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = '0';
    element.style.height = `${element.scrollHeight}px`;
  });
  const save = () => {
    if (!draft) return;
    const text = name === 'title' ? draft.text.replace(/\s+/g, ' ').trim() : draft.text;
    setDraft(undefined);
    if (text !== value && (text || name === 'description')) {
      commands.editText(task, { [name]: text || null }, draft.since);
    }
  };
  if (name === 'description' && !editing) {
    return (
      <div
        className={`description ${value ? '' : 'description-empty'}`}
        role="button"
        tabIndex={0}
        aria-label={t('task.description')}
        onClick={(event) => {
          if (!(event.target as HTMLElement).closest('a')) setDraft({ text: value, since: task.version });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target === event.currentTarget) {
            event.preventDefault();
            event.stopPropagation();
            setDraft({ text: value, since: task.version });
          }
        }}
      >
        {value ? (
          <Suspense fallback={<p>{value}</p>}>
            <Markdown text={value} />
          </Suspense>
        ) : (
          t('task.addDescription')
        )}
      </div>
    );
  }
  return (
    <textarea
      ref={area}
      className={name === 'title' ? 'title-input' : 'description-input'}
      aria-label={t(`task.${name}`)}
      rows={1}
      dir="auto"
      autoFocus={name === 'description'}
      maxLength={name === 'title' ? 200 : 10_000}
      value={draft?.text ?? value}
      onFocus={() => setDraft((known) => known ?? { text: value, since: task.version })}
      onChange={(event) => setDraft({ text: event.target.value, since: draft?.since ?? task.version })}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          setDraft(undefined);
          area.current?.blur();
        } else if (event.key === 'Enter' && (name === 'title' || event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          area.current?.blur();
        }
      }}
    />
  );
}
