/** The frame of every view: side bar or bottom bar, the panel, and what lies over the page. */
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { signOut, useSession } from './api/session';
import { api } from './api/client';
import { CommandMenu, Keys, type Command } from './CommandMenu';
import { ConflictDialog } from './ConflictDialog';
import { ShortcutHelp } from './ShortcutHelp';
import { SignIn, SignInAgain } from './SignIn';
import { useKeys } from './lib/keys';
import { t, type Key } from './lib/i18n';
import { VIEWS } from './router';
import { useLive } from './store/live';
import { useSending } from './store/outbox';
import { usePreferences } from './store/preferences';
import { redoLast, undoLast } from './store/undo';
import { QuickAdd } from './task/QuickAdd';
import { TaskPanel } from './task/TaskPanel';
import { Icon, type IconName } from './ui/Icon';
import { Logo } from './ui/Logo';
import { Skeleton } from './ui/States';
import { Toasts } from './ui/Toasts';
import { show, showError } from './ui/toasts';
import { SavedFilters } from './views/SavedFilters';

interface Place {
  path: string;
  icon: IconName;
  label: Key;
  keys?: string;
}

const PLACES: Place[] = [
  { path: '/today', icon: 'today', label: 'nav.today', keys: 'g t' },
  { path: '/upcoming', icon: 'upcoming', label: 'nav.upcoming', keys: 'g u' },
  { path: '/tasks', icon: 'all', label: 'nav.all', keys: 'g a' },
  { path: '/board', icon: 'board', label: 'nav.board', keys: 'g b' },
  { path: '/assigned', icon: 'assigned', label: 'nav.assigned' },
  { path: '/chat', icon: 'chat', label: 'nav.chat', keys: 'g c' },
  { path: '/dashboard', icon: 'dashboard', label: 'nav.dashboard', keys: 'g d' },
  { path: '/notifications', icon: 'bell', label: 'nav.notifications' },
  { path: '/trash', icon: 'trash', label: 'nav.trash' },
];
const SETTINGS: Place = { path: '/preferences', icon: 'settings', label: 'nav.preferences' };
const OPERATIONS: Place = { path: '/operations', icon: 'operations', label: 'nav.operations' };

export function Shell() {
  const session = useSession();
  useEffect(() => {
    document.title = 'Taskledger';
  }, []);
  if (session.state === 'starting') return <Skeleton />;
  if (session.state === 'signed-out') {
    return (
      <>
        <SignIn />
        <Toasts />
      </>
    );
  }
  return <SignedIn />;
}

function SignedIn() {
  // Texts and dates are in the language and the zone of these.
  const preferences = usePreferences();
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const [over, setOver] = useState<'add' | 'menu' | 'help'>();
  const taskId = /^\/tasks\/([^/]+)$/.exec(pathname)?.[1];
  const list = taskId ? ((state as { list?: string }).list ?? '/tasks') : pathname;
  const ListView = VIEWS[list as keyof typeof VIEWS];
  const commands = useCommands(setOver);
  const go = (path: string) => () => void navigate({ to: path as never });
  useEffect(() => {
    if (pathname === '/sign-in') void navigate({ to: '/today' as never, replace: true });
  }, [pathname, navigate]);
  useKeys({
    q: () => setOver('add'),
    '?': () => setOver('help'),
    'mod+k': () => setOver('menu'),
    'mod+z': () => void undoLast(),
    'mod+shift+z': () => void redoLast(),
    'mod+y': () => void redoLast(),
    '/': () => void navigate({ to: '/tasks' as never }),
    'g t': go('/today'),
    'g u': go('/upcoming'),
    'g a': go('/tasks'),
    'g b': go('/board'),
    'g c': go('/chat'),
    'g d': go('/dashboard'),
  });
  if (preferences.isPending) return <Skeleton />;
  const close = () => setOver(undefined);
  return (
    <div className={`app ${taskId ? 'with-panel' : ''}`}>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <SideBar onAdd={() => setOver('add')} onMenu={() => setOver('menu')} current={list} />
      <div className="content">
        <StatusBar />
        {ListView ? <ListView key={list} /> : <Outlet />}
      </div>
      {taskId && <TaskPanel taskId={taskId} />}
      <BottomBar onAdd={() => setOver('add')} onMenu={() => setOver('menu')} current={list} />
      {over === 'add' && <QuickAdd onClose={close} />}
      {over === 'menu' && <CommandMenu commands={commands} onClose={close} />}
      {over === 'help' && <ShortcutHelp onClose={close} />}
      <ConflictDialog />
      <SignInAgain />
      <Toasts />
    </div>
  );
}

