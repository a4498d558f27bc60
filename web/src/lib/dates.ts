/** Days and moments in the person's zone. A day is written `2027-01-31`. */
import { currentLocale, currentZone, t } from './i18n';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, using it is not. */
function format(options: Intl.DateTimeFormatOptions, locale = currentLocale()) {
  const key = JSON.stringify([locale, currentZone(), options]);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { timeZone: currentZone(), ...options });
    formats.set(key, made);
  }
  return made;
}

function partsOf(moment: Date) {
  const parts: Record<string, string> = {};
  const made = format(
    {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    },
    'en-CA',
  ).formatToParts(moment);
  for (const { type, value } of made) parts[type] = value;
  return parts;
}

export function dayOf(moment: Date | string) {
  const { year, month, day } = partsOf(new Date(moment));
  return `${year}-${month}-${day}`;
}

export const today = () => dayOf(new Date());

export function addDays(day: string, days: number) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The moment of a wall-clock time in the person's zone; in a gap of the clocks a little later. */
export function moment(day: string, time = '00:00:00') {
  const wanted = Date.parse(`${day}T${time}Z`);
  let guess = wanted;
  for (let i = 0; i < 2; i++) {
    const p = partsOf(new Date(guess));
    const shown = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`);
    guess += wanted - shown;
  }
  return new Date(guess);
}

export const startOf = (day: string) => moment(day).toISOString();

/** A day without a time is due in its last second. */
export const endOf = (day: string) => new Date(moment(addDays(day, 1)).getTime() - 1000).toISOString();

export function isAllDay(due: string) {
  const { hour, minute, second } = partsOf(new Date(due));
  return hour === '23' && minute === '59' && second === '59';
}

export function timeOf(due: string) {
  const { hour, minute } = partsOf(new Date(due));
  return `${hour}:${minute}:00`;
}

/** The same time of day on another day. */
export function onDay(due: string | null, day: string) {
  return !due || isAllDay(due) ? endOf(day) : moment(day, timeOf(due)).toISOString();
}

export function dayName(day: string, style: 'short' | 'long' = 'short') {
  const away = daysBetween(today(), day);
  if (away === 0) return t('due.today');
  if (away === 1) return t('due.tomorrow');
  if (away === -1) return t('due.yesterday');
  const noon = new Date(`${day}T12:00:00Z`);
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC' };
  if (away > 1 && away < 7) return format({ ...options, weekday: style === 'long' ? 'long' : 'short' }).format(noon);
  const sameYear = day.slice(0, 4) === today().slice(0, 4);
  return format({ ...options, day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(noon);
}

export function dayTitle(day: string) {
  const noon = new Date(`${day}T12:00:00Z`);
  return format({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(noon);
}

export const clock = (when: string) => format({ hour: 'numeric', minute: '2-digit' }).format(new Date(when));

export function dueText(due: string) {
  return isAllDay(due) ? dayName(dayOf(due)) : `${dayName(dayOf(due))} ${clock(due)}`;
}

export const exact = (when: string) => format({ dateStyle: 'full', timeStyle: 'medium' }).format(new Date(when));
export const shortly = (when: string) => format({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(when));

/** “3 minutes ago”; the date where that is far. */
export function ago(when: string) {
  const seconds = (Date.parse(when) - Date.now()) / 1000;
  const relative = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['second', 60],
    ['minute', 60],
    ['hour', 24],
    ['day', 7],
  ];
  let value = seconds;
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return relative.format(Math.round(value), unit);
    value /= size;
  }
  return shortly(when);
}

/** A length of time in its largest unit, of milliseconds. */
export function length(ms: number) {
  const units: [string, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ];
  const [unit, size] = units.find(([, each]) => ms >= each) ?? ['second', 1000];
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: ms / size < 10 ? 1 : 0,
  }).format(ms / size);
}

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** An RFC 5545 rule in words, of the rules that quick add can make; itself where it is another. */
export function rule(recurrence: string) {
  const german = currentLocale().startsWith('de');
  const parts = Object.fromEntries(recurrence.split(';').map((part) => part.split('=') as [string, string]));
  const every = Number(parts.INTERVAL ?? 1);
  const unit = {
    DAILY: ['day', 'Tag', 'Tage'],
    WEEKLY: ['week', 'Woche', 'Wochen'],
    MONTHLY: ['month', 'Monat', 'Monate'],
    YEARLY: ['year', 'Jahr', 'Jahre'],
  }[parts.FREQ ?? ''];
  if (
    !unit ||
    Object.keys(parts).some(
      (part) =>
        !['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'COUNT', 'UNTIL', 'X-FROM', 'WKST'].includes(part),
    )
  )
    return recurrence;
  const dayOfWeek = (code: string) => {
    const date = new Date(Date.UTC(2024, 0, 1 + WEEK.indexOf(code.slice(-2)), 12));
    const name = format({ timeZone: 'UTC', weekday: 'short' }).format(date);
    const nth = Number(code.slice(0, -2));
    if (!nth) return name;
    const which =
      nth === -1 ? (german ? 'letzten' : 'last') : german ? `${nth}.` : ['', '1st', '2nd', '3rd', '4th', '5th'][nth];
    return `${which} ${name}`;
  };
  const days = parts.BYDAY?.split(',');
  const weekdays = days?.join() === 'MO,TU,WE,TH,FR';
  let text = german
    ? every === 1
      ? `${{ DAILY: 'jeden', WEEKLY: 'jede', MONTHLY: 'jeden', YEARLY: 'jedes' }[parts.FREQ ?? '']} ${unit[1]}`
      : `alle ${every} ${unit[2]}`
    : every === 1
      ? `every ${unit[0]}`
      : `every ${every} ${unit[0]}s`;
  if (weekdays) text = german ? 'werktags' : 'every weekday';
  else if (days)
    text =
      every === 1 && parts.FREQ === 'WEEKLY'
        ? `${german ? 'jeden' : 'every'} ${days.map(dayOfWeek).join(', ')}`
        : `${text} ${german ? 'am' : 'on'} ${days.map(dayOfWeek).join(', ')}`;
  if (parts.BYMONTHDAY === '-1') text += german ? ' am letzten Tag' : ' on the last day';
  else if (parts.BYMONTHDAY) text += german ? ` am ${parts.BYMONTHDAY}.` : ` on day ${parts.BYMONTHDAY}`;
  if (parts.BYMONTH)
    text += ` ${german ? 'im' : 'of'} ${format({ timeZone: 'UTC', month: 'long' }).format(new Date(Date.UTC(2024, Number(parts.BYMONTH) - 1, 15)))}`;
  if (parts['X-FROM']) text += german ? ', ab Erledigung' : ', from completion';
  if (parts.COUNT) text += german ? `, ${parts.COUNT}-mal` : `, ${parts.COUNT} times`;
  if (parts.UNTIL) {
    const u = parts.UNTIL;
    text += `, ${german ? 'bis' : 'until'} ${dayName(`${u.slice(0, 4)}-${u.slice(4, 6)}-${u.slice(6, 8)}`)}`;
  }
  return text;
}

/** `PT1H` as “1 hour before”. */
export function reminder(duration: string) {
  const match = /^-?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?/.exec(duration);
  const units = ['week', 'day', 'hour', 'minute', 'second'];
  const words = (match?.slice(1) ?? []).flatMap((value, i) =>
    value
      ? [
          new Intl.NumberFormat(currentLocale(), {
            style: 'unit',
            unit: units[i] ?? 'minute',
            unitDisplay: 'long',
          }).format(Number(value)),
        ]
      : [],
  );
  return words.join(' ') || duration;
}
