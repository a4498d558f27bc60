/** For who has no task yet: three examples are offered, and the shortcuts in one picture. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from './api/client';
import { understand } from './api/quickAdd';
import { useMe } from './api/session';
import { t } from './lib/i18n';
import * as commands from './store/commands';
import { useSending } from './store/outbox';
import { showError } from './ui/toasts';

const seen = (userId: string) => `taskledger.welcomed.${userId}`;

export function FirstRun() {
  const me = useMe();
  const [done, setDone] = useState(() => localStorage.getItem(seen(me.userId)) !== null);
  const { edits } = useSending();
  const { data: page } = useQuery({
    queryKey: ['count', 'any'],
    enabled: !done,
    queryFn: ({ signal }) => data(api.GET('/api/tasks', { signal, params: { query: { limit: 1 } } })),
  });
  if (done || !page || page.items.length > 0 || edits.length > 0) return null;
  const finish = () => {
    localStorage.setItem(seen(me.userId), 'yes');
    setDone(true);
  };
  const addExamples = async () => {
    try {
      for (const key of ['first.one', 'first.two', 'first.three'] as const) {
        const { allDay: _, ...fields } = (await understand(t(key))).task;
        commands.create(fields);
      }
      finish();
    } catch (error) {
      showError(error);
    }
  };
  const keys: [string, string][] = [
    ['q', t('keys.add')],
    ['j k', t('keys.move')],
    ['e', t('keys.complete')],
    ['d', t('keys.due')],
    ['⌘K', t('keys.menu')],
    ['⌘Z', t('undo.undo')],
  ];
  return (
    <section className="first-run">
      <h2>{t('first.title', { name: me.name })}</h2>
      <p className="muted">{t('first.hint')}</p>
      <dl className="first-keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className="actions">
        <button className="button primary" onClick={() => void addExamples()}>
          {t('first.examples')}
        </button>
        <button className="button" onClick={finish}>
          {t('first.empty')}
        </button>
      </div>
    </section>
  );
}
