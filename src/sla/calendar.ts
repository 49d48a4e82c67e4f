import { compileRules, type CompiledRules } from './calendar.compiled.js';
import { CalendarFault } from './calendar.fault.js';
import { weekOf } from './calendar.hours.js';
import type { CalendarRules, DayOff, DayReason } from './calendar.rules.js';
import { tabulate, windowsOn, type YearTable } from './calendar.year.js';
import { FIRST_YEAR, LAST_YEAR, weekdayOf, yearOf, ZoneClock, type LocalDay } from './calendar.zone.js';

export { CalendarFault, calendarFaults, type CalendarFaultCode } from './calendar.fault.js';
export type { CalendarRules, DayHours, DayOff, DayReason, OfficeWindow, WeekHours } from './calendar.rules.js';
export { dateFromDay, dayFromDate, type LocalDay } from './calendar.zone.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const MIDNIGHT = 1440;

/**
 * The time in which the offices of one agency work.
 * Pure and immutable: the same rules and arguments give the same answer for ever. Years are tabulated on first use
 * (some 50 µs each), after that every question costs a look-up per year it spans. All methods throw RangeError for
 * days outside 1970–2199, which also bounds the search in a calendar whose days are all off.
 */
export class WorkCalendar {
  readonly zone: string;
  readonly version: number;
  private readonly clock: ZoneClock;
  private readonly rules: CompiledRules;
  private readonly years = new Map<number, YearTable>();

  /** @throws CalendarFault that points to the value by which nobody can count. */
  constructor(rules: CalendarRules) {
    this.zone = rules.zone;
    this.version = rules.version;
    this.clock = ZoneClock.of(rules.zone);
    this.rules = compileRules(rules);
  }

  /** The local day an instant falls on. */
  dayOf(instant: Date): LocalDay {
    return Math.floor(this.clock.wallClock(instant) / DAY);
  }

  /** True where the day has office hours and is not off. */
  isWorkingDay(day: LocalDay): boolean {
    return windowsOn(this.rules, day).length > 0;
  }

  /** Why the day works or not, with the row that makes it a day off, also where it falls on a weekend. */
  reasonOf(day: LocalDay): { reason: DayReason; dayOff?: DayOff } {
    const dayOff = this.rules.off.get(day);
    if (!dayOff) return { reason: this.isWorkingDay(day) ? 'working' : 'weekend' };
    if (weekOf(this.rules, day).windows[weekdayOf(day)]?.length === 0) return { reason: 'weekend', dayOff };
    return { reason: dayOff.kind === 'national_holiday' ? 'holiday' : dayOff.kind, dayOff };
  }

  /** True where the list of days off for this year is known or none is needed; otherwise deadlines in it are provisional. */
  covers(year: number): boolean {
    return this.rules.covered === null || this.rules.covered.has(year);
  }

  /** Years from one day to the other whose list of days off is not known. */
  unknownYears(from: LocalDay, to: LocalDay): number[] {
    const unknown: number[] = [];
    const last = yearOf(to);
    for (let year = yearOf(from); year <= last; year += 1) if (!this.covers(year)) unknown.push(year);
    return unknown;
  }

  /** The instant the office closes on this day; on a day off, the instant it would close (rule 3 of the deadlines). */
  officeEnd(day: LocalDay): Date {
    return new Date(this.endOf(day));
  }

  /**
   * The working day to which something that happens at this instant belongs: the first whose last window has not
   * ended. Office time is half-open: at the closing minute the day is over and the next office day takes it.
   */
  anchorOf(instant: Date): LocalDay {
    const wall = this.clock.wallClock(instant);
    const day = Math.floor(wall / DAY);
    if (this.rules.reachesMidnight && day > 0 && this.works(day - 1, wall)) return day - 1;
    return this.works(day, wall) ? day : this.workingDayAfter(day, 1);
  }

  /** The first day whose office closes at this instant or later. */
  closingFrom(instant: Date): LocalDay {
    const day = this.dayOf(instant);
    const time = instant.getTime();
    if (this.rules.reachesMidnight && day > 0 && this.endOf(day - 1) >= time) return day - 1;
    return this.endOf(day) >= time ? day : day + 1;
  }

  /** The last day whose office has closed by this instant. */
  closedBy(instant: Date): LocalDay {
    const day = this.dayOf(instant);
    const time = instant.getTime();
    if (this.endOf(day) <= time) return day;
    return this.rules.reachesMidnight && day > 0 && this.endOf(day - 1) > time ? day - 2 : day - 1;
  }

