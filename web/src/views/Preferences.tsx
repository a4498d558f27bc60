import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, data, type Preferences } from '../api/client';
import { Refusal, signOut, useMe } from '../api/session';
import { ago, exact } from '../lib/dates';
import { areSingleKeysOn, setSingleKeys } from '../lib/keys';
import { t, tOf } from '../lib/i18n';
import { usePreferences, useSavePreferences } from '../store/preferences';
import { queries } from '../store/tasks';
import { Failed, Skeleton } from '../ui/States';
import { show, showError } from '../ui/toasts';
import { View } from './frame';

const LANGUAGES = ['en', 'en-GB', 'en-US', 'de', 'de-AT', 'de-CH'];
const WEEK_STARTS = ['MONDAY', 'SATURDAY', 'SUNDAY'] as const;

export default function PreferencesView() {
  const me = useMe();
  const { data: preferences, isPending, error, refetch } = usePreferences();
  return (
    <View title={t('nav.preferences')}>
      <div className="scroll settings">
        <Group title={t('pref.profile')}>
          <p>
            <strong>{me.name}</strong>
            <br />
            <span className="muted">{me.email}</span>
          </p>
        </Group>
        {isPending ? (
          <Skeleton />
        ) : preferences ? (
          <Display preferences={preferences} />
        ) : (
          <Failed error={error} retry={() => void refetch()} />
        )}
        <Password />
        <Sessions />
      </div>
    </View>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Setting({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = `setting-${label.replace(/\W+/g, '-')}`;
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

function Select<T extends string>({
  id,
  value,
  of,
  text,
  onChange,
}: {
  id: string;
  value: T;
  of: readonly T[];
  text: (value: T) => string;
  onChange: (value: T) => void;
}) {
  return (
    <select className="select" id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
      {of.map((each) => (
        <option key={each} value={each}>
          {text(each)}
        </option>
      ))}
    </select>
  );
}

function Display({ preferences }: { preferences: Preferences }) {
  const save = useSavePreferences();
  const [keys, setKeys] = useState(areSingleKeysOn());
  const set = (change: Partial<Preferences>) => save.mutate({ ...preferences, ...change });
  const zones = Intl.supportedValuesOf('timeZone');
  const languages = [...new Set([...LANGUAGES, preferences.locale])];
  const languageName = (tag: string) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  const dayName = (day: (typeof WEEK_STARTS)[number]) =>
    new Intl.DateTimeFormat(preferences.locale, { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, { MONDAY: 1, SATURDAY: 6, SUNDAY: 7 }[day])),
    );
  return (
    <Group title={t('pref.display')}>
      <Setting label={t('pref.theme')}>
        {(id) => (
          <Select
            id={id}
            value={preferences.theme}
            of={['SYSTEM', 'LIGHT', 'DARK'] as const}
            text={(theme) => t(`theme.${theme}`)}
            onChange={(theme) => set({ theme })}
          />
        )}
      </Setting>
      <Setting label={t('pref.language')}>
        {(id) => (
          <Select
            id={id}
            value={preferences.locale}
            of={languages}
            text={languageName}
            onChange={(locale) => set({ locale })}
          />
        )}
      </Setting>
      <Setting label={t('pref.zone')}>
        {(id) => (
          <Select
            id={id}
            value={preferences.timeZone}
            of={zones.includes(preferences.timeZone) ? zones : [preferences.timeZone, ...zones]}
            text={(zone) => zone.replaceAll('_', ' ')}
            onChange={(timeZone) => set({ timeZone })}
          />
        )}
      </Setting>
      <Setting label={t('pref.weekStart')}>
        {(id) => (
          <Select
            id={id}
            value={preferences.weekStart as 'MONDAY'}
            of={WEEK_STARTS}
            text={dayName}
            onChange={(weekStart) => set({ weekStart })}
          />
        )}
      </Setting>
      <Setting label={t('pref.assignments')}>
        {(id) => (
          <Select
            id={id}
            value={preferences.assignments}
            of={['anyone', 'contacts', 'nobody'] as const}
            text={(who) => t(`assignments.${who}`)}
            onChange={(assignments) => set({ assignments })}
          />
        )}
      </Setting>
      <Setting label={t('pref.reminders')}>
        {(id) => (
          <input
            id={id}
            type="checkbox"
            className="switch"
            checked={preferences.reminderChannels.includes('email')}
            onChange={(event) => set({ reminderChannels: event.target.checked ? ['email'] : [] })}
          />
        )}
      </Setting>
      <Setting label={t('pref.keys')}>
        {(id) => (
          <input
            id={id}
            type="checkbox"
            className="switch"
            checked={keys}
            onChange={(event) => {
              setKeys(event.target.checked);
              setSingleKeys(event.target.checked);
            }}
          />
        )}
      </Setting>
    </Group>
  );
}

function Password() {
  const [wrong, setWrong] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    try {
      await api.PUT('/api/users/me/password', {
        body: { current: String(given.get('current')), new: String(given.get('new')) },
      });
      form.reset();
      setWrong(undefined);
      show({ kind: 'done', text: t('pref.changed') });
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    } catch (refused) {
      if (refused instanceof Refusal) setWrong(refused.problem.errors?.[0]?.message ?? refused.problem.detail);
      else showError(refused);
    }
  };
  return (
    <Group title={t('pref.password')}>
      <form className="password-form" onSubmit={(event) => void submit(event)}>
        <input
          className="input"
          type="password"
          name="current"
          required
          autoComplete="current-password"
          aria-label={t('pref.current')}
          placeholder={t('pref.current')}
        />
        <input
          className="input"
          type="password"
          name="new"
          required
          minLength={8}
          autoComplete="new-password"
          aria-label={t('pref.new')}
          placeholder={t('pref.new')}
        />
        <button className="button">{t('pref.change')}</button>
      </form>
      {wrong && (
        <p className="error-text" role="alert">
          {wrong}
        </p>
      )}
    </Group>
  );
}

function Sessions() {
  const { data: sessions } = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => data(api.GET('/api/sessions', { signal })),
  });
  const end = async (sessionId: string) => {
    await api.DELETE('/api/sessions/{sessionId}', { params: { path: { sessionId } } }).catch(showError);
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  const endAll = async () => {
    await api.DELETE('/api/sessions').catch(showError);
    await signOut();
  };
  return (
    <Group title={t('pref.sessions')}>
      <ul className="sessions">
        {sessions?.items.map((each) => (
          <li key={each.sessionId}>
            <span className="session-agent">
              {browserOf(each.userAgent)} {each.current && <span className="badge">{t('pref.thisSession')}</span>}
            </span>
            <span className="muted" title={exact(each.lastUsedAt)}>
              {t('pref.lastUsed', { when: ago(each.lastUsedAt) })}
            </span>
            {!each.current && (
              <button className="button small" onClick={() => void end(each.sessionId)}>
                {tOf('pref', 'end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="actions">
        <button className="button" onClick={() => void signOut()}>
          {t('sign.out')}
        </button>
        <button className="button danger" onClick={() => void endAll()}>
          {t('sign.outAll')}
        </button>
      </div>
    </Group>
  );
}

/** Enough to know one's devices apart. */
function browserOf(userAgent: string | null | undefined) {
  const browser = /(Firefox|Edg|Chrome|Safari|curl)\/?([\d]*)/.exec(userAgent ?? '');
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent ?? '');
  return (
    [browser?.[1]?.replace('Edg', 'Edge'), browser?.[2], system?.[1]].filter(Boolean).join(' ') || (userAgent ?? '–')
  );
}
