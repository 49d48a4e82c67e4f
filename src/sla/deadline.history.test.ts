import { WorkCalendar } from './calendar.js';
import {
  dueAt,
  elapsed,
  historyOf,
  laterThan,
  remainingWorkingDays,
  shareAt,
  workedMinutes,
  type ClockHistory,
  type Limit,
  type Span,
} from './deadline.js';
import { alwaysOpen, cityRules } from '../../test/support/work-calendars.js';

const city = new WorkCalendar(cityRules);
const east = new WorkCalendar({ ...cityRules, zone: 'Asia/Jayapura' });
const night = new WorkCalendar(alwaysOpen('20:00', '04:00'));
const roundTheClock = new WorkCalendar(alwaysOpen('00:00', '24:00'));

const wib = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const working = (amount: number): Limit => ({ amount, unit: 'working_day' });
const hourly = (amount: number): Limit => ({ amount, unit: 'working_hour' });
const daily = (amount: number): Limit => ({ amount, unit: 'calendar_day' });
const pause = (from: string, to: string | null): Span => ({ from: wib(from), to: to === null ? null : wib(to) });
const start = wib('2026-11-23 09:00');
/** Counted by one calendar after the other. */
const moved = (first: WorkCalendar, ...changes: [WorkCalendar, string][]): ClockHistory => ({
  ...historyOf(first, start),
  calendars: [{ calendar: first, from: start }, ...changes.map(([calendar, from]) => ({ calendar, from: wib(from) }))],
});

describe('a clock that is moved to another calendar', () => {
  it('counts a date once, though it closes again later by the new calendar', () => {
    expect(elapsed(moved(city, [roundTheClock, '2026-11-24 17:00']), wib('2026-11-25 00:00'), 'working_day')).toBe(1);
    expect(elapsed(moved(city, [roundTheClock, '2026-11-24 15:00']), wib('2026-11-25 00:00'), 'working_day')).toBe(1);
  });

  it('keeps day 0 where the first calendar put it', () => {
    const saturday = { ...moved(city, [roundTheClock, '2026-11-21 12:00']), start: wib('2026-11-21 10:00') };
    expect(dueAt(saturday, working(1)).dueAt).toEqual(wib('2026-11-25 00:00'));
  });

  it('never counted by the first when it was moved in the moment it began', () => {
    const atOnce = moved(night, [city, '2026-11-23 09:00']);
    expect(dueAt(atOnce, working(1))).toEqual(dueAt(historyOf(city, start), working(1)));
    expect(dueAt(atOnce, hourly(1))).toEqual(dueAt(historyOf(city, start), hourly(1)));
  });

  it('lets a date go that closed by neither calendar in its time', () => {
    // 15:30 in the west is 17:30 in the east, where the day has closed; in the west it would have at 16:00.
    const history = moved(city, [east, '2026-11-24 15:30']);
    expect(elapsed(history, wib('2026-11-24 23:00'), 'working_day')).toBe(0);
    expect(dueAt(history, working(1)).dueAt).toEqual(new Date('2026-11-25T16:00:00+09:00'));
  });

  it('may be moved there and back', () => {
    const history = moved(city, [night, '2026-11-24 17:00'], [city, '2026-11-26 09:00']);
    // Tuesday by the city; Wednesday's night ends on Thursday at 04:00; Thursday by the city again.
    expect(
      [wib('2026-11-24 16:00'), wib('2026-11-26 04:00'), wib('2026-11-26 16:00')].map((until) => elapsed(history, until, 'working_day')),
    ).toEqual([1, 2, 3]);
  });

  it('uses the hours of the one and then of the other', () => {
    const history = moved(city, [night, '2026-11-23 16:00']);
    expect(workedMinutes(history, wib('2026-11-23 21:30'))).toBe(360 + 90);
    expect(elapsed(history, wib('2026-11-23 21:30'), 'working_hour')).toBe(7.5);
    expect(dueAt(history, hourly(8)).dueAt).toEqual(wib('2026-11-23 22:00'));
  });

  it('touches unknown years of the calendar that counted in them', () => {
    const late = { ...moved(city, [night, '2027-12-28 09:00']), start: wib('2027-12-20 09:00') };
    expect(dueAt(late, working(30)).unknownYears).toEqual([]);
    const back = { ...late, calendars: [...late.calendars, { calendar: city, from: wib('2028-01-03 09:00') }] };
    expect(dueAt(back, working(30))).toMatchObject({ provisional: true, unknownYears: [2028] });
  });
});

describe('years without a list', () => {
  it.each<[string, ClockHistory, Limit, number[]]>([
    ['in which a start on the last evening has its day 0', historyOf(city, wib('2027-12-31 17:00')), hourly(1), [2028]],
    ['of an extension only', historyOf(city, wib('2027-12-20 09:00'), [], 10), working(3), [2028]],
    ['of the extension of calendar days', historyOf(city, wib('2027-12-20 09:00'), [], 1), daily(20), [2028]],
    ['that calendar days pass through', historyOf(city, wib('2027-12-20 09:00')), daily(800), []],
    ['several of them', historyOf(city, wib('2027-12-20 09:00')), working(600), [2028, 2029, 2030]],
    ['by hours', historyOf(city, wib('2027-12-20 09:00')), hourly(100), [2028]],
    ['before the first list', historyOf(city, wib('2023-12-29 09:00')), working(1), [2023]],
  ])('%s', (_, history, limit, years) => expect(dueAt(history, limit).unknownYears).toEqual(years));
});

