import { useState, type FormEvent } from 'react';
import { Refusal, register, signIn, signOut, useSession } from './api/session';
import { t } from './lib/i18n';
import { Dialog } from './ui/Dialog';
import { Logo } from './ui/Logo';

export function SignIn() {
  const [isNew, setNew] = useState(false);
  const { busy, wrong, fields, submit } = useForm(async (given) => {
    const email = given('email');
    const password = given('password');
    if (isNew) await register(given('name'), email, password);
    else await signIn(email, password);
  });
  return (
    <main className="sign-in" id="main">
      <section className="sign-in-claim" aria-hidden="true">
        <Logo size={44} />
        <p className="claim">{t('sign.claim')}</p>
        <Picture />
      </section>
      <section className="sign-in-form">
        <form onSubmit={submit} aria-busy={busy}>
          <h1>{t(isNew ? 'sign.register' : 'sign.in')}</h1>
          {isNew && <Field name="name" label={t('sign.name')} autoComplete="name" error={fields.name} />}
          <Field name="email" label={t('sign.email')} type="email" autoComplete="username" error={fields.email} />
          <Field
            name="password"
            label={t('sign.password')}
            type="password"
            autoComplete={isNew ? 'new-password' : 'current-password'}
            hint={isNew ? t('sign.passwordHint') : undefined}
            error={fields.password}
          />
          {wrong && (
            <p className="error-text" role="alert">
              {wrong}
            </p>
          )}
          <button className="button primary large" disabled={busy}>
            {t(isNew ? 'sign.register' : 'sign.in')}
          </button>
          <button type="button" className="button quiet" onClick={() => setNew(!isNew)}>
            {t(isNew ? 'sign.toSignIn' : 'sign.toRegister')}
          </button>
        </form>
      </section>
    </main>
  );
}

/** Over the page, when the session ended while somebody worked. */
export function SignInAgain() {
  const session = useSession();
  const { busy, wrong, submit } = useForm((given) =>
    signIn(session.state === 'ended' ? session.me.email : '', given('password')),
  );
  if (session.state !== 'ended') return null;
  return (
    <Dialog title={t('sign.ended')} onClose={() => undefined}>
      <form className="sign-in-again" onSubmit={submit}>
        <p className="muted">{t('sign.endedHint')}</p>
        <p>
          <strong>{session.me.email}</strong>
        </p>
        <Field name="password" label={t('sign.password')} type="password" autoComplete="current-password" />
        {wrong && (
          <p className="error-text" role="alert">
            {wrong}
          </p>
        )}
        <div className="actions">
          <button type="button" className="button" onClick={() => void signOut()}>
            {t('sign.out')}
          </button>
          <button className="button primary" disabled={busy}>
            {t('sign.in')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function useForm(send: (given: (name: string) => string) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const [fields, setFields] = useState<Record<string, string>>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setWrong(undefined);
    setFields({});
    send((name) => String(given.get(name) ?? ''))
      .catch((refused: unknown) => {
        if (refused instanceof Refusal) {
          setFields(Object.fromEntries((refused.problem.errors ?? []).map(({ field, message }) => [field, message])));
          if (!refused.problem.errors) setWrong(`${refused.problem.title}. ${refused.problem.detail}`);
        } else {
          setWrong(t('app.failed'));
        }
      })
      .finally(() => setBusy(false));
  };
  return { busy, wrong, fields, submit };
}

function Field({
  name,
  label,
  hint,
  error,
  type = 'text',
  autoComplete,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  type?: string;
  autoComplete: string;
}) {
  return (
    <div className="form-field">
      <label htmlFor={`sign-${name}`}>{label}</label>
      <input
        className="input"
        id={`sign-${name}`}
        name={name}
        type={type}
        required
        autoComplete={autoComplete}
        aria-invalid={!!error}
        aria-describedby={error || hint ? `hint-${name}` : undefined}
      />
      {(error ?? hint) && (
        <p id={`hint-${name}`} className={error ? 'error-text' : 'muted small-text'}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** A ledger: entries one under the other, one of them taken back. */
function Picture() {
  return (
    <svg className="picture" viewBox="0 0 360 220" aria-hidden="true">
      {[0, 1, 2, 3].map((i) => (
        <g key={i} transform={`translate(0 ${i * 54})`}>
          <rect x="28" y="2" width="330" height="42" rx="10" className="picture-card" />
          <circle cx="10" cy="23" r="5" className={i === 2 ? 'picture-undo' : 'picture-dot'} />
          {i < 3 && <path d="M10 32v36" className="picture-line" />}
          <rect x="44" y="14" width={[90, 120, 70, 104][i]} height="7" rx="3.500" className="picture-text" />
          <rect x="44" y="27" width={[170, 130, 150, 110][i]} height="6" rx="3" className="picture-faint" />
          {i === 2 && <path d="M322 18l-6 6 6 6M316 24h12a6 6 0 0 1 6 6v2" className="picture-arrow" />}
          {i !== 2 && <path d="M318 24l5 5 10-11" className="picture-check" />}
        </g>
      ))}
    </svg>
  );
}
