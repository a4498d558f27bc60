/** The filters of a list as chips over the URL: the URL is the saved filter. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Priority, Status } from '../api/client';
import { useKeys } from '../lib/keys';
import { t, tOf } from '../lib/i18n';
import type { Filter, Sort } from '../store/tasks';
import type { Search } from '../router';
import { PRIORITIES } from '../task/fields';
import { Icon, PriorityIcon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { SaveFilter } from './SavedFilters';

const STATUSES: Status[] = ['pending', 'in-progress', 'completed'];
export const SORTS: Sort[] = ['-createdAt', 'dueDate', '-priority', 'title', '-updatedAt'];

const listOf = (value: string | undefined) => value?.split(',').filter(Boolean) ?? [];

export function useFilter() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const key = JSON.stringify(search);
  const filter = useMemo((): Filter => {
    const filter: Filter = {};
    const statuses = listOf(search.status).filter((each) => STATUSES.includes(each as Status)) as Status[];
    const priorities = listOf(search.priority).filter((each) => PRIORITIES.includes(each as Priority)) as Priority[];
    if (statuses.length > 0) filter.status = statuses;
    if (priorities.length > 0) filter.priority = priorities;
    if (search.tag) filter.tag = listOf(search.tag);
    if (search.q?.trim()) filter.q = search.q.trim();
    if (search.overdue) filter.overdue = true;
    if (SORTS.includes(search.sort as Sort)) filter.sort = search.sort as Sort;
    return filter;
  }, [key]);
  const set = (change: Partial<Search>) =>
    void navigate({
      to: '.',
      search: ((before: Search) => {
        const after: Record<string, unknown> = { ...before, ...change };
        for (const name of Object.keys(after)) if (!after[name]) delete after[name];
        return after;
      }) as never,
      replace: 'q' in change,
    });
  return { search, filter, set };
}

export function FilterBar({ statuses = true }: { statuses?: boolean }) {
  const { search, set } = useFilter();
  const [q, setQ] = useState(search.q ?? '');
  const input = useRef<HTMLInputElement>(null);
  const [tag, setTag] = useState('');
  useEffect(() => setQ(search.q ?? ''), [search.q]);
  useEffect(() => {
    if (q.trim() === (search.q ?? '')) return;
    const timer = setTimeout(() => set({ q: q.trim() }), 200);
    return () => clearTimeout(timer);
  }, [q]);
  useKeys({ '/': () => input.current?.focus() });
  const toggle = (name: 'status' | 'priority' | 'tag', value: string) => {
    const now = listOf(search[name]);
    const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value];
    set({ [name]: next.join(',') });
  };
  const isFiltered = Object.keys(search).some((name) => name !== 'asOf' && name !== 'sort');
  return (
    <div className="filters" role="search">
      <label className="search-field">
        <Icon name="search" size={16} />
        <input
          ref={input}
          type="search"
          aria-label={t('all.search')}
          placeholder={t('all.search')}
          maxLength={500}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setQ('');
              input.current?.blur();
            }
          }}
        />
        <kbd className="wide">/</kbd>
      </label>
      {statuses &&
        STATUSES.map((status) => (
          <button
            key={status}
            className="chip"
            aria-pressed={listOf(search.status).includes(status)}
            onClick={() => toggle('status', status)}
          >
            {t(`status.${status}`)}
          </button>
        ))}
      {PRIORITIES.map((priority) => (
        <button
          key={priority}
          className="chip"
          aria-pressed={listOf(search.priority).includes(priority)}
          onClick={() => toggle('priority', priority)}
        >
          <PriorityIcon priority={priority} size={13} />
          {t(`priority.${priority}`)}
        </button>
      ))}
      <button className="chip" aria-pressed={!!search.overdue} onClick={() => set({ overdue: !search.overdue })}>
        {t('today.overdue')}
      </button>
      {listOf(search.tag).map((each) => (
        <button key={each} className="chip" aria-pressed="true" onClick={() => toggle('tag', each)}>
          #{each} <Icon name="close" size={12} />
        </button>
      ))}
      <Popover
        label={t('task.tags')}
        button={(props) => (
          <button className="chip" {...props}>
            <Icon name="tag" size={14} /> {t('task.tags')}
          </button>
        )}
      >
        {(close) => (
          <form
            className="menu"
            onSubmit={(event) => {
              event.preventDefault();
              if (tag.trim()) toggle('tag', tag.trim().replace(/^#/, ''));
              setTag('');
              close();
            }}
          >
            <input
              className="input"
              aria-label={t('task.tags')}
              placeholder={t('task.tags')}
              value={tag}
              onChange={(event) => setTag(event.target.value)}
            />
          </form>
        )}
      </Popover>
      {isFiltered && (
        <>
          <SaveFilter />
          <button
            className="chip quiet"
            onClick={() => set({ q: '', status: '', priority: '', tag: '', overdue: false })}
          >
            {t('all.clear')}
          </button>
        </>
      )}
    </div>
  );
}

export function SortField() {
  const { search, set } = useFilter();
  return (
    <select
      className="select small"
      aria-label={t('all.sort')}
      value={search.sort ?? '-createdAt'}
      onChange={(event) => set({ sort: event.target.value === '-createdAt' ? '' : event.target.value })}
    >
      {SORTS.map((sort) => (
        <option key={sort} value={sort}>
          {tOf('sort', sort)}
        </option>
      ))}
    </select>
  );
}