describe('a share', () => {
  it.each<[string, ClockHistory, Limit, number, string | null]>([
    ['of days is rounded up to a tick', historyOf(city, start), working(3), 50, '2026-11-25 16:00'],
    ['counts the extension', historyOf(city, start, [], 3), working(3), 50, '2026-11-26 16:00'],
    ['of calendar days may fall into the extension', historyOf(city, start, [], 5), daily(5), 80, '2026-12-02 16:00'],
    ['of hours is exact', historyOf(city, start), hourly(5), 25, '2026-11-23 10:15'],
    // Whole: 6:00 on Monday by the limit; the extension to Tuesday 16:00 brings 7:30 more; half of 13:30 is 6:45.
    ['of hours weighs an extension by its office time', historyOf(city, start, [], 1), hourly(6), 50, '2026-11-24 08:15'],
    ['that came before an open pause stays', historyOf(city, start, [pause('2026-11-24 10:00', null)], 1), hourly(6), 50, '2026-11-24 08:15'],
    ['waits while the pause is open', historyOf(city, start, [pause('2026-11-24 08:00', null)], 1), hourly(6), 50, null],
    [
      'of all is the deadline, though no minute was left',
      historyOf(city, start, [pause('2026-11-24 15:00', '2026-11-24 16:00')], 1),
      hourly(6),
      100,
      '2026-11-24 16:00',
    ],
  ])('%s', (_, history, limit, percent, moment) => {
    expect(shareAt(history, limit, percent)).toEqual(moment === null ? null : wib(moment));
  });

  it.each([0, -1, 100.1, NaN])('of %d %% is refused', (percent) =>
    expect(() => shareAt(historyOf(city, start), working(3), percent)).toThrow(/share/),
  );
});

describe('days after a deadline', () => {
  it.each<[string, number, string, ClockHistory]>([
    ['2026-11-27 16:30', 0, '2026-11-27 16:30', historyOf(city, start)],
    ['2026-11-27 16:30', 1, '2026-11-30 16:00', historyOf(city, start)],
    ['2026-11-27 10:15', 1, '2026-11-30 16:00', historyOf(city, start)],
    ['2026-11-28 16:30', 1, '2026-11-30 16:00', historyOf(city, start)],
    ['2026-12-23 16:00', 1, '2026-12-28 16:00', historyOf(city, start)],
    ['2026-11-27 16:30', 1, '2026-11-30 16:00', historyOf(city, start, [pause('2026-11-28 10:00', null)])],
    ['2026-11-24 04:00', 1, '2026-11-25 04:00', historyOf(night, start)],
    ['2026-11-25 00:00', 1, '2026-11-26 00:00', historyOf(roundTheClock, start)],
    ['2026-11-24 04:00', 1, '2026-11-25 16:00', moved(night, [city, '2026-11-26 09:00'])],
  ])('of %s, %i: %s', (due, days, later, history) => expect(laterThan(history, wib(due), days)).toEqual(wib(later)));

  it('are counted by the night that a deadline ends', () => {
    expect(remainingWorkingDays(night, wib('2026-11-24 03:00'), wib('2026-11-25 04:00'))).toBe(1);
    expect(remainingWorkingDays(night, wib('2026-11-25 03:00'), wib('2026-11-25 04:00'))).toBe(0);
    expect(remainingWorkingDays(night, wib('2026-11-25 04:01'), wib('2026-11-25 04:00'))).toBe(-1);
  });
});

describe('a history is refused', () => {
  const two = moved(city, [night, '2026-11-26 09:00']);
  it.each<[string, () => unknown, RegExp]>([
    ['with more than ten years of hours', () => dueAt(historyOf(city, start), hourly(87_601)), /hours from 1 to 87600/],
    ['with half an hour', () => dueAt(historyOf(city, start), hourly(0.5)), /hours from 1 to 87600/],
    ['with a negative extension', () => dueAt(historyOf(city, start, [], -1), working(3)), /working days from 0 to 3650/],
    ['with an extension of ten years', () => shareAt(historyOf(city, start, [], 3651), working(3), 80), /working days from 0 to 3650/],
    ['with steps back from a deadline', () => laterThan(historyOf(city, start), start, -1), /working days from 1/],
    ['without a calendar', () => dueAt({ ...two, calendars: [] }, working(3)), /at least one calendar/],
    ['with calendars out of order', () => dueAt(moved(city, [night, '2026-11-26 09:00'], [city, '2026-11-25 09:00']), working(3)), /order of time/],
    ['with a unit nobody knows', () => elapsed(two, start, 'toString' as 'working_day'), /"toString" is not a unit/],
  ])('%s', (_, act, sentence) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(sentence);
  });
});
