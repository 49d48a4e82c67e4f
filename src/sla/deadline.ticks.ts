import type { LocalDay, WorkCalendar } from './calendar.js';

/** A stretch of time [from, to) in which the clock stands; `to` is null while it still does. */
export interface Span {
  from: Date;
  to: Date | null;
}

/** By which calendar a clock counts, and since when; the first part begins with the clock. */
export interface CountedBy {
  calendar: WorkCalendar;
  from: Date;
}

/** Everything a deadline depends on besides its limit. */
export interface ClockHistory {
  start: Date;
  /** In any order; they may touch, overlap or be empty. */
  pauses: readonly Span[];
  /** At least one, in order of time. */
  calendars: readonly CountedBy[];
  /** Working days on top of the limit, from 0. */
  extensionDays: number;
}

/** What gives a tick: every later working day, or every later day. */
export type TickUnit = 'working_day' | 'calendar_day';

/** Local days whose tick falls into a pause: `from` the first, `next` the first after them. */
interface SilentDays {
  from: LocalDay;
  next: LocalDay;
}

/** The days of which one calendar decides: those that close while it is the clock's. */
export interface Part {
  calendar: WorkCalendar;
  first: LocalDay;
  last: LocalDay;
  silent: readonly SilentDays[];
}

/** How far the counting has come: days up to and with this one, in this part, are judged. */
export interface Place {
  part: number;
  day: LocalDay;
}

/** Where counting ended. Where it does not come, an open pause keeps it; the place is then the last day before the pause. */
export interface Reached extends Place {
  comes: boolean;
}

export function partsOf({ calendars, pauses }: ClockHistory): Part[] {
  if (calendars.length === 0) throw new RangeError('A clock counts by at least one calendar.');
  return calendars.map(({ calendar, from }, place) => {
    const next = calendars[place + 1];
    if (next && place > 0 && next.from < from) throw new RangeError('The calendars of a clock must stand in order of time.');
    const first = place === 0 ? -Infinity : calendar.closingFrom(from);
    return { calendar, first, last: next ? calendar.closingFrom(next.from) - 1 : Infinity, silent: silentDays(calendar, pauses) };
  });
}

/** Day 0, by the calendar that counts at the start. A clock that was moved in the moment it began never counted by the first. */
export function dayZero({ calendars, start }: ClockHistory, parts: readonly Part[]): Place {
  let part = 0;
  while (part + 1 < calendars.length && (calendars[part + 1]?.from ?? start) <= start) part += 1;
  return { part, day: partAt(parts, part).calendar.anchorOf(start) };
}

/** Counts `n` ticks on from a place. */
export function advance(parts: readonly Part[], { part: begin, day }: Place, n: number, unit: TickUnit): Reached {
  let reached = day;
  let left = n;
  for (let place = begin; ; place += 1) {
    const part = partAt(parts, place);
    if (place === parts.length - 1) return { part: place, ...tickNumber(part, reached, left, unit) };
    const from = Math.max(reached, part.first - 1);
    const free = ticksTo(part, from, part.last, unit);
    if (free >= left) return { part: place, ...tickNumber(part, from, left, unit) };
    left -= free;
    // A date that has counted must not count again by the next calendar, whose day may close later.
    if (free > 0) reached = tickNumber(part, from, free, unit).day;
  }
}

/** How many ticks have counted after a place up to and with an instant. */
export function ticksUntil(parts: readonly Part[], { part: begin, day }: Place, until: Date, unit: TickUnit): number {
  let reached = day;
  let count = 0;
  for (let place = begin; place < parts.length; place += 1) {
    const part = partAt(parts, place);
    const from = Math.max(reached, part.first - 1);
    const free = ticksTo(part, from, Math.min(part.last, part.calendar.closedBy(until)), unit);
    if (free > 0) reached = tickNumber(part, from, free, unit).day;
    count += free;
  }
  return count;
}

export function partAt(parts: readonly Part[], place: number): Part {
  const part = parts[place];
  if (!part) throw new RangeError(`A clock has no part ${place}.`);
  return part;
}

/** True where the day's tick falls into a pause. */
export function isSilent({ silent }: Part, day: LocalDay): boolean {
  return silent.some(({ from, next }) => from <= day && day < next);
}

/** Ticks of one part after a day up to and with another. */
function ticksTo({ calendar, silent }: Part, after: LocalDay, to: LocalDay, unit: TickUnit): number {
  let reached = after;
  let count = 0;
  for (const { from, next } of silent) {
    if (from > to) break;
    count += ticksAfter(calendar, reached, from - 1, unit);
    reached = Math.max(reached, next - 1);
  }
  return count + ticksAfter(calendar, reached, to, unit);
}

/** The day of tick number `n` after a day, or the last day before an open pause that keeps it from coming. */
function tickNumber({ calendar, first, silent }: Part, after: LocalDay, n: number, unit: TickUnit): { day: LocalDay; comes: boolean } {
  let reached = Math.max(after, first - 1);
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
function ticksAfter(calendar: WorkCalendar, from: LocalDay, to: LocalDay, unit: TickUnit): number {
  if (to <= from) return 0;
  return unit === 'working_day' ? calendar.workingDaysAfter(from, to) : to - from;
}

/** The days that pauses silence, in order of their first day. */
function silentDays(calendar: WorkCalendar, pauses: readonly Span[]): SilentDays[] {
  if (pauses.length === 0) return [];
  return pauses
    .map(({ from, to }) => ({ from: calendar.closingFrom(from), next: to ? calendar.closingFrom(to) : Infinity }))
    .filter(({ from, next }) => from < next)
    .sort((a, b) => a.from - b.from);
}
