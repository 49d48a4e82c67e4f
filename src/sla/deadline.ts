import type { LocalDay, WorkCalendar } from './calendar.js';
import { usedUntil, whenUsed } from './deadline.hours.js';
import {
  advance,
  dayZero,
  partAt,
  partsOf,
  ticksUntil,
  type ClockHistory,
  type Part,
  type Place,
  type Reached,
  type Span,
} from './deadline.ticks.js';

export type { ClockHistory, CountedBy, Span } from './deadline.ticks.js';

/*
 * A limit in days is counted in ticks, a limit in working hours in minutes. A day is a local date of the calendar's zone.
 *
 * 1. The start is anchored to the office day it belongs to, the first working day whose last window has not ended:
 *    within office hours, in a break or before opening that day, after closing or on a day off the next office day. A
 *    window across midnight belongs to the day on which it opens.
 * 2. The anchor is day 0. The rules say "sejak berkas lengkap" (since the file is complete), and a day that has
 *    begun is not a whole day, so counting starts on the day after it.
 * 3. Every later working day gives one tick when its last window closes. For a limit in calendar days every later day
 *    does: a day off closes when its weekday would, or the nearest weekday before it that works, at midnight at the
 *    latest and never before the day before it closed. A deadline that lands on a day off stays there.
 * 4. A tick inside a pause [from, to) does not count: a day belongs to whoever holds the file at its end. A pause heals
 *    nothing: a limit that was used up before it stays used up while it lasts.
 * 5. The deadline is the instant of the last tick of the limit. What happens at that very instant is in time.
 * 6. A limit in working hours runs in the minutes inside of office windows and outside of pauses. There is no anchor:
 *    a start outside of windows counts from the next opening. It runs out in the instant its last minute is over.
 * 7. An extension of n working days runs out with the n-th working day's tick after the day on which the limit did.
 * 8. Where the clock changes to another calendar, the old one decides of what closed before the change, the new one of
 *    the rest. What was used up stays used up, day 0 stays where it was, and no local date counts twice.
 */

/** How long a clock runs. */
export interface Limit {
  /** Whole days, 1 to 3650, or whole hours, 1 to 87600. */
  amount: number;
  unit: LimitUnit;
}

export type LimitUnit = 'working_day' | 'working_hour' | 'calendar_day';

/** When a limit runs out. */
export interface Deadline {
  /** Null while an open pause keeps it from coming. */
  dueAt: Date | null;
  /** True when the answer rests on a year whose list of days off is not known. */
  provisional: boolean;
  /** Those years, in order. */
  unknownYears: number[];
}

/** Ten years: longer limits are mistakes of entry. */
const longest: Record<LimitUnit, number> = { working_day: 3650, calendar_day: 3650, working_hour: 87_600 };
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The end of a limit or of its extension: an instant within a day of a part. */
interface End extends Reached {
  at: Date;
}

/** The history of a clock that has counted by one calendar since it began. */
export const historyOf = (calendar: WorkCalendar, start: Date, pauses: readonly Span[] = [], extensionDays = 0): ClockHistory => ({
  start,
  pauses,
  calendars: [{ calendar, from: start }],
  extensionDays,
});

/**
 * The instant a limit runs out, by the rules at the top of this file.
 * @throws RangeError for an amount out of bounds or not whole, an unknown unit, and days outside 1970–2199.
 */
export function dueAt(history: ClockHistory, limit: Limit): Deadline {
  checkLimit(limit, history);
  const parts = partsOf(history);
  const origin = dayZero(history, parts);
  const reached = limitEnd(history, parts, origin, limit);
  const end = reached.comes && history.extensionDays > 0 ? extended(parts, reached, history.extensionDays) : reached;
  // Of a limit in calendar days only the anchor and the extension ask what works.
  const unknownYears =
    limit.unit === 'calendar_day'
      ? yearsBetween(history, parts, origin, history.extensionDays > 0 ? { from: reached, to: end } : null)
      : yearsBetween(history, parts, origin, { from: origin, to: end });
  return { dueAt: end.comes ? end.at : null, provisional: unknownYears.length > 0, unknownYears };
}

/**
 * The instant by which so many percent of the whole, extension included, are used; null while an open pause keeps it
 * from coming. Shares of days are rounded up to whole ticks, but come a tick before the last at the latest: a warning that
 * comes with the deadline warns of nothing. An extension of working hours weighs by the office minutes
 * it brings, counted as if a pause that is open did not exist.
 * @throws RangeError as `dueAt` does, and for a share outside of (0, 100].
 */
export function shareAt(history: ClockHistory, limit: Limit, percent: number): Date | null {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`A share lies above 0 and up to 100 %, not at ${percent}.`);
  const { amount, unit } = limit;
  const { extensionDays } = history;
  if (percent === 100) return dueAt(history, limit).dueAt;
  checkLimit(limit, history);
  if (unit === 'working_hour') {
    const whole = extensionDays > 0 ? wholeTime(history, limit) : amount * HOUR;
    const { at, comes } = whenUsed(history, Math.ceil((whole * percent) / 100));
    return comes ? at : null;
  }
  const whole = amount + extensionDays;
  const ticks = Math.min(Math.ceil((whole * percent) / 100), Math.max(whole - 1, 1));
  return ticks <= amount
    ? dueAt({ ...history, extensionDays: 0 }, { amount: ticks, unit }).dueAt
    : dueAt({ ...history, extensionDays: ticks - amount }, limit).dueAt;
}

