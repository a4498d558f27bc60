/** Every view and action by name, and tasks by their words. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, data } from './api/client';
import { COMMAND } from './lib/keys';
import { t } from './lib/i18n';
import { openTask } from './task/open';
import { Dialog } from './ui/Dialog';
import { Icon, type IconName } from './ui/Icon';

export interface Command {
  id: string;
  label: string;
  icon: IconName;
  keys?: string;
  group: string;
  run: () => void;
}

export function CommandMenu({ commands, onClose }: { commands: Command[]; onClose: () => void }) {
  const [q, setQ] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(q.trim()), 120);
    return () => clearTimeout(timer);
  }, [q]);
  const { data: found } = useQuery({
    queryKey: ['menu', asked],
    enabled: asked.length > 1,
    retry: false,
    queryFn: ({ signal }) => data(api.GET('/api/tasks', { signal, params: { query: { q: asked, limit: 7 } } })),
  });
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commands.filter((command) => words.every((word) => command.label.toLowerCase().includes(word)));
  const tasks: Command[] = (asked.length > 1 ? (found?.items ?? []) : []).map((task) => ({
    id: task.taskId,
    label: task.title,
    icon: task.status === 'completed' ? 'check' : 'all',
    group: t('menu.tasks'),
    run: () => openTask(task.taskId),
  }));
  const shown = [...matching, ...tasks];
  const current = Math.min(at, shown.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    // The dialog gives the focus back first.
    setTimeout(command.run);
  };
  return (
    <Dialog title={t('app.menu')} onClose={onClose} className="command-menu" hideTitle>
      <input
        className="command-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="command-list"
        aria-activedescendant={shown[current] ? `command-${shown[current].id}` : undefined}
        aria-label={t('menu.placeholder')}
        placeholder={t('menu.placeholder')}
        autoFocus
        value={q}
        onChange={(event) => {
          setQ(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(current + 1, shown.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0));
          else if (event.key === 'Enter') run(shown[current]);
          else return;
          event.preventDefault();
        }}
      />
      <div className="command-list" role="listbox" id="command-list" aria-label={t('app.menu')}>
        {shown.map((command, i) => (
          <div key={command.id} role="presentation">
            {shown[i - 1]?.group !== command.group && (
              <p className="command-group" role="presentation">
                {command.group}
              </p>
            )}
            <div
              id={`command-${command.id}`}
              role="option"
              aria-selected={i === current}
              className={`command ${i === current ? 'active' : ''}`}
              ref={(element) => {
                if (i === current) element?.scrollIntoView({ block: 'nearest' });
              }}
              onPointerMove={() => setAt(i)}
              onClick={() => run(command)}
            >
              <Icon name={command.icon} />
              <span dir="auto">{command.label}</span>
              {command.keys && <Keys of={command.keys} />}
            </div>
          </div>
        ))}
        {shown.length === 0 && <p className="muted command-group">{t('menu.nothing')}</p>}
      </div>
    </Dialog>
  );
}

function keyText(key: string) {
  const parts = key.split('+').map((part) => (part === 'mod' ? COMMAND : part === 'shift' ? '⇧' : part));
  const last = parts.length > 1 ? (parts.pop() ?? '').toUpperCase() : '';
  return COMMAND === '⌘' ? parts.join('') + last : [...parts, last].filter(Boolean).join(' ');
}

/** `mod+k` or `g t` as keys to press. */
export function Keys({ of }: { of: string }) {
  return (
    <span className="keys">
      {of.split(' ').map((each, i) => (
        <kbd key={i}>{keyText(each)}</kbd>
      ))}
    </span>
  );
}
