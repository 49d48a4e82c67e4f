import { WorkCalendar, type CalendarRules, type DayOff, type LocalDay } from './calendar.js';
import { dueAt, elapsedTicks, yellowAt, type Limit, type LimitUnit, type Span } from './deadline.js';

/*
 * The control: deadlines as a clerk counts them on a wall calendar, day after day, with no table and no shortcut.
 * Slow and obvious; it shares nothing with the fast arithmetic but the rules it reads.
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const east: Record<string, number> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };

class Clerk {
  private readonly east: number;
  private readonly off: Set<number>;

  constructor(private readonly rules: CalendarRules) {
    this.east = (east[rules.zone] ?? NaN) * HOUR;
    const closed = rules.daysOff.filter((day) => !(day.kind === 'joint_leave' && rules.countJointLeave));
    this.off = new Set(closed.map((day) => Date.parse(day.date)));
  }

  dueAt(start: Date, limit: Limit, pauses: Span[]): Date | null {
    return this.walk(start, limit.unit, pauses, (count) => count === limit.amount);
  }

  elapsed(start: Date, until: Date, unit: LimitUnit, pauses: Span[]): number {
    let before = 0;
    this.walk(start, unit, pauses, (count, close) => {
      if (close.getTime() <= until.getTime()) before = count;
      return close.getTime() > until.getTime();
    });
    return before;
  }

  /** Goes from closing to closing until `stop`, which hears how many have counted. */
  private walk(start: Date, unit: LimitUnit, pauses: Span[], stop: (count: number, close: Date) => boolean): Date | null {
    let midnight = Math.floor((start.getTime() + this.east) / DAY) * DAY;
    while (!this.works(midnight) || start.getTime() >= this.close(midnight).getTime()) midnight += DAY;
    for (let count = 0, days = 0; days < 6000; days += 1) {
      midnight += DAY;
      const close = this.close(midnight);
      if (pauses.some(({ from, to }) => from <= close && to === null)) return null;
      const paused = pauses.some(({ from, to }) => from <= close && to !== null && close < to);
      if ((unit === 'calendar_day' || this.works(midnight)) && !paused) count += 1;
      if (stop(count, close)) return close;
    }
    return null;
  }

  private works(midnight: number): boolean {
    const weekday = new Date(midnight).getUTCDay() || 7;
    return this.rules.weekdays.includes(weekday) && !this.off.has(midnight);
  }

  private close(midnight: number): Date {
    const weekday = new Date(midnight).getUTCDay() || 7;
    const [hours, minutes] = (this.rules.officeEndByWeekday?.[weekday] ?? this.rules.officeEnd).split(':').map(Number);
    return new Date(midnight + (hours ?? 0) * HOUR + (minutes ?? 0) * 60_000 - this.east);
  }
}

/** mulberry32: the same cases on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const begin = Date.UTC(2024, 0, 1);

function someRules(roll: (below: number) => number): CalendarRules {
  const kinds: DayOff['kind'][] = ['national_holiday', 'joint_leave', 'local', 'election'];
  const daysOff = Array.from({ length: roll(300) }, (): DayOff => {
    const date = new Date(begin + roll(1400) * DAY).toISOString().slice(0, 10);
    return { date, kind: kinds[roll(4)] ?? 'local', name: 'Libur' };
  });
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter(() => roll(4) > 0);
  return {
    zone: Object.keys(east)[roll(3)] ?? 'Asia/Jakarta',
    version: 1,
    weekdays: weekdays.length > 0 ? weekdays : [3],
    officeStart: '07:30',
    officeEnd: ['16:00', '15:59', '23:30'][roll(3)] ?? '16:00',
    officeEndByWeekday: roll(2) === 0 ? { 5: '16:30', 6: '12:00' } : {},
    daysOff,
    countJointLeave: roll(2) === 0,
    coveredYears: [2024, 2025, 2026, 2027],
  };
}

/** Half of all instants lie on a closing time or a millisecond beside one, where mistakes live. */
function someInstant(roll: (below: number) => number, calendar: WorkCalendar, from: number, days: number): Date {
  const instant = new Date(from + roll(days * 86_400) * 1000);
  return roll(2) === 0 ? instant : new Date(calendar.officeEnd(calendar.dayOf(instant)).getTime() + roll(3) - 1);
}

interface Case {
  start: Date;
  until: Date;
  limit: Limit;
  pauses: Span[];
}

function someCase(roll: (below: number) => number, calendar: WorkCalendar): Case {
  const start = someInstant(roll, calendar, begin, 900);
  const near = start.getTime() - 5 * DAY;
  const pauses = Array.from({ length: [0, 0, 1, 2, 5][roll(5)] ?? 0 }, (): Span => {
    const from = someInstant(roll, calendar, near, 60);
    return { from, to: roll(12) === 0 ? null : new Date(from.getTime() + roll(20 * 24) * HOUR) };
  });
  const amount = roll(20) === 0 ? 1 + roll(700) : 1 + roll(30);
  const unit: LimitUnit = roll(3) === 0 ? 'calendar_day' : 'working_day';
  return { start, until: someInstant(roll, calendar, near, 90), limit: { amount, unit }, pauses };
}

/** Every disagreement between the fast arithmetic on `calendar` and the clerk, in 500 cases. */
function disagreements(roll: (below: number) => number, rules: CalendarRules, calendar: WorkCalendar): string[] {
  const clerk = new Clerk(rules);
  const found: string[] = [];
  for (let number = 0; number < 500; number += 1) {
    const { start, until, limit, pauses } = someCase(roll, calendar);
    const eighty = { amount: Math.ceil(limit.amount * 0.8), unit: limit.unit };
    const fast = [
      dueAt(calendar, start, limit, pauses).dueAt,
      yellowAt(calendar, start, limit, pauses),
      elapsedTicks(calendar, start, until, limit.unit, pauses),
    ];
    const slow = [clerk.dueAt(start, limit, pauses), clerk.dueAt(start, eighty, pauses), clerk.elapsed(start, until, limit.unit, pauses)];
    if (JSON.stringify(fast) !== JSON.stringify(slow)) found.push(JSON.stringify({ rules, start, until, limit, pauses, fast, slow }));
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

describe('fast deadlines and a clerk who counts day by day', () => {
  it('agree on 20 000 random cases', () => {
    const roll = dice(1708);
    for (let round = 0; round < 40; round += 1) {
      const rules = someRules(roll);
      expect(disagreements(roll, rules, new WorkCalendar(rules))).toEqual([]);
    }
  });

  it.each([CountsTheFirstDay, ClosesAMillisecondLate])('disagree where a fault is planted: %p', (Faulty) => {
    const roll = dice(1708);
    const rules = someRules(roll);
    expect(disagreements(roll, rules, new Faulty(rules)).length).toBeGreaterThan(10);
  });

  it('count as many ticks to a deadline as its limit has, and one less a millisecond before', () => {
    const roll = dice(2172);
    const rules = someRules(roll);
    const calendar = new WorkCalendar(rules);
    for (let number = 0; number < 2000; number += 1) {
      const { start, limit, pauses } = someCase(roll, calendar);
      const due = dueAt(calendar, start, limit, pauses).dueAt;
      if (due === null) continue;
      expect(elapsedTicks(calendar, start, due, limit.unit, pauses)).toBe(limit.amount);
      expect(elapsedTicks(calendar, start, new Date(due.getTime() - 1), limit.unit, pauses)).toBe(limit.amount - 1);
    }
  });
});
