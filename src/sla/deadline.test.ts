import { WorkCalendar, type CalendarRules } from './calendar.js';
import { dueAt, elapsed, historyOf, remainingWorkingDays, shareAt, type Limit, type Span } from './deadline.js';
import { coveredYears, indonesianHolidays } from './indonesian-holidays.js';

const rules: CalendarRules = {
  zone: 'Asia/Jakarta',
  version: 1,
  hours: [
    {
      days: [
        { weekdays: [1, 2, 3, 4], windows: [{ opens: '07:30', closes: '16:00' }] },
        { weekdays: [5], windows: [{ opens: '07:30', closes: '16:30' }] },
      ],
    },
  ],
  daysOff: indonesianHolidays,
  countJointLeave: false,
  coveredYears,
};
const city = new WorkCalendar(rules);
const counting = new WorkCalendar({ ...rules, countJointLeave: true });
const wib = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const working = (amount: number): Limit => ({ amount, unit: 'working_day' });
const daily = (amount: number): Limit => ({ amount, unit: 'calendar_day' });
const pause = (from: string, to: string | null): Span => ({ from: wib(from), to: to === null ? null : wib(to) });

describe('a limit in working days runs out', () => {
  it.each([
    ['2026-11-23 09:00', 3, '2026-11-26 16:00', 'the day it starts is day 0'],
    ['2026-11-23 05:00', 1, '2026-11-24 16:00', 'before opening belongs to the same day'],
    ['2026-11-23 15:59', 1, '2026-11-24 16:00', 'a minute before closing'],
    ['2026-11-23 16:00', 1, '2026-11-25 16:00', 'at closing time the day is over'],
    ['2026-11-20 16:29', 1, '2026-11-23 16:00', 'Friday closes at half past four'],
    ['2026-11-20 16:30', 1, '2026-11-24 16:00', 'Friday is over, Monday is day 0'],
    ['2026-11-21 10:00', 3, '2026-11-26 16:00', 'a weekend start belongs to Monday'],
    ['2026-11-24 10:00', 3, '2026-11-27 16:30', 'ending on a Friday'],
    ['2024-04-05 10:00', 5, '2024-04-22 16:00', 'Lebaran 2024'],
    ['2025-03-27 10:00', 5, '2025-04-14 16:00', 'Nyepi and Lebaran 2025'],
    ['2026-03-17 10:00', 5, '2026-03-31 16:00', 'Nyepi and Lebaran 2026'],
    ['2027-03-05 14:00', 3, '2027-03-18 16:00', 'Nyepi and Lebaran 2027'],
    ['2025-08-15 10:00', 1, '2025-08-19 16:00', '18 August 2025, added by amendment'],
    ['2025-12-24 10:00', 5, '2026-01-05 16:00', 'over the turn of the year'],
    ['2026-12-23 15:59', 14, '2027-01-18 16:00', 'a complaint filed before Christmas 2026'],
    ['2024-05-01 10:00', 3, '2024-05-07 16:00', 'started on a holiday'],
    ['2024-12-26 09:00', 1, '2024-12-30 16:00', 'started on a joint leave'],
    ['2024-05-08 08:00', 14, '2024-06-03 16:00', 'Ascension and Waisak 2024'],
    ['2024-01-08 08:00', 60, '2024-04-17 16:00', 'an oversight complaint over Nyepi and Lebaran 2024'],
    ['2024-02-28 10:00', 1, '2024-02-29 16:00', 'a leap day'],
    ['2024-11-26 10:00', 1, '2024-11-28 16:00', 'the regional election of 2024'],
  ])('started %s, %i days: %s (%s)', (start, amount, due) => {
    expect(dueAt(historyOf(city, wib(start)), working(amount))).toEqual({ dueAt: wib(due), provisional: false, unknownYears: [] });
  });

  it('earlier where joint leave counts', () => {
    expect(dueAt(historyOf(counting, wib('2025-03-27 10:00')), working(5)).dueAt).toEqual(wib('2025-04-07 16:00'));
  });

  it.each([
    ['2026-11-23T15:30:00Z', 'Asia/Jakarta', '2026-11-25T09:00:00Z'],
    ['2026-11-23T15:30:00Z', 'Asia/Makassar', '2026-11-25T08:00:00Z'],
    ['2026-11-23T15:30:00Z', 'Asia/Jayapura', '2026-11-25T07:00:00Z'],
    ['2026-11-20T08:30:00Z', 'Asia/Jakarta', '2026-11-23T09:00:00Z'],
    ['2026-11-20T08:30:00Z', 'Asia/Makassar', '2026-11-24T08:00:00Z'],
    ['2026-11-20T08:30:00Z', 'Asia/Jayapura', '2026-11-24T07:00:00Z'],
  ])('by the zone of the agency: %s in %s', (start, zone, due) => {
    expect(dueAt(historyOf(new WorkCalendar({ ...rules, zone }), new Date(start)), working(1)).dueAt).toEqual(new Date(due));
  });
});

