import { dateFromDay, type DayReason, type LocalDay } from './calendar.js';
import { yearOf } from './calendar.zone.js';
import { usedUntil } from './deadline.hours.js';
import { dayZero, isSilent, partAt, partsOf, type ClockHistory, type Part, type Place } from './deadline.ticks.js';
import type { Limit } from './deadline.js';

const MINUTE = 60_000;

/** One day in the account of a clock. */
export interface LedgerDay {
  /** `YYYY-MM-DD` in the zone of the calendar that decides of it. */
  date: string;
  /** True where the day uses up something of the limit. */
  counted: boolean;
  /** Why; `paused` where it would have counted but for a pause. */
  reason: DayReason | 'paused';
  /** The day off, also where it falls on a weekend. */
  name?: string;
  decree?: string;
  /** Ticks up to and with this day; of a limit in hours whole office hours. */
  count: number;
  /** Office minutes that counted, of a limit in hours. */
  minutes?: number;
  /** The list of days off for this year is not known. */
  provisional?: true;
}

/** What the walk from day to day carries along. */
interface Walk {
  history: ClockHistory;
  limit: Limit;
  until: Date;
  parts: readonly Part[];
  origin: Place;
  /** Ticks, or milliseconds of office time, so far. */
  used: number;
}

/**
 * The account of a clock from the day of its start (day 0, which never counts for a limit in days) to the day of
 * `until`: when it is due or was stopped, or now. A day whose tick has not come by then does not count.
 * @param atMost how many entries; the first ones are given.
 */
export function ledgerOf(history: ClockHistory, limit: Limit, until: Date, atMost: number): LedgerDay[] {
  const parts = partsOf(history);
  const origin = dayZero(history, parts);
  const walk: Walk = { history, limit, until, parts, origin, used: 0 };
  const first = Math.min(origin.day, partAt(parts, origin.part).calendar.dayOf(history.start));
  const last = Math.max(first, calendarAt(history, until).dueDay(until));
  const days: LedgerDay[] = [];
  for (let day = first; day <= last && days.length < atMost; day += 1) {
    days.push(limit.unit === 'working_hour' ? hoursOn(walk, day) : tickOn(walk, day));
  }
  return days;
}

/** The calendar by which a clock counts at an instant. */
export function calendarAt({ calendars }: ClockHistory, instant: Date): Part['calendar'] {
  const found = calendars.findLast(({ from }, place) => place === 0 || from <= instant);
  if (!found) throw new RangeError('A clock counts by at least one calendar.');
  return found.calendar;
}

function tickOn(walk: Walk, day: LocalDay): LedgerDay {
  const { parts, origin, until } = walk;
  let [ticking, counting]: [boolean, Part | undefined] = [false, undefined];
  for (let place = origin.part; place < parts.length && !counting; place += 1) {
    const part = partAt(parts, place);
    if (day < part.first || day > part.last || !ticks(walk, part, day)) continue;
    ticking = true;
    if (!isSilent(part, day)) counting = part;
  }
  const counted = day > origin.day && counting !== undefined && counting.calendar.officeEnd(day) <= until;
  if (counted) walk.used += 1;
  const paused = day > origin.day && !counting && ticking;
  return entry(counting ?? deciding(walk, day), day, { counted, paused, count: walk.used });
}

/** Whether a day would give a tick. Days of an extension are working days, whatever the limit is counted in. */
function ticks({ limit, history, used }: Walk, { calendar }: Part, day: LocalDay): boolean {
  const all = limit.unit === 'calendar_day' && (history.extensionDays === 0 || used < limit.amount);
  return all || calendar.isWorkingDay(day);
}

function hoursOn(walk: Walk, day: LocalDay): LedgerDay {
  const { history, until, used } = walk;
  const part = deciding(walk, day);
  const { calendar } = part;
  const end = earlier(calendar.officeEnd(day), until);
  walk.used = Math.max(used, usedUntil(history, end));
  const minutes = Math.floor(walk.used / MINUTE) - Math.floor(used / MINUTE);
  const start = later(history.start, calendar.officeEnd(day - 1));
  const paused = walk.used === used && start < end && calendar.officeTime(start, end) > 0;
  return Object.assign(entry(part, day, { counted: minutes > 0, paused, count: Math.floor(walk.used / MINUTE / 60) }), { minutes });
}

/** The part whose calendar tells of a day: the last to which it belongs. */
function deciding({ parts, origin }: Walk, day: LocalDay): Part {
  return parts.findLast(({ first }, place) => place >= origin.part && first <= day) ?? partAt(parts, origin.part);
}

function entry({ calendar }: Part, day: LocalDay, { counted, paused, count }: { counted: boolean; paused: boolean; count: number }): LedgerDay {
  const { reason, dayOff } = calendar.reasonOf(day);
  const made: LedgerDay = { date: dateFromDay(day), counted, reason: paused ? 'paused' : reason, count };
  if (dayOff) made.name = dayOff.name;
  if (dayOff?.decree !== undefined) made.decree = dayOff.decree;
  if (!calendar.covers(yearOf(day))) made.provisional = true;
  return made;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
