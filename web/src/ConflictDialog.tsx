/** Two edited the same text: both are shown, and the person chooses. */
import { t, tOf } from './lib/i18n';
import { useName } from './store/people';
import { resolve, useSending } from './store/outbox';
import { valueText } from './task/values';
import { Dialog } from './ui/Dialog';

export function ConflictDialog() {
  const { edits } = useSending();
  const nameOf = useName();
  const edit = edits.find((each) => each.state === 'conflict');
  const effect = edit?.effects[0];
  if (!edit || !effect) return null;
  return (
    <Dialog title={t('conflict.title')} onClose={() => resolve(edit.id, 'theirs')} className="conflict">
      {Object.entries(effect.patch).map(([field, mine]) => (
        <div className="conflict-field" key={field}>
          <h3>{tOf('field', field)}</h3>
          <div className="conflict-sides">
            <div>
              <p className="muted">{t('conflict.mine')}</p>
              <p className="conflict-text" dir="auto">
                {valueText(field, mine, nameOf)}
              </p>
            </div>
            <div>
              <p className="muted">{t('conflict.theirs')}</p>
              <p className="conflict-text" dir="auto">
                {valueText(field, edit.theirs?.[field as keyof typeof edit.theirs], nameOf)}
              </p>
            </div>
          </div>
        </div>
      ))}
      <div className="actions">
        <button className="button" onClick={() => resolve(edit.id, 'theirs')}>
          {t('conflict.keepTheirs')}
        </button>
        <button className="button primary" onClick={() => resolve(edit.id, 'mine')}>
          {t('conflict.keepMine')}
        </button>
      </div>
    </Dialog>
  );
}