describe('a limit in calendar days runs out', () => {
  it.each([
    ['2026-01-05 08:00', 60, '2026-03-06 16:30', 'the offer of the Ombudsman'],
    ['2026-11-20 10:00', 1, '2026-11-21 16:30', 'on a Saturday, which closes like the Friday before it, and stays there'],
    ['2026-11-21 10:00', 1, '2026-11-24 16:00', 'after Monday, to which a Saturday belongs'],
  ])('started %s, %i days: %s (%s)', (start, amount, due) => {
    expect(dueAt(historyOf(city, wib(start)), daily(amount)).dueAt).toEqual(wib(due));
  });
});

describe('a pause', () => {
  const start = wib('2026-11-23 09:00');
  it.each<[string, Span[], string]>([
    ['takes out the days it covers at their end', [pause('2026-11-24 10:00', '2026-11-26 10:00')], '2026-11-30 16:00'],
    ['within one office day costs nothing', [pause('2026-11-24 08:00', '2026-11-24 15:59')], '2026-11-26 16:00'],
    ['over a weekend costs nothing', [pause('2026-11-27 17:00', '2026-11-30 08:00')], '2026-11-26 16:00'],
    ['that ends at closing time leaves that day counting', [pause('2026-11-24 08:00', '2026-11-24 16:00')], '2026-11-26 16:00'],
    ['that starts at closing time takes that day', [pause('2026-11-24 16:00', '2026-11-24 16:01')], '2026-11-27 16:30'],
    ['may lie before the start', [pause('2026-11-01 08:00', '2026-11-23 08:00')], '2026-11-26 16:00'],
    [
      'may be empty or turned round',
      [pause('2026-11-24 16:00', '2026-11-24 16:00'), pause('2026-11-27 08:00', '2026-11-24 08:00')],
      '2026-11-26 16:00',
    ],
    [
      'may come in any order, touch and overlap',
      [pause('2026-11-25 08:00', '2026-11-26 08:00'), pause('2026-11-24 08:00', '2026-11-25 17:00'), pause('2026-11-26 08:00', '2026-11-26 17:00')],
      '2026-12-01 16:00',
    ],
    ['after the limit is used up changes nothing', [pause('2026-11-27 08:00', '2027-11-27 08:00')], '2026-11-26 16:00'],
  ])('%s', (_, pauses, due) => expect(dueAt(historyOf(city, start, pauses), working(3)).dueAt).toEqual(wib(due)));

  it('that is open leaves no deadline and no yellow where they had not come, and stops the count', () => {
    const open = [pause('2026-11-25 10:00', null)];
    expect(dueAt(historyOf(city, start, open), working(3))).toEqual({ dueAt: null, provisional: false, unknownYears: [] });
    expect(dueAt(historyOf(city, start, open), daily(300))).toEqual({ dueAt: null, provisional: false, unknownYears: [] });
    expect(shareAt(historyOf(city, start, open), working(3), 80)).toBeNull();
    expect(elapsed(historyOf(city, start, open), wib('2027-11-23 09:00'), 'working_day')).toBe(1);
  });

  it('that opens after the deadline heals nothing', () => {
    const late = [pause('2026-11-27 08:00', null)];
    expect(dueAt(historyOf(city, start, late), working(3))).toEqual({ dueAt: wib('2026-11-26 16:00'), provisional: false, unknownYears: [] });
    expect(shareAt(historyOf(city, start, late), working(3), 80)).toEqual(wib('2026-11-25 16:00'));
    expect(dueAt(historyOf(city, start, [pause('2026-11-26 16:00', null)]), working(3)).dueAt).toBeNull();
  });
});

