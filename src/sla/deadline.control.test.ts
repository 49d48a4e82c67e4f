import { Clerk, WallCalendar, type Story } from '../../test/support/clerk.js';
import { WorkCalendar, type CalendarRules, type DayHours, type DayOff, type LocalDay, type OfficeWindow, type WeekHours } from './calendar.js';
import { dueAt, elapsed, laterThan, shareAt, type ClockHistory, type Limit, type LimitUnit, type Span } from './deadline.js';

type Roll = (below: number) => number;
type Faulty = new (rules: CalendarRules) => WorkCalendar;

// Looked up once: in Jest's realm every mention of a global costs.
const { floor, imul } = Math;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const begin = Date.UTC(2024, 0, 1);

/** mulberry32: the same cases on every machine. */
function dice(seed: number): Roll {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const some = <Item>(roll: Roll, items: readonly Item[]): Item => items[roll(items.length)] as Item;
const dateAfter = (days: number): string => new Date(begin + days * DAY).toISOString().slice(0, 10);

const shapes: readonly (readonly [opens: string, closes: string][])[] = [
  [
    ['07:30', '12:00'],
    ['13:00', '16:00'],
  ],
  [['07:30', '16:00']],
  [
    ['12:30', '15:00'],
    ['08:00', '12:00'],
  ],
  [['08:00', '11:59']],
  [['00:00', '24:00']],
  [
    ['22:00', '06:00'],
    ['06:00', '14:30'],
  ],
  [['20:00', '04:00']],
  [['12:00', '00:00']],
  [
    ['08:00', '10:00'],
    ['10:00', '12:00'],
    ['22:15', '07:45'],
  ],
];

function someDays(roll: Roll): DayHours[] {
  const friday = 1 + roll(7);
  const windows = (): OfficeWindow[] => some(roll, shapes).map(([opens, closes]) => ({ opens, closes }));
  const rest = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => weekday !== friday && roll(4) > 0);
  return [
    { weekdays: rest, windows: windows() },
    { weekdays: [friday], windows: windows() },
  ];
}

function someHours(roll: Roll): WeekHours[] {
  const hours: WeekHours[] = [{ days: someDays(roll) }];
  for (let number = roll(6), day = roll(200); number > 0; number -= 1) {
    const length = some(roll, [0, 1, 6, 29]);
    hours.push({ days: someDays(roll), from: dateAfter(day), to: dateAfter(day + length) });
    day += length + 1 + roll(100);
  }
  return hours;
}

