import { Keys } from './CommandMenu';
import { t, type Key } from './lib/i18n';
import { Dialog } from './ui/Dialog';

const TABLE: [string, Key][] = [
  ['q', 'keys.add'],
  ['mod+k', 'keys.menu'],
  ['j k ↓ ↑', 'keys.move'],
  ['↵ o', 'keys.open'],
  ['x shift+j', 'keys.select'],
  ['e ␣', 'keys.complete'],
  ['1 2 3 4', 'keys.priority'],
  ['d', 'keys.due'],
  ['t', 'keys.tags'],
  ['a', 'keys.assign'],
  ['s', 'keys.subtask'],
  ['h', 'keys.history'],
  ['del', 'keys.delete'],
  ['mod+z shift+mod+z', 'keys.undo'],
  ['/', 'keys.search'],
  ['g t g u g a g b g d', 'keys.go'],
  ['?', 'keys.help'],
  ['esc', 'keys.close'],
];

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('keys.title')} onClose={onClose} className="shortcuts">
      <dl>
        {TABLE.map(([keys, what]) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>
              <Keys of={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
