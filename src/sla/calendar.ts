import { compileRules, type CalendarRules, type CompiledRules } from './calendar.rules.js';
import { FIRST_YEAR, firstDayOf, LAST_YEAR, weekdayOf, yearOf, ZoneClock, type LocalDay } from './calendar.zone.js';

export type { CalendarRules, DayOff } from './calendar.rules.js';
export { dateFromDay, dayFromDate, type LocalDay } from './calendar.zone.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** One year's working days, counted once so that neither adding nor subtracting days walks over them. */
interface YearTable {
  first: LocalDay;
  /** Place i: how many working days come before the year's day i. */
  before: Uint16Array;
  /** Place n: the year's day on which its working day number n (from 0) falls. */
  working: Uint16Array;
}

/**
 * The days on which the offices of one agency work, and when those days end.
 * Pure and immutable: the same rules and arguments give the same answer for ever. Years are tabulated on first use
 * (about 10 µs each), after that every question costs a look-up per year it spans. All methods throw RangeError for
 * days outside 1970–2199, which also bounds the search in a calendar whose days are all off.
 */
export class WorkCalendar {
  readonly version: number;
  private readonly clock: ZoneClock;
  private readonly rules: CompiledRules;
  private readonly covered: ReadonlySet<number>;
  private readonly years = new Map<number, YearTable>();

  /** @throws RangeError for an unknown zone, no working weekday, hours that do not make a day, or a date that does not exist. */
  constructor(rules: CalendarRules) {
    this.version = rules.version;
    this.clock = new ZoneClock(rules.zone);
    this.rules = compileRules(rules);
    this.covered = new Set(rules.coveredYears);
  }

  /** The local day an instant falls on. */
  dayOf(instant: Date): LocalDay {
    return Math.floor(this.clock.wallClock(instant) / DAY);
  }

  /** True where the weekday works and the day is not off. */
  isWorkingDay(day: LocalDay): boolean {
    return this.rules.works[weekdayOf(day)] === true && !this.rules.off.has(day);
  }

  /** True where the list of days off for this year is known; otherwise deadlines in it are provisional. */
  covers(year: number): boolean {
    return this.covered.has(year);
  }

  /** True where every year from one day to the other is covered. */
  coversDays(from: LocalDay, to: LocalDay): boolean {
    const last = yearOf(to);
    for (let year = yearOf(from); year <= last; year += 1) if (!this.covered.has(year)) return false;
    return true;
  }

  /** The instant the office closes on this day; on a day off, the instant it would close. */
  officeEnd(day: LocalDay): Date {
    return this.clock.instantAt(day, this.rules.closes[weekdayOf(day)] ?? 0);
  }

  /**
   * The working day to which something that happens at this instant belongs. Office time is half-open: at the
   * opening minute the day has begun, at the closing minute it is over and the next office day takes it.
   */
  anchorOf(instant: Date): LocalDay {
    const wall = this.clock.wallClock(instant);
    const day = Math.floor(wall / DAY);
    const closes = this.rules.closes[weekdayOf(day)] ?? 0;
    if (this.isWorkingDay(day) && wall < day * DAY + closes * MINUTE) return day;
    return this.workingDayAfter(day, 1);
  }

  /** Working days after the day of `a` up to and with the day of `b`; negative where `b` lies on an earlier day. */
  workingDaysBetween(a: Date, b: Date): number {
    return this.workingDaysAfter(this.dayOf(a), this.dayOf(b));
  }

  /** Working days after `from` up to and with `to`; negative where `to` is the earlier day. */
  workingDaysAfter(from: LocalDay, to: LocalDay): number {
    if (to < from) return 0 - this.workingDaysAfter(to, from);
    const lastYear = yearOf(to);
    let year = yearOf(from);
    let count = -this.countBefore(this.table(year), from + 1);
    for (; year < lastYear; year += 1) count += this.table(year).working.length;
    return count + this.countBefore(this.table(lastYear), to + 1);
  }

  /** The `n`-th working day after a day, `n` from 1. @throws RangeError where there is none before the year 2200. */
  workingDayAfter(day: LocalDay, n: number): LocalDay {
    let year = yearOf(day);
    let table = this.table(year);
    let place = this.countBefore(table, day + 1) + n - 1;
    while (place >= table.working.length) {
      place -= table.working.length;
      year += 1;
      table = this.table(year);
    }
    return table.first + (table.working[place] ?? 0);
  }

  private countBefore(table: YearTable, day: LocalDay): number {
    return table.before[day - table.first] ?? 0;
  }

  private table(year: number): YearTable {
    const known = this.years.get(year);
    if (known) return known;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new RangeError('The calendar has no such day between 1970 and 2199.');
    const made = this.tabulate(year);
    this.years.set(year, made);
    return made;
  }

  private tabulate(year: number): YearTable {
    const first = firstDayOf(year);
    const length = firstDayOf(year + 1) - first;
    const before = new Uint16Array(length + 1);
    const working: number[] = [];
    for (let day = 0; day < length; day += 1) {
      if (this.isWorkingDay(first + day)) working.push(day);
      before[day + 1] = working.length;
    }
    return { first, before, working: Uint16Array.from(working) };
  }
}