/** Rolls until the hours do not overlap over midnight. */
function someRules(roll: Roll): CalendarRules {
  const kinds: DayOff['kind'][] = ['national_holiday', 'joint_leave', 'local', 'election'];
  const dates = new Set(Array.from({ length: roll(300) }, () => dateAfter(roll(1400))));
  const daysOff = [...dates].map((date): DayOff => ({ date, kind: some(roll, kinds), name: 'Libur' }));
  const zone = some(roll, ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']);
  for (;;) {
    const rules = { zone, version: 1, hours: someHours(roll), daysOff, countJointLeave: roll(2) === 0, coveredYears: [2024, 2025, 2026, 2027] };
    try {
      new WorkCalendar(rules);
      return rules;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** Half of all instants lie on a closing time, a millisecond beside one or on a full hour, where mistakes live. */
function someInstant(roll: Roll, calendar: WorkCalendar, from: number, days: number): Date {
  const instant = new Date(from + roll(days * 86_400) * 1000);
  if (roll(4) === 0) return new Date(floor(instant.getTime() / HOUR) * HOUR);
  return roll(2) === 0 ? instant : new Date(calendar.officeEnd(calendar.dayOf(instant)).getTime() + roll(3) - 1);
}

interface Case {
  history: ClockHistory;
  story: Story;
  until: Date;
  limit: Limit;
}

/** A calendar and the clerk's copy of it. */
interface Pair {
  calendar: WorkCalendar;
  wall: WallCalendar;
}

function someLimit(roll: Roll): Limit {
  const unit: LimitUnit = some(roll, ['working_day', 'working_day', 'calendar_day', 'working_hour']);
  return { amount: 1 + (roll(60) === 0 ? roll(700) : roll(20)), unit };
}

function someCase(roll: Roll, pairs: readonly Pair[]): Case {
  const { calendar } = some(roll, pairs);
  const start = someInstant(roll, calendar, begin, 900);
  const near = start.getTime() - 5 * DAY;
  const pauses = Array.from({ length: some(roll, [0, 0, 1, 2, 5]) }, (): Span => {
    const from = someInstant(roll, calendar, near, 60);
    return { from, to: roll(12) === 0 ? null : new Date(from.getTime() + (roll(20 * 24) - 8) * HOUR) };
  });
  const changes = Array.from({ length: some(roll, [0, 0, 0, 1, 1, 2, 3]) }, () => someInstant(roll, calendar, start.getTime() - DAY, 30));
  const froms = [start, ...changes.sort((a, b) => a.getTime() - b.getTime())].sort((a, b) => a.getTime() - b.getTime());
  const parts = froms.map((from) => ({ ...some(roll, pairs), from }));
  const extensionDays = some(roll, [0, 0, 1, 3, 14]);
  const shared = { start, pauses, extensionDays };
  return {
    history: { ...shared, calendars: parts.map((part) => ({ calendar: part.calendar, from: part.from })) },
    story: { ...shared, calendars: parts.map(({ wall, from }) => ({ wall, from })) },
    until: someInstant(roll, calendar, near, 90),
    limit: someLimit(roll),
  };
}

function somePairs(roll: Roll, Calendar: Faulty): Pair[] {
  return [1, 2, 3].map(() => {
    const rules = someRules(roll);
    return { calendar: new Calendar(rules), wall: new WallCalendar(rules) };
  });
}

function fast({ history, until, limit }: Case): unknown[] {
  const share = limit.unit === 'working_hour' ? shareAt({ ...history, extensionDays: 0 }, limit, 80) : shareAt(history, limit, 80);
  return [dueAt(history, limit).dueAt, share, elapsed(history, until, limit.unit), laterThan(history, until, 3)];
}

function slow({ story, until, limit }: Case): unknown[] {
  const clerk = new Clerk(story);
  const share = limit.unit === 'working_hour' ? clerk.hours(limit.amount * HOUR * 0.8) : clerk.share(limit, 80);
  return [clerk.dueAt(limit), share, clerk.elapsed(until, limit.unit), clerk.later(until, 3)];
}

/** Every disagreement between the fast arithmetic and the clerk in so many cases on three calendars. */
function disagreements(roll: Roll, cases: number, Calendar: Faulty = WorkCalendar): string[] {
  const pairs = somePairs(roll, Calendar);
  const found: string[] = [];
  for (let number = 0; number < cases; number += 1) {
    const one = someCase(roll, pairs);
    const [quick, careful] = [JSON.stringify(fast(one)), JSON.stringify(slow(one))];
    if (quick !== careful) found.push(`${quick} is not ${careful}: ${JSON.stringify({ limit: one.limit, until: one.until, story: one.story })}`);
  }
  return found;
}

/** Counts the day of the start itself when it works. */
class CountsTheFirstDay extends WorkCalendar {
  override workingDayAfter(day: LocalDay, n: number): LocalDay {
    return super.workingDayAfter(day - 1, n);
  }
}

/** Takes the closing minute as office time. */
class ClosesAMillisecondLate extends WorkCalendar {
  override anchorOf(instant: Date): LocalDay {
    return super.anchorOf(new Date(instant.getTime() - 1));
  }
}

/** Counts a minute too many in every stretch of office time. */
class CountsAMinuteTooMany extends WorkCalendar {
  override officeTime(from: Date, to: Date): number {
    return super.officeTime(from, to) + 60_000;
  }
}

/** Lets hours run out a minute early. */
class EndsAMinuteEarly extends WorkCalendar {
  override afterOfficeTime(from: Date, time: number): Date {
    return super.afterOfficeTime(from, time - 60_000);
  }
}

describe('fast deadlines and a clerk who counts day by day', () => {
  it('agree on 100 000 random cases', () => {
    const roll = dice(1708);
    for (let round = 0; round < 50; round += 1) expect(disagreements(roll, 2000).slice(0, 1)).toEqual([]);
  }, 120_000);

  it.each([CountsTheFirstDay, ClosesAMillisecondLate, CountsAMinuteTooMany, EndsAMinuteEarly])('disagree where a fault is planted: %p', (Planted) => {
    expect(disagreements(dice(1708), 500, Planted).length).toBeGreaterThan(10);
  });

  it('count as much to a deadline as its limit has, and less a millisecond before', () => {
    const roll = dice(2172);
    const pairs = somePairs(roll, WorkCalendar);
    for (let number = 0; number < 2000; number += 1) {
      const { history, limit } = someCase(roll, pairs);
      const due = dueAt({ ...history, extensionDays: 0 }, limit).dueAt;
      if (due === null) continue;
      expect(elapsed(history, due, limit.unit)).toBe(limit.amount);
      expect(elapsed(history, new Date(due.getTime() - 1), limit.unit)).toBeLessThan(limit.amount);
    }
  });
});
