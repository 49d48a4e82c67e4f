import type { WorkCalendar } from './calendar.js';
import type { ClockHistory, Span } from './deadline.ticks.js';

/** A stretch of time in which the clock runs by one calendar. */
interface Running {
  part: number;
  calendar: WorkCalendar;
  from: Date;
  /** Null where it runs for ever. */
  to: Date | null;
}

/** When so much office time was used, and by which part; where it does not come, when the clock stood still for good. */
export interface Used {
  part: number;
  at: Date;
  comes: boolean;
}

/** The first instant by which so many milliseconds of office time are used. */
export function whenUsed(history: ClockHistory, time: number): Used {
  let left = time;
  let end: Used = { part: 0, at: history.start, comes: false };
  for (const { part, calendar, from, to } of running(history)) {
    const free = to === null ? Infinity : calendar.officeTime(from, to);
    if (free >= left) return { part, at: calendar.afterOfficeTime(from, left), comes: true };
    left -= free;
    end = { part, at: to ?? from, comes: false };
  }
  return end;
}

/** Milliseconds of office time used up to an instant. */
export function usedUntil(history: ClockHistory, until: Date): number {
  let used = 0;
  for (const { calendar, from, to } of running(history)) {
    if (from >= until) break;
    used += calendar.officeTime(from, to === null || to > until ? until : to);
  }
  return used;
}

/** The stretches in which a clock runs, in order of time. */
function running({ start, calendars, pauses }: ClockHistory): Running[] {
  const ordered = pauses.length > 1 ? [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime()) : pauses;
  const stretches: Running[] = [];
  calendars.forEach(({ calendar, from }, part) => {
    const begin = part === 0 || from < start ? start : from;
    const end = calendars[part + 1]?.from ?? null;
    for (const stretch of without(ordered, begin, end)) stretches.push({ part, calendar, ...stretch });
  });
  return stretches;
}

/** What pauses (in order of their beginning) leave of a stretch of time. */
function without(pauses: readonly Span[], begin: Date, end: Date | null): Span[] {
  const left: Span[] = [];
  let at = begin;
  for (const { from, to } of pauses) {
    if (end !== null && from >= end) break;
    // A pause that was entered the wrong way round takes nothing away.
    if (to !== null && (to <= at || to <= from)) continue;
    if (from > at) left.push({ from: at, to: from });
    if (to === null) return left;
    at = to;
  }
  if (end === null || at < end) left.push({ from: at, to: end });
  return left;
}
