import { describe, expect, test } from 'vitest';
import { setLanguage, setZone } from './i18n';
import { dayOf, endOf, isAllDay, moment, onDay, reminder, rule, timeOf } from './dates';

setLanguage('en-US');
setZone('Europe/Berlin');

describe('moments of the person’s zone', () => {
  test.each([
    ['2026-11-25', '09:00:00', '2026-11-25T08:00:00.000Z'],
    ['2027-07-01', '09:00:00', '2027-07-01T07:00:00.000Z'],
    // Clocks go forward: 2:30 does not exist.
    ['2027-03-28', '02:30:00', '2027-03-28T01:30:00.000Z'],
  ])('%s %s', (day, time, expected) => {
    expect(moment(day, time).toISOString()).toBe(expected);
  });

  test('a day ends a second before the next one, on days of 23 and 25 hours, too', () => {
    expect(endOf('2027-03-28')).toBe('2027-03-28T21:59:59.000Z');
    expect(endOf('2026-10-25')).toBe('2026-10-25T22:59:59.000Z');
    expect(isAllDay(endOf('2026-10-25'))).toBe(true);
  });

  test('a task keeps its time of day on another day', () => {
    expect(onDay('2027-03-27T08:00:00Z', '2027-03-28')).toBe('2027-03-28T07:00:00.000Z');
    expect(timeOf('2027-03-27T08:00:00Z')).toBe('09:00:00');
    expect(onDay(null, '2027-03-28')).toBe(endOf('2027-03-28'));
    expect(dayOf('2026-11-24T23:30:00Z')).toBe('2026-11-25');
  });
});

test.each([
  ['FREQ=DAILY', 'every day'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', 'every Mon, Thu'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', 'every 2 weeks on Fri'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on last Fri'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
  ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31', 'every year on day 31 of December'],
  ['FREQ=DAILY;INTERVAL=10;X-FROM=COMPLETION', 'every 10 days, from completion'],
  ['FREQ=DAILY;COUNT=5', 'every day, 5 times'],
  // What has no words is shown as it is.
  ['FREQ=HOURLY;BYSETPOS=2', 'FREQ=HOURLY;BYSETPOS=2'],
])('%s in words', (recurrence, words) => {
  expect(rule(recurrence)).toBe(words);
});

test.each([
  ['PT1H', '1 hour'],
  ['PT30M', '30 minutes'],
  ['P1D', '1 day'],
  ['P1DT2H', '1 day 2 hours'],
  ['PT30S', '30 seconds'],
])('the reminder %s', (duration, words) => {
  expect(reminder(duration)).toBe(words);
});
