import type { LocalDay, WorkCalendar } from './calendar.js';

/*
 * A limit in days is counted in ticks.
 *
 * 1. The start is anchored to the office day it belongs to: within office hours of a working day that day, before
 *    opening also that day, after closing or on a day off the next office day.
 * 2. The anchor is day 0. The rules say "sejak berkas lengkap" (since the file is complete), and a day that has
 *    begun is not a whole day, so counting starts on the day after it.
 * 3. Every later working day gives one tick when its office closes. For a limit in calendar days every later day
 *    does, at the same time of day; a deadline that lands on a day off stays there.
 * 4. A tick inside a pause [from, to) does not count: a day belongs to whoever holds the file at its end. A pause heals
 *    nothing: a limit that was used up before it stays used up while it lasts.
 * 5. The deadline is the instant of the last tick of the limit. What happens at that very instant is in time.
 */

/** How long a clock runs. */
export interface Limit {
  /** Whole days, 1 to 3650. */
  amount: number;
  unit: LimitUnit;
}

export type LimitUnit = 'working_day' | 'calendar_day';

/** A stretch of time [from, to) in which the clock stands; `to` is null while it still does. */
export interface Span {
  from: Date;
  to: Date | null;
}

/** When a limit runs out. */
export interface Deadline {
  /** Null while an open pause keeps it from coming. */
  dueAt: Date | null;
  /** True when the answer rests on a year whose list of days off is not known. */
  provisional: boolean;
}

/** Ten years: longer limits are mistakes of entry. */
const LONGEST = 3650;

/** Local days whose tick falls into a pause: `from` the first, `next` the first after them. */
interface SilentDays {
  from: LocalDay;
  next: LocalDay;
}

/**
 * The instant a limit runs out, by the rules at the top of this file.
 * @param pauses in any order; they may touch, overlap or be empty.
 * @throws RangeError for an amount outside 1–3650 or not whole, an unknown unit, and days outside 1970–2199.
 */
export function dueAt(calendar: WorkCalendar, start: Date, limit: Limit, pauses: readonly Span[] = []): Deadline {
  checkLimit(limit);
  const anchor = calendar.anchorOf(start);
  const { day, comes } = tickNumber(calendar, anchor, limit.amount, limit.unit, silentDays(calendar, pauses));
  // A calendar-day limit asks the list of days off for its anchor only.
  const lastAsked = limit.unit === 'working_day' ? day : anchor;
  return {
    dueAt: comes ? calendar.officeEnd(day) : null,
    provisional: !calendar.coversDays(calendar.dayOf(start), lastAsked),
  };
}

/** How many ticks have counted up to and with `until`. At `dueAt` it equals the amount of the limit, a millisecond before it is one less. */
export function elapsedTicks(calendar: WorkCalendar, start: Date, until: Date, unit: LimitUnit, pauses: readonly Span[] = []): number {
  checkLimit({ amount: 1, unit });
  const today = calendar.dayOf(until);
  const last = calendar.officeEnd(today).getTime() <= until.getTime() ? today : today - 1;
  let reached = calendar.anchorOf(start);
  let count = 0;
  for (const { from, next } of silentDays(calendar, pauses)) {
    if (from > last) break;
    count += ticksAfter(calendar, reached, from - 1, unit);
    reached = Math.max(reached, next - 1);
  }
  return count + ticksAfter(calendar, reached, last, unit);
}

/**
 * Working days left, as a person counts them: the days after today's (the anchor of `now`) up to the day of `dueAt`.
 * 0 on the last day, never negative before `dueAt` and always negative after it: -1 up to the end of the first
 * office day that is late.
 */
export function remainingWorkingDays(calendar: WorkCalendar, now: Date, dueAt: Date): number {
  const days = calendar.workingDaysAfter(calendar.anchorOf(now), calendar.dayOf(dueAt));
  // The due time may come from other office hours than these, so lateness is decided by the instants.
  return now.getTime() > dueAt.getTime() ? Math.min(-1, days) : Math.max(0, days);
}

/**
 * The instant at which 80 % of the limit's ticks (rounded up) have passed and its zone turns yellow; null while an
 * open pause keeps it from coming. Limits below five days turn yellow only at their end.
 * @throws RangeError as `dueAt` does.
 */
export function yellowAt(calendar: WorkCalendar, start: Date, limit: Limit, pauses: readonly Span[] = []): Date | null {
  checkLimit(limit);
  return dueAt(calendar, start, { amount: Math.ceil((limit.amount * 4) / 5), unit: limit.unit }, pauses).dueAt;
}

function checkLimit({ amount, unit }: Limit): void {
  if (!Number.isInteger(amount) || amount < 1 || amount > LONGEST) {
    throw new RangeError(`A limit must be a whole number of days from 1 to ${LONGEST}, not ${amount}.`);
  }
  if (unit !== 'working_day' && unit !== 'calendar_day') throw new RangeError(`"${String(unit)}" is not a unit of a limit.`);
}

/** The day of tick number `n` after `anchor`, or the last day before an open pause that keeps it from coming. */
function tickNumber(calendar: WorkCalendar, anchor: LocalDay, n: number, unit: LimitUnit, silent: SilentDays[]): { day: LocalDay; comes: boolean } {
  let reached = anchor;
  let left = n;
  for (const { from, next } of silent) {
    const free = ticksAfter(calendar, reached, from - 1, unit);
    if (free >= left) break;
    left -= free;
    if (next === Infinity) return { day: Math.max(reached, from - 1), comes: false };
    reached = Math.max(reached, next - 1);
  }
  return { day: unit === 'working_day' ? calendar.workingDayAfter(reached, left) : reached + left, comes: true };
}

/** Ticks of the days after `from` up to and with `to`; 0 where `to` is not later. */
function ticksAfter(calendar: WorkCalendar, from: LocalDay, to: LocalDay, unit: LimitUnit): number {
  if (to <= from) return 0;
  return unit === 'working_day' ? calendar.workingDaysAfter(from, to) : to - from;
}

/** The days that pauses silence, in order of their first day. */
function silentDays(calendar: WorkCalendar, pauses: readonly Span[]): SilentDays[] {
  if (pauses.length === 0) return [];
  return pauses
    .map(({ from, to }) => ({ from: firstTickDay(calendar, from), next: to ? firstTickDay(calendar, to) : Infinity }))
    .filter(({ from, next }) => from < next)
    .sort((a, b) => a.from - b.from);
}

/** The first day whose office closes at this instant or later. */
function firstTickDay(calendar: WorkCalendar, instant: Date): LocalDay {
  const day = calendar.dayOf(instant);
  return calendar.officeEnd(day).getTime() >= instant.getTime() ? day : day + 1;
}