describe('a deadline is provisional', () => {
  it.each([
    ['2027-12-20 10:00', working(5), false, 'within the last known year'],
    ['2027-12-29 10:00', working(5), true, 'reaching into an unknown year'],
    ['2027-12-20 10:00', daily(50), false, 'only days are counted, nothing is asked of the unknown year'],
    ['2027-12-31 17:00', daily(1), true, 'the start itself belongs to an unknown year'],
    ['2023-12-29 17:00', working(1), true, 'filed in an unknown year'],
  ])('%s %j: %s (%s)', (start, limit, provisional) => expect(dueAt(historyOf(city, wib(start)), limit).provisional).toBe(provisional));
});

describe('elapsed ticks', () => {
  it.each([
    ['2026-11-22 09:00', 0],
    ['2026-11-23 16:00', 0],
    ['2026-11-24 15:59', 0],
    ['2026-11-24 16:00', 1],
    ['2026-11-29 12:00', 4],
  ])('from Monday 23 November 2026 to %s: %i', (until, ticks) => {
    expect(elapsed(historyOf(city, wib('2026-11-23 09:00')), wib(until), 'working_day')).toBe(ticks);
  });

  it('count every day for a limit in calendar days, without those in a pause', () => {
    const pauses = [pause('2026-11-25 08:00', '2026-11-27 08:00')];
    expect(elapsed(historyOf(city, wib('2026-11-23 09:00'), pauses), wib('2026-11-29 17:00'), 'calendar_day')).toBe(4);
  });
});

describe('remaining working days', () => {
  const due = wib('2026-11-27 16:30');
  it.each([
    ['2026-11-23 09:00', 4],
    ['2026-11-23 17:00', 3],
    ['2026-11-27 08:00', 0],
    ['2026-11-27 16:30', 0],
    ['2026-11-27 16:31', -1],
    ['2026-11-29 10:00', -1],
    ['2026-11-30 15:59', -1],
    ['2026-11-30 16:00', -2],
  ])('at %s: %i', (now, days) => expect(remainingWorkingDays(city, wib(now), due)).toBe(days));

  it('is 0, not late, on the weekend before a deadline that falls on Sunday', () => {
    const sunday = wib('2026-11-29 16:00');
    expect(remainingWorkingDays(city, wib('2026-11-28 10:00'), sunday)).toBe(0);
    expect(remainingWorkingDays(city, wib('2026-11-29 16:01'), sunday)).toBe(-1);
  });

  it('is negative once late, even when the due time came from shorter office hours', () => {
    expect(remainingWorkingDays(city, wib('2026-11-26 14:30'), wib('2026-11-26 14:00'))).toBe(-1);
  });
});

describe('yellow begins', () => {
  it.each([
    [1, '2026-11-24 16:00'],
    [2, '2026-11-24 16:00'],
    [3, '2026-11-25 16:00'],
    [5, '2026-11-27 16:30'],
    [10, '2026-12-03 16:00'],
    [14, '2026-12-09 16:00'],
  ])('of %i working days: %s', (amount, yellow) =>
    expect(shareAt(historyOf(city, wib('2026-11-23 09:00')), working(amount), 80)).toEqual(wib(yellow)),
  );
});

describe('a limit is refused', () => {
  it.each([0, -1, 1.5, 3651, NaN, Infinity])('of %d days', (amount) => {
    expect(() => dueAt(historyOf(city, wib('2026-11-23 09:00')), working(amount))).toThrow(/whole number of days from 1 to 3650/);
    expect(() => shareAt(historyOf(city, wib('2026-11-23 09:00')), working(amount), 80)).toThrow(RangeError);
  });

  it('in a unit it does not know', () => {
    const strange: Limit = JSON.parse('{"amount":1,"unit":"fortnight"}') as Limit;
    expect(() => dueAt(historyOf(city, wib('2026-11-23 09:00')), strange)).toThrow(/"fortnight" is not a unit/);
  });
});
