/** Texts, dates and plurals in the person's language and zone. */
import { texts } from './texts';

export type Key = keyof typeof texts;
const LANGUAGES = ['en', 'de'] as const;

let locale = navigator.language;
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
let language = 0;

export function setLanguage(tag: string) {
  locale = tag;
  language = Math.max(
    0,
    LANGUAGES.findIndex((each) => tag.toLowerCase().startsWith(each)),
  );
  document.documentElement.lang = LANGUAGES[language] ?? 'en';
}
export function setZone(name: string) {
  zone = name;
}
export const currentZone = () => zone;
export const currentLocale = () => locale;
setLanguage(navigator.language);

export function t(key: Key, values: Record<string, string | number> = {}) {
  let text: string = texts[key][language] ?? texts[key][0];
  if ('count' in values && text.includes('|')) {
    const [one, many] = text.split('|');
    const form = new Intl.PluralRules(locale).select(Number(values.count));
    text = (form === 'one' ? one : many) ?? text;
  }
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** A key that is put together of parts which the server names; itself where there is no text. */
export function tOf(prefix: string, name: string) {
  const key = `${prefix}.${name}`;
  return key in texts ? t(key as Key) : name;
}

export const number = (value: number) => new Intl.NumberFormat(locale).format(value);