/** The end of the n-th office day after a deadline's day, by the clock's last calendar; 0 gives the deadline itself. Pauses do not count. */
export function laterThan(history: ClockHistory, due: Date, workingDays: number): Date {
  if (workingDays === 0) return due;
  checkWhole(workingDays, 1, longest.working_day, 'of working days');
  const { calendar } = partAt(partsOf(history), history.calendars.length - 1);
  return calendar.officeEnd(calendar.workingDayAfter(calendar.dueDay(due), workingDays));
}

/**
 * How much has counted up to and with `until`: whole ticks, or working hours in whole minutes as a fraction. At the end
 * of a limit (without extension) it equals its amount, a millisecond before it is less.
 */
export function elapsed(history: ClockHistory, until: Date, unit: LimitUnit): number {
  checkLimit({ amount: 1, unit }, history);
  if (unit === 'working_hour') return workedMinutes(history, until) / 60;
  const parts = partsOf(history);
  return ticksUntil(parts, dayZero(history, parts), until, unit);
}

/** Whole office minutes between the start and `until`, pauses taken off. */
export function workedMinutes(history: ClockHistory, until: Date): number {
  return Math.floor(usedUntil(history, until) / MINUTE);
}

/**
 * Working days left, as a person counts them: the days after today's (the anchor of `now`) up to the day of `dueAt`.
 * 0 on the last day, never negative before `dueAt` and always negative after it: -1 up to the end of the first
 * office day that is late.
 */
export function remainingWorkingDays(calendar: WorkCalendar, now: Date, dueAt: Date): number {
  const days = calendar.workingDaysAfter(calendar.anchorOf(now), calendar.dueDay(dueAt));
  // The due time may come from other office hours than these, so lateness is decided by the instants.
  return now.getTime() > dueAt.getTime() ? Math.min(-1, days) : Math.max(0, days);
}

function checkLimit({ amount, unit }: Limit, { extensionDays }: ClockHistory): void {
  if (!Object.hasOwn(longest, unit)) throw new RangeError(`"${String(unit)}" is not a unit of a limit.`);
  checkWhole(amount, 1, longest[unit], unit === 'working_hour' ? 'of hours' : 'of days');
  checkWhole(extensionDays, 0, longest.working_day, 'of working days');
}

function checkWhole(amount: number, least: number, most: number, of: string): void {
  if (!Number.isInteger(amount) || amount < least || amount > most) {
    throw new RangeError(`It must be a whole number ${of} from ${least} to ${most}, not ${amount}.`);
  }
}

/** Where the limit itself ends, before any extension. */
function limitEnd(history: ClockHistory, parts: readonly Part[], origin: Place, { amount, unit }: Limit): End {
  if (unit !== 'working_hour') return closing(parts, advance(parts, origin, amount, unit));
  const { part, at, comes } = whenUsed(history, amount * HOUR);
  return { part, at, comes, day: partAt(parts, part).calendar.dueDay(at) };
}

function extended(parts: readonly Part[], from: Place, days: number): End {
  return closing(parts, advance(parts, from, days, 'working_day'));
}

function closing(parts: readonly Part[], reached: Reached): End {
  return { ...reached, at: partAt(parts, reached.part).calendar.officeEnd(reached.day) };
}

/** Office time from the start to the end of the extension, as if a pause that is open did not exist. */
function wholeTime(history: ClockHistory, limit: Limit): number {
  const running = { ...history, pauses: history.pauses.filter(({ to }) => to !== null) };
  const { dueAt: end } = dueAt(running, limit);
  return end ? usedUntil(running, end) : Infinity;
}

/** Years without a list among those of the day of the start, day 0 and the stretch in which it matters what works. */
function yearsBetween(history: ClockHistory, parts: readonly Part[], origin: Place, asked: { from: Place; to: Place } | null): number[] {
  const { calendar } = partAt(parts, origin.part);
  const startDay = calendar.dayOf(history.start);
  const first: LocalDay = Math.min(startDay, origin.day);
  if (asked?.from.part === origin.part && asked.to.part === origin.part && asked.from.day === origin.day)
    return calendar.unknownYears(first, Math.max(asked.to.day, startDay));
  const years = new Set(calendar.unknownYears(first, origin.day));
  for (let place = asked?.from.part ?? 0; asked && place <= asked.to.part; place += 1) {
    const part = partAt(parts, place);
    const from = Math.max(asked.from.day, part.first);
    const to = Math.min(asked.to.day, part.last);
    for (const year of from <= to ? part.calendar.unknownYears(from, to) : []) years.add(year);
  }
  return [...years].sort((a, b) => a - b);
}
