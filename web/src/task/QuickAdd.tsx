/** Quick add: recognised parts are marked as one types, and a click makes one plain text again. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isPassing } from '../api/client';
import { understand, type Understood } from '../api/quickAdd';
import { currentZone, t } from '../lib/i18n';
import { clock, dayName, rule } from '../lib/dates';
import * as commands from '../store/commands';
import { enqueue } from '../store/outbox';
import { Dialog } from '../ui/Dialog';
import { Icon, PriorityIcon } from '../ui/Icon';
import { showError } from '../ui/toasts';

const DEBOUNCE_MS = 80;
const LONGEST = 2000;

export function QuickAdd({ onClose, more = {} }: { onClose: () => void; more?: Partial<commands.Fields> }) {
  return (
    <Dialog title={t('add.label')} onClose={onClose} className="quick-add" hideTitle>
      <QuickAddForm more={more} onClose={onClose} />
    </Dialog>
  );
}

function QuickAddForm({ more, onClose }: { more: Partial<commands.Fields>; onClose: () => void }) {
  const [text, setText] = useState('');
  const [ignore, setIgnore] = useState<[number, number][]>([]);
  const [found, setFound] = useState<{ text: string; ignore: string; understood: Understood }>();
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const lines = text.split('\n').filter((line) => line.trim());
  const current = found?.text === text && found.ignore === JSON.stringify(ignore) ? found.understood : undefined;

  useEffect(() => {
    setWrong(false);
    if (!text.trim() || lines.length > 1) return;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      understand(text, ignore, asked.signal)
        .then((understood) => setFound({ text, ignore: JSON.stringify(ignore), understood }))
        .catch(() => undefined);
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [text, ignore]);

  const change = (next: string) => {
    // What was made plain text stays so, as long as it is still where it was.
    setIgnore(ignore.filter(([start, end]) => next.slice(start, end) === text.slice(start, end)));
    setText(next);
  };

  const add = async () => {
    if (!text.trim()) return;
    if (lines.length > 1) {
      for (const line of lines) await addLine(line, []);
    } else if (!(await addLine(text, ignore))) {
      setWrong(true);
      return;
    }
    setText('');
    setIgnore([]);
    input.current?.focus();
  };

  const addLine = async (line: string, ignored: [number, number][]) => {
    let understood = line === text ? current : undefined;
    try {
      understood ??= await understand(line, ignored);
    } catch (refused) {
      if (!isPassing(refused)) {
        showError(refused);
        return false;
      }
      // Without the network, or the assistant, the line is read when it is back.
      addUnread(line);
      return true;
    }
    if (!understood.task.title.trim()) return false;
    const { allDay: _, ...fields } = understood.task;
    commands.create({ ...more, ...fields, ...(fields.dueDate ? { timeZone: fields.timeZone ?? currentZone() } : {}) });
    return true;
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className="quick-add-line">
        <div className="quick-add-marks" aria-hidden="true" ref={marks}>
          {marked(text, current)}
        </div>
        <textarea
          ref={input}
          className="quick-add-input"
          rows={Math.min(8, Math.max(1, text.split('\n').length))}
          aria-label={t('add.label')}
          placeholder={t('add.placeholder')}
          value={text}
          maxLength={LONGEST}
          autoFocus
          dir="auto"
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
          onScroll={(event) => {
            if (marks.current) marks.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              void add();
            }
          }}
        />
      </div>
      <div className="quick-add-parts" aria-live="polite">
        {current?.parts.map((part) => (
          <button
            type="button"
            className={`part part-${part.kind}`}
            key={`${part.start}-${part.end}`}
            onClick={() => {
              setIgnore([...ignore, [part.start, part.end]]);
              input.current?.focus();
            }}
          >
            {partText(part.kind, part.value, current)}
            <Icon name="close" size={12} />
          </button>
        ))}
        {current?.warnings.map((warning) => (
          <span className="warning-text" key={warning}>
            {warning}
          </span>
        ))}
        {wrong && <span className="error-text">{t('add.title')}</span>}
        {lines.length > 1 && <span className="muted">{t('add.lines', { count: lines.length })}</span>}
      </div>
      <footer className="quick-add-foot">
        <span className="muted wide">{t('add.hint')}</span>
        <span className="spacer" />
        <button type="button" className="button" onClick={onClose}>
          {t('app.close')}
        </button>
        <button className="button primary" disabled={!text.trim()}>
          {t('add.button')}
        </button>
      </footer>
    </form>
  );
}

function addUnread(line: string) {
  enqueue({
    label: 'done.created',
    title: line,
    calls: [
      {
        method: 'POST',
        path: '/api/quick-add',
        // “Tomorrow” is the day after this one, whenever the line is read.
        body: {
          text: line,
          timeZone: currentZone(),
          locale: document.documentElement.lang,
          now: new Date().toISOString(),
        },
      },
    ],
    effects: [],
  });
}

function marked(text: string, understood: Understood | undefined): ReactNode[] {
  const shown: ReactNode[] = [];
  let at = 0;
  for (const part of [...(understood?.parts ?? [])].sort((a, b) => a.start - b.start)) {
    shown.push(text.slice(at, part.start));
    shown.push(
      <mark key={part.start} className={`mark mark-${part.kind}`}>
        {text.slice(part.start, part.end)}
      </mark>,
    );
    at = part.end;
  }
  // A last line that is empty has a height, too.
  shown.push(`${text.slice(at)}\n`);
  return shown;
}

function partText(kind: string, value: string, { task }: Understood) {
  switch (kind) {
    case 'priority':
      return (
        <>
          <PriorityIcon priority={value} size={14} /> {t(`priority.${value as 'HIGH'}`)}
        </>
      );
    case 'date':
      return dayName(value);
    case 'time':
      return task.dueDate ? clock(task.dueDate) : value;
    case 'recurrence':
      return rule(value);
    case 'tag':
      return `#${value}`;
    default:
      return value;
  }
}