function useCommands(open: (what: 'add' | 'help') => void) {
  const navigate = useNavigate();
  const session = useSession();
  const isAdmin = 'me' in session && session.me.roles.includes('admin');
  return useMemo((): Command[] => {
    const views = [...PLACES, SETTINGS, ...(isAdmin ? [OPERATIONS] : [])].map((place): Command => ({
      id: place.path.slice(1),
      label: t(place.label),
      icon: place.icon,
      ...(place.keys ? { keys: place.keys } : {}),
      group: t('menu.views'),
      run: () => void navigate({ to: place.path as never }),
    }));
    const group = t('menu.actions');
    return [
      { id: 'add', label: t('add.label'), icon: 'plus', keys: 'q', group, run: () => open('add') },
      { id: 'undo', label: t('undo.undo'), icon: 'undo', keys: 'mod+z', group, run: () => void undoLast() },
      { id: 'redo', label: t('undo.redo'), icon: 'redo', keys: 'shift+mod+z', group, run: () => void redoLast() },
      { id: 'help', label: t('keys.title'), icon: 'more', keys: '?', group, run: () => open('help') },
      { id: 'out', label: t('sign.out'), icon: 'signOut', group, run: () => void signOut() },
      ...views,
    ];
  }, [isAdmin, navigate, open]);
}

function NavLink({ place, current }: { place: Place; current: string }) {
  const active = current === place.path;
  return (
    <Link
      to={place.path as never}
      className={`nav-item ${active ? 'here' : ''}`}
      aria-current={active ? 'page' : undefined}
    >
      <Icon name={place.icon} />
      <span>{t(place.label)}</span>
      {place.keys && <Keys of={place.keys} />}
    </Link>
  );
}

function SideBar({ onAdd, onMenu, current }: { onAdd: () => void; onMenu: () => void; current: string }) {
  const session = useSession();
  if (!('me' in session)) return null;
  const { me } = session;
  return (
    <nav className="side" aria-label={t('nav.main')}>
      <div className="side-head">
        <Logo />
        <strong>Taskledger</strong>
        <span className="spacer" />
        <button className="button icon-button" onClick={onMenu} aria-label={t('app.menu')} title={t('app.menu')}>
          <Icon name="search" />
        </button>
      </div>
      <button className="button primary side-add" onClick={onAdd}>
        <Icon name="plus" /> {t('add.button')} <Keys of="q" />
      </button>
      {PLACES.map((place) => (
        <NavLink key={place.path} place={place} current={current} />
      ))}
      <SavedFilters />
      <span className="spacer" />
      {me.roles.includes('admin') && <NavLink place={OPERATIONS} current={current} />}
      <NavLink place={SETTINGS} current={current} />
      <p className="side-me muted" title={me.email}>
        {me.name}
      </p>
    </nav>
  );
}

const BOTTOM = PLACES.filter((place) => ['/today', '/upcoming', '/tasks', '/board'].includes(place.path));

function BottomBar({ onAdd, onMenu, current }: { onAdd: () => void; onMenu: () => void; current: string }) {
  const [left, right] = [BOTTOM.slice(0, 2), BOTTOM.slice(2)];
  const item = (place: Place) => (
    <Link
      key={place.path}
      to={place.path as never}
      className={`bottom-item ${current === place.path ? 'here' : ''}`}
      aria-current={current === place.path ? 'page' : undefined}
    >
      <Icon name={place.icon} size={22} />
      <span>{t(place.label)}</span>
    </Link>
  );
  return (
    <nav className="bottom" aria-label={t('nav.main')}>
      {left.map(item)}
      <button className="bottom-add" onClick={onAdd} aria-label={t('add.label')}>
        <Icon name="plus" size={24} />
      </button>
      {right.map(item)}
      <button className="bottom-item" onClick={onMenu}>
        <Icon name="more" size={22} />
        <span>{t('app.more')}</span>
      </button>
    </nav>
  );
}

/** Says when something waits: nothing is dropped or stale without a word. */
function StatusBar() {
  const session = useSession();
  const { edits, stuckSince, reason } = useSending();
  const { connected } = useLive();
  const [asked, setAsked] = useState(false);
  const count = edits.filter((edit) => edit.state !== 'done').length;
  const stuck = stuckSince !== undefined && count > 0 && reason !== 'session';
  const resend = () => {
    setAsked(true);
    api
      .POST('/api/users/me/email-confirmation')
      .then(() => show({ kind: 'done', text: t('sign.resend') }))
      .catch(showError);
  };
  return (
    <div className="status-bars" role="status">
      {stuck && (
        <p className="status-bar warning">
          <Icon name="clock" size={16} />
          {t(reason === 'network' ? 'app.offline' : 'app.busy', { count })}
        </p>
      )}
      {!stuck && !connected && (
        <p className="status-bar">
          <Icon name="warning" size={16} />
          {t('app.disconnected')}
        </p>
      )}
      {'me' in session && !session.me.emailConfirmed && !asked && (
        <p className="status-bar">
          <span>{t('sign.confirm', { email: session.me.email })}</span>
          <button className="button small" onClick={resend}>
            {t('sign.resend')}
          </button>
        </p>
      )}
    </div>
  );
}
