/** Filters with a name, in the side bar: kept in this browser, and shared by their URL. */
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState, useSyncExternalStore } from 'react';
import { currentSession } from '../api/session';
import { t } from '../lib/i18n';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';

interface Saved {
  name: string;
  href: string;
}

const listeners = new Set<() => void>();
let cache: { key: string; text: string; saved: Saved[] } | undefined;

function key() {
  const session = currentSession();
  return `taskledger.filters.${'me' in session ? session.me.userId : ''}`;
}

function saved(): Saved[] {
  const text = localStorage.getItem(key()) ?? '[]';
  if (cache?.key !== key() || cache.text !== text) {
    cache = { key: key(), text, saved: JSON.parse(text) as Saved[] };
  }
  return cache.saved;
}

function set(next: Saved[]) {
  localStorage.setItem(key(), JSON.stringify(next));
  listeners.forEach((listener) => listener());
}

function useSaved() {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, saved);
}

export function SaveFilter() {
  const { href } = useLocation();
  const [name, setName] = useState('');
  return (
    <Popover
      label={t('all.saveFilter')}
      button={(props) => (
        <button className="chip quiet" {...props}>
          <Icon name="star" size={14} /> {t('all.saveFilter')}
        </button>
      )}
    >
      {(close) => (
        <form
          className="menu"
          onSubmit={(event) => {
            event.preventDefault();
            if (!name.trim()) return;
            set([...saved().filter((each) => each.name !== name.trim()), { name: name.trim(), href }]);
            setName('');
            close();
          }}
        >
          <input
            className="input"
            aria-label={t('all.filterName')}
            placeholder={t('all.filterName')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </form>
      )}
    </Popover>
  );
}

export function SavedFilters() {
  const filters = useSaved();
  const { href } = useLocation();
  const navigate = useNavigate();
  if (filters.length === 0) return null;
  return (
    <div className="saved-filters">
      <h2 className="nav-title">{t('nav.filters')}</h2>
      {filters.map((each) => (
        <div className="nav-row" key={each.name}>
          <a
            className={`nav-item ${href === each.href ? 'here' : ''}`}
            href={each.href}
            onClick={(event) => {
              event.preventDefault();
              void navigate({
                href: each.href,
                to: each.href.split('?')[0] as never,
                search: Object.fromEntries(new URLSearchParams(each.href.split('?')[1] ?? '')) as never,
              });
            }}
          >
            <Icon name="filter" />
            <span>{each.name}</span>
          </a>
          <Popover
            label={each.name}
            button={(props) => (
              <button className="button icon-button tiny" {...props} aria-label={`${t('app.more')}: ${each.name}`}>
                <Icon name="more" size={14} />
              </button>
            )}
          >
            {(close) => (
              <form
                className="menu"
                onSubmit={(event) => {
                  event.preventDefault();
                  const name = String(new FormData(event.currentTarget).get('name')).trim();
                  if (name) set(filters.map((other) => (other === each ? { ...each, name } : other)));
                  close();
                }}
              >
                <input className="input" name="name" aria-label={t('all.rename')} defaultValue={each.name} />
                <button
                  type="button"
                  className="menu-item"
                  onClick={() => set(filters.filter((other) => other !== each))}
                >
                  <Icon name="trash" size={16} /> {t('all.remove')}
                </button>
              </form>
            )}
          </Popover>
        </div>
      ))}
    </div>
  );
}