  /** The day a deadline at this instant belongs to: that of its date, or the day before where the night's work goes on. */
  dueDay(instant: Date): LocalDay {
    return Math.min(this.dayOf(instant), this.closingFrom(instant));
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
    let count = -countBefore(this.table(year), from + 1);
    for (; year < lastYear; year += 1) count += this.table(year).working.length;
    return count + countBefore(this.table(lastYear), to + 1);
  }

  /** The `n`-th working day after a day, `n` from 1. @throws CalendarFault where there is none before the year 2200. */
  workingDayAfter(day: LocalDay, n: number): LocalDay {
    let year = yearOf(day);
    let table = this.table(year);
    let place = countBefore(table, day + 1) + n - 1;
    while (place >= table.working.length) {
      place -= table.working.length;
      year += 1;
      table = this.table(year);
    }
    return table.first + (table.working[place] ?? 0);
  }

  /** Milliseconds of office time from one instant to a later one, as the wall clock shows them. */
  officeTime(from: Date, to: Date): number {
    const [start, end] = [this.clock.wallClock(from), this.clock.wallClock(to)];
    const lastYear = yearOf(Math.floor(end / DAY));
    let year = yearOf(Math.floor(start / DAY));
    let time = -this.timeInYear(this.table(year), start);
    for (; year < lastYear; year += 1) time += lengthOf(this.table(year));
    return time + this.timeInYear(this.table(lastYear), end);
  }

  /** The first instant by which so much office time (more than none) has passed. @throws CalendarFault where that is not before the year 2200. */
  afterOfficeTime(from: Date, time: number): Date {
    const wall = this.clock.wallClock(from);
    let year = yearOf(Math.floor(wall / DAY));
    let table = this.table(year);
    let left = this.timeInYear(table, wall) + time;
    // The night's work of the last of December belongs to the old year.
    for (; left <= 0; left += lengthOf(table)) table = this.table((year -= 1));
    for (; left > lengthOf(table); table = this.table((year += 1))) left -= lengthOf(table);
    return this.clock.instantOf(wallAfter(table, left));
  }

  /** Office time from the beginning of a year; below zero in a night's work that began in the year before. */
  private timeInYear(table: YearTable, wall: number): number {
    const day = Math.floor(wall / DAY);
    const minute = (wall - day * DAY) / MINUTE;
    let minutes = table.minutes[day - table.first] ?? 0;
    for (const { opens, closes } of table.windows[day - table.first] ?? []) minutes += Math.max(0, Math.min(minute, closes) - opens);
    if (!this.rules.reachesMidnight) return Math.round(minutes * MINUTE);
    for (const { opens, closes } of windowsOn(this.rules, day - 1)) minutes -= Math.max(0, closes - Math.max(opens, minute + MIDNIGHT));
    return Math.round(minutes * MINUTE);
  }

  private endOf(day: LocalDay): number {
    const table = this.table(yearOf(day));
    const place = day - table.first;
    const known = table.ends[place] ?? NaN;
    if (!Number.isNaN(known)) return known;
    return (table.ends[place] = this.clock.instantAt(day, table.closes[place] ?? 0).getTime());
  }

  private works(day: LocalDay, wall: number): boolean {
    const table = this.table(yearOf(day));
    const place = day - table.first;
    return table.windows[place]?.length !== 0 && wall < day * DAY + (table.closes[place] ?? 0) * MINUTE;
  }

  private table(year: number): YearTable {
    const known = this.years.get(year);
    if (known) return known;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
      throw new CalendarFault('calendar.no_working_time', '', 'The calendar has no such day between 1970 and 2199.');
    }
    const made = tabulate(this.rules, year);
    this.years.set(year, made);
    return made;
  }
}

function countBefore(table: YearTable, day: LocalDay): number {
  return table.before[day - table.first] ?? 0;
}

function lengthOf({ minutes }: YearTable): number {
  return (minutes[minutes.length - 1] ?? 0) * MINUTE;
}

/** The wall clock when so much office time of a year (more than none, not more than it has) has passed. */
function wallAfter({ first, minutes, windows }: YearTable, time: number): number {
  let low = 0;
  let high = windows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((minutes[middle + 1] ?? 0) * MINUTE < time) low = middle + 1;
    else high = middle;
  }
  let left = time - (minutes[low] ?? 0) * MINUTE;
  for (const { opens, closes } of windows[low] ?? []) {
    const length = (closes - opens) * MINUTE;
    if (left <= length) return (first + low) * DAY + opens * MINUTE + left;
    left -= length;
  }
  return (first + low + 1) * DAY;
}
