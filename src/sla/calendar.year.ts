import type { CompiledRules } from './calendar.compiled.js';
import { weekOf, type Window } from './calendar.hours.js';

import { firstDayOf, weekdayOf, type LocalDay } from './calendar.zone.js';

const MIDNIGHT = 1440;
const none: readonly Window[] = [];

/** One year's days and office minutes, counted once so that neither adding nor subtracting walks over them. */
export interface YearTable {
  first: LocalDay;
  /** Place i: how many working days come before the year's day i. */
  before: Uint16Array;
  /** Place n: the year's day on which its working day number n (from 0) falls. */
  working: Uint16Array;
  /** Place i: office minutes of the windows that open on days of the year before its day i. */
  minutes: Uint32Array;
  /** Place i: when the year's day i closes, in minutes after the midnight it begins with. */
  closes: Uint16Array;
  /** Place i: the instant the year's day i closes, NaN until it was asked for. */
  ends: Float64Array;
  /** Place i: the windows that open on the year's day i; none where nobody works. */
  windows: readonly (readonly Window[])[];
}

/** The windows that open on a day; none on a day off. */
export function windowsOn(rules: CompiledRules, day: LocalDay): readonly Window[] {
  return rules.off.has(day) ? none : (weekOf(rules, day).windows[weekdayOf(day)] ?? none);
}

/**
 * When a day closes: with its last window. A day off closes when its weekday would, at midnight at the latest, and
 * not before the night's work that began the day before.
 */
function closingOf(rules: CompiledRules, day: LocalDay): number {
  const last = windowsOn(rules, day).at(-1);
  if (last) return last.closes;
  const nightBefore = (windowsOn(rules, day - 1).at(-1)?.closes ?? 0) - MIDNIGHT;
  return Math.max(Math.min(weekOf(rules, day).closes[weekdayOf(day)] ?? MIDNIGHT, MIDNIGHT), nightBefore);
}

export function tabulate(rules: CompiledRules, year: number): YearTable {
  const first = firstDayOf(year);
  const length = firstDayOf(year + 1) - first;
  const table = { first, before: new Uint16Array(length + 1), minutes: new Uint32Array(length + 1), closes: new Uint16Array(length) };
  const working: number[] = [];
  const windows: (readonly Window[])[] = [];
  for (let day = 0; day < length; day += 1) {
    const opened = windowsOn(rules, first + day);
    if (opened.length > 0) working.push(day);
    windows.push(opened);
    table.before[day + 1] = working.length;
    table.minutes[day + 1] = (table.minutes[day] ?? 0) + opened.reduce((sum, { opens, closes }) => sum + closes - opens, 0);
    table.closes[day] = closingOf(rules, first + day);
  }
  return { ...table, working: Uint16Array.from(working), windows, ends: new Float64Array(length).fill(NaN) };
}
