/** Keyboard shortcuts: none acts while a field has the focus; single keys can be switched off. */
import { useEffect, useRef } from 'react';

let singleKeys = localStorage.getItem('taskledger.keys') !== 'off';
export const areSingleKeysOn = () => singleKeys;
export function setSingleKeys(on: boolean) {
  singleKeys = on;
  localStorage.setItem('taskledger.keys', on ? 'on' : 'off');
}

export const COMMAND = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';

type Bindings = Record<string, ((event: KeyboardEvent) => void) | undefined>;

export function isTyping(target: EventTarget | null) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|range|radio)$/.test(target.type))
  );
}

/** A key's name: `mod+k`, `shift+j`, `g t`, `?`. */
function nameOf(event: KeyboardEvent) {
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : '';
  const named = event.key.length > 1 || mod;
  const shift = event.shiftKey && (named || /[a-z]/i.test(event.key)) ? 'shift+' : '';
  return mod + shift + (event.key === ' ' ? 'space' : event.key.toLowerCase());
}

let prefix = '';
let prefixUntil = 0;

/** Binds keys as long as the component is there; the last one that binds a key gets it. */
export function useKeys(bindings: Bindings, enabled = true) {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const name = nameOf(event);
      const withMod = name.startsWith('mod+');
      if (isTyping(event.target) && !withMod && name !== 'escape') return;
      // In a text field undo is the field's own.
      if (isTyping(event.target) && /^mod\+(shift\+)?z$/.test(name)) return;
      if (document.querySelector('[aria-modal="true"]') && !latest.current.inDialog) return;
      if (!withMod && name.length === 1 && !singleKeys) return;
      const chord = name !== prefix && event.timeStamp < prefixUntil ? `${prefix} ${name}` : name;
      const action = latest.current[chord];
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [enabled]);
}

// The first key of a sequence is good for a second.
addEventListener(
  'keydown',
  (event) => {
    if (event.key === 'g' && !isTyping(event.target) && !event.ctrlKey && !event.metaKey) {
      prefix = 'g';
      prefixUntil = event.timeStamp + 1000;
    } else if (event.timeStamp < prefixUntil) {
      setTimeout(() => (prefixUntil = 0));
    }
  },
  true,
);
