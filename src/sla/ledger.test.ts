import fc from 'fast-check';
import { WorkCalendar } from './calendar.js';
import { dueAt, elapsed, historyOf, type ClockHistory, type Limit, type LimitUnit, type Span } from './deadline.js';
import { ledgerOf } from './ledger.js';
import { alwaysOpen, cityRules } from '../../test/support/work-calendars.js';

const city = new WorkCalendar(cityRules);
const makassar = new WorkCalendar({ ...cityRules, zone: 'Asia/Makassar' });
const rescue = new WorkCalendar(alwaysOpen('22:00', '06:00'));
const allDay = new WorkCalendar(alwaysOpen('00:00', '24:00'));
const wib = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const pause = (from: string, to: string | null): Span => ({ from: wib(from), to: to === null ? null : wib(to) });
const working = (amount: number): Limit => ({ amount, unit: 'working_day' });
const hourly = (amount: number): Limit => ({ amount, unit: 'working_hour' });
const daily = (amount: number): Limit => ({ amount, unit: 'calendar_day' });
/** Date, reason and count of every day, with a star where it counted. */
const lines = (history: ClockHistory, limit: Limit, until: Date, atMost = 400): string[] =>
  ledgerOf(history, limit, until, atMost).map(({ date, reason, count, counted }) => `${date.slice(5)} ${reason} ${count}${counted ? '*' : ''}`);

describe('the ledger of a limit in days', () => {
  it('tells of each day from the start to the end why it counted or not', () => {
    const history = historyOf(city, wib('2026-03-16 10:00'), [pause('2026-03-26 10:00', '2026-03-27 10:00')]);
    expect(lines(history, working(4), dueAt(history, working(4)).dueAt ?? wib('2026-03-16 10:00'))).toEqual([
      '03-16 working 0',
      '03-17 working 1*',
      '03-18 joint_leave 1',
      '03-19 holiday 1',
      '03-20 joint_leave 1',
      '03-21 weekend 1',
      '03-22 weekend 1',
      '03-23 joint_leave 1',
      '03-24 joint_leave 1',
      '03-25 working 2*',
      '03-26 paused 2',
      '03-27 working 3*',
      '03-28 weekend 3',
      '03-29 weekend 3',
      '03-30 working 4*',
    ]);
  });

  it('names the day off and its decree, on a weekend too', () => {
    const [, day, , , sunday] = ledgerOf(historyOf(city, wib('2026-03-18 10:00')), working(1), wib('2026-03-22 10:00'), 10);
    expect(day).toEqual({
      date: '2026-03-19',
      counted: false,
      reason: 'holiday',
      name: 'Hari Suci Nyepi (Tahun Baru Saka 1948)',
      decree: 'SKB 3 Menteri No. 1497/2025, 2/2025, 5/2025',
      count: 0,
    });
    expect(sunday).toMatchObject({ reason: 'weekend', name: 'Idulfitri 1447 Hijriah' });
  });

  it('does not count a day that has not closed yet, and goes on after the deadline', () => {
    const history = historyOf(city, wib('2026-11-23 09:00'));
    expect(lines(history, working(1), wib('2026-11-25 15:59'))).toEqual(['11-23 working 0', '11-24 working 1*', '11-25 working 1']);
  });

  it('begins with the day of the start, though day 0 comes later, and ends after so many entries', () => {
    const history = historyOf(city, wib('2026-11-21 09:00'));
    expect(lines(history, working(14), wib('2026-12-25 15:59'), 4)).toEqual([
      '11-21 weekend 0',
      '11-22 weekend 0',
      '11-23 working 0',
      '11-24 working 1*',
    ]);
  });

  it('counts every day of a limit in calendar days, and working days of its extension', () => {
    const history = historyOf(city, wib('2026-11-26 09:00'), [], 1);
    expect(lines(history, daily(2), wib('2026-11-30 16:00'))).toEqual([
      '11-26 working 0',
      '11-27 working 1*',
      '11-28 weekend 2*',
      '11-29 weekend 2',
      '11-30 working 3*',
    ]);
  });

  it('marks days whose list of days off is not known', () => {
    const days = ledgerOf(historyOf(city, wib('2027-12-31 09:00')), working(1), wib('2028-01-03 16:00'), 9);
    expect(days.map(({ provisional }) => provisional)).toEqual([undefined, true, true, true]);
  });

  it('gives a night of work to the day on which it began', () => {
    const history = historyOf(rescue, wib('2026-11-24 03:00'));
    expect(lines(history, working(1), wib('2026-11-25 06:00'))).toEqual(['11-23 working 0', '11-24 working 1*']);
  });
});

describe('the ledger of a limit in hours', () => {
  it('gives the office minutes of each day, the first one too', () => {
    const history = historyOf(city, wib('2026-11-27 14:00'), [
      pause('2026-11-30 10:00', '2026-11-30 11:15'),
      pause('2026-12-01 07:00', '2026-12-01 17:00'),
    ]);
    const days = ledgerOf(history, hourly(10), wib('2026-12-02 09:00'), 10);
    expect(days.map(({ minutes, count, reason }) => `${minutes} ${count} ${reason}`)).toEqual([
      '150 2 working',
      '0 2 weekend',
      '0 2 weekend',
      '375 8 working',
      '0 8 paused',
      '90 10 working',
    ]);
  });
});

describe('every ledger', () => {
  const seconds = 120 * 86_400;
  const instant = fc.integer({ min: 0, max: seconds }).map((second) => new Date(Date.UTC(2026, 0, 1) + second * 1000));
  const span = fc
    .tuple(instant, fc.option(fc.integer({ min: 0, max: 400 })))
    .map(([from, hours]): Span => ({ from, to: hours === null ? null : new Date(from.getTime() + hours * 3_600_000) }));
  const part = fc.tuple(fc.constantFrom(city, makassar, rescue, allDay), instant);
  const story = fc.record({
    start: instant,
    until: instant,
    pauses: fc.array(span, { maxLength: 3 }),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  });
  const unit = fc.constantFrom<LimitUnit>('working_day', 'working_hour', 'calendar_day');

  it('adds up to what has elapsed', () => {
    fc.assert(
      fc.property(story, unit, ({ start, until, pauses, parts }, kind) => {
        const calendars = parts.map(([calendar, from]) => ({ calendar, from })).sort((a, b) => a.from.getTime() - b.from.getTime());
        const history = { start, pauses, calendars, extensionDays: 0 };
        const days = ledgerOf(history, { amount: 5, unit: kind }, until, 400);
        if (until <= start) return;
        const used = elapsed(history, until, kind);
        expect(days.at(-1)?.count).toBe(Math.floor(used));
        const sum = days.reduce((total, { counted, minutes }) => total + (minutes ?? Number(counted)), 0);
        expect(sum).toBe(kind === 'working_hour' ? Math.round(used * 60) : used);
      }),
      { numRuns: 1000 },
    );
  });
});
