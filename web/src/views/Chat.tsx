/** A conversation: what is asked and done by the same grammar as quick add. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, data } from '../api/client';
import type { components } from '../api/schema';
import { Refusal } from '../api/session';
import { dueText, exact } from '../lib/dates';
import { currentLocale, currentZone, t } from '../lib/i18n';
import * as commands from '../store/commands';
import { refresh } from '../store/tasks';
import { openTask } from '../task/open';
import { Icon } from '../ui/Icon';
import { Empty } from '../ui/States';
import { View } from './frame';

type Reply = components['schemas']['ChatReply'];
type Turn = { id: number; said: string; reply?: Reply; wrong?: string };

/** A conversation goes on while one looks at something else. */
let turns: Turn[] = [];
let conversationId: string | undefined;
const MOST_TURNS = 50;

export default function ChatView() {
  const [shown, setShown] = useState(turns);
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Its promise is none of the effect's business.
    void end.current?.scrollIntoView({ block: 'end' });
  }, [shown]);
  const set = (next: Turn[]) => {
    turns = next.slice(-MOST_TURNS);
    setShown(turns);
  };
  const say = async (said: string) => {
    if (!said.trim() || busy) return;
    const turn: Turn = { id: Date.now(), said };
    set([...turns, turn]);
    setMessage('');
    setBusy(true);
    try {
      const reply = await data(
        api.POST('/api/chat', {
          body: {
            message: said,
            timeZone: currentZone(),
            locale: currentLocale(),
            ...(conversationId ? { conversationId } : {}),
          },
        }),
      );
      conversationId = reply.conversationId;
      set(turns.map((each) => (each.id === turn.id ? { ...turn, reply } : each)));
      if (reply.actions.length > 0) refresh(0);
    } catch (error) {
      const wrong = error instanceof Refusal ? error.problem.detail : t('app.failed');
      set(turns.map((each) => (each.id === turn.id ? { ...turn, wrong } : each)));
    } finally {
      setBusy(false);
      input.current?.focus();
    }
  };
  return (
    <View title={t('nav.chat')}>
      <div className="scroll chat" aria-live="polite">
        {shown.length === 0 && <Empty icon="chat" title={t('chat.empty')} hint={t('chat.emptyHint')} />}
        {shown.map((turn, i) => (
          <div className="turn" key={turn.id}>
            <p className="said" dir="auto">
              {turn.said}
            </p>
            {turn.reply && <Answer reply={turn.reply} isLast={i === shown.length - 1} say={say} />}
            {turn.wrong && <p className="error-text">{turn.wrong}</p>}
          </div>
        ))}
        <div ref={end} />
      </div>
      <form
        className="chat-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void say(message);
        }}
      >
        <input
          ref={input}
          className="input"
          aria-label={t('chat.label')}
          placeholder={t('chat.placeholder')}
          maxLength={4000}
          autoFocus
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        <button className="button primary" disabled={busy || !message.trim()}>
          {t('chat.send')}
        </button>
      </form>
    </View>
  );
}

function Answer({ reply, isLast, say }: { reply: Reply; isLast: boolean; say: (message: string) => Promise<void> }) {
  const events = reply.actions.flatMap(({ taskId, eventId }) => (eventId ? [{ taskId, eventId }] : []));
  return (
    <div className="answer">
      <p className="answer-text" dir="auto">
        {reply.reply}
      </p>
      {reply.items.length > 0 && (
        <ol className="answer-items">
          {reply.items.map((item) => (
            <li key={item.taskId}>
              <span className="count">{item.number}</span>
              <button
                className={`subtask-title ${item.status === 'completed' ? 'muted' : ''}`}
                dir="auto"
                onClick={() => openTask(item.taskId)}
              >
                {item.title}
              </button>
              {item.dueDate && (
                <span className="due" title={exact(item.dueDate)}>
                  {dueText(item.dueDate)}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {reply.warnings?.map((warning) => (
        <p className="warning-text" key={warning}>
          {warning}
        </p>
      ))}
      {isLast && reply.needsConfirmation && (
        <div className="actions">
          <button className="button primary" onClick={() => void say('yes')}>
            {t('chat.yes')}
          </button>
          <button className="button" onClick={() => void say('no')}>
            {t('chat.no')}
          </button>
        </div>
      )}
      {events.length > 0 && (
        <button className="button small" onClick={() => commands.undo(events, reply.reply, 'done.undone')}>
          <Icon name="undo" size={15} /> {t('undo.undo')}
        </button>
      )}
    </div>
  );
}
