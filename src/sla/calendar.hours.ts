import { CalendarFault } from './calendar.fault.js';
import type { DayHours, OfficeWindow, WeekHours } from './calendar.rules.js';
import { dayFromDate, weekdayOf, type LocalDay } from './calendar.zone.js';

/** Minutes after the midnight that begins the day on which it opens; a window across midnight closes after 1440. */
export interface Window {
  opens: number;
  closes: number;
  /** Where it stands in the rules. */
  path: string;
}

/** Hours by ISO weekday 1..7; place 0 is unused. */
export interface Week {
  /** In order of time. */
  windows: readonly (readonly Window[])[];
  /** When the weekday closes; where it does not work, when the nearest weekday before it does. */
  closes: readonly number[];
}

/** Days, both included, that have hours of their own. */
export interface Period {
  from: LocalDay;
  to: LocalDay;
  week: Week;
  /** Where it stands in the rules. */
  path: string;
}

export interface CompiledHours {
  ordinary: Week;
  /** In order of time. */
  periods: readonly Period[];
  /** True where a window stays open up to midnight or over it. */
  reachesMidnight: boolean;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const MIDNIGHT = 1440;

/** The hours that hold on a day. */
export function weekOf({ ordinary, periods }: Pick<CompiledHours, 'ordinary' | 'periods'>, day: LocalDay): Week {
  return periods.find(({ from, to }) => from <= day && day <= to)?.week ?? ordinary;
}

/** Checks office hours and compiles them. @throws CalendarFault that points to the wrong value. */
export function compileHours(hours: WeekHours[]): CompiledHours {
  const weeks = hours.map((week, place) => compileWeek(week, `/hours/${place}`));
  const [first, second] = hours.flatMap(({ from, to }, place) => (from === undefined && to === undefined ? [place] : []));
  const ordinary = weeks[first ?? -1];
  if (!ordinary) throw new CalendarFault('calendar.hours_missing', '/hours', 'A calendar needs hours that hold outside of every period.');
  if (second !== undefined) throw new CalendarFault('calendar.hours_twice', `/hours/${second}`, 'Only one week may be without a period.');
  const periods = hours.flatMap((week, place) => periodOf(week, weeks[place] ?? ordinary, `/hours/${place}`)).sort((a, b) => a.from - b.from);
  checkPeriods(periods);
  for (const { from, to } of periods) for (const day of [from, to + 1]) checkBorder({ ordinary, periods }, day);
  return { ordinary, periods, reachesMidnight: weeks.some(({ closes }) => closes.some((close) => close >= MIDNIGHT)) };
}

function compileWeek({ days }: WeekHours, path: string): Week {
  const windows: (readonly Window[])[] = [[], ...WEEK.map(() => [])];
  const seen = new Set<number>();
  days.forEach((hours, place) => {
    const opened = windowsOf(hours, `${path}/days/${place}`);
    hours.weekdays.forEach((weekday, at) => {
      checkWeekday(weekday, seen, `${path}/days/${place}/weekdays/${at}`);
      windows[weekday] = opened;
    });
  });
  if (windows.every((opened) => opened.length === 0)) {
    throw new CalendarFault('calendar.no_working_time', `${path}/days`, 'A week needs at least one window of office time.');
  }
  for (const weekday of WEEK) checkMidnight(windows[weekday] ?? [], windows[(weekday % 7) + 1] ?? []);
  return { windows, closes: [0, ...WEEK.map((weekday) => closing(windows, weekday))] };
}

function checkWeekday(weekday: number, seen: Set<number>, path: string): void {
  if (!WEEK.includes(weekday))
    throw new CalendarFault('calendar.weekday_unknown', path, `${weekday} is not a weekday; use 1 (Monday) to 7 (Sunday).`);
  if (seen.has(weekday)) throw new CalendarFault('calendar.weekday_twice', path, `The hours of weekday ${weekday} are given twice.`);
  seen.add(weekday);
}

function windowsOf({ windows }: DayHours, path: string): Window[] {
  const opened = windows.map((window, place) => windowOf(window, `${path}/windows/${place}`)).sort((a, b) => a.opens - b.opens);
  opened.forEach((window, place) => {
    const before = opened[place - 1];
    if (before && before.closes > window.opens) throw overlap(window);
  });
  return opened;
}

function windowOf({ opens, closes }: OfficeWindow, path: string): Window {
  const from = minutesOf(opens, `${path}/opens`);
  const to = closes === '24:00' ? MIDNIGHT : minutesOf(closes, `${path}/closes`);
  // Twenty-four hours are written 00:00 to 24:00, so that a slip of the pen does not become a day of work.
  if (from === to) throw new CalendarFault('calendar.window_empty', path, `The window from ${opens} to ${closes} has no length.`);
  return { opens: from, closes: to < from ? to + MIDNIGHT : to, path };
}

function minutesOf(clock: string, path: string): number {
  const [, hours, minutes] = CLOCK.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new CalendarFault('calendar.time_unknown', path, `"${clock}" is not a time of day; use HH:mm.`);
  return Number(hours) * 60 + Number(minutes);
}

/** A window that stays open over midnight must end before the next day opens. */
function checkMidnight(today: readonly Window[], tomorrow: readonly Window[]): void {
  const last = today.at(-1);
  const next = tomorrow[0];
  if (last && next && last.closes - MIDNIGHT > next.opens) throw overlap(last);
}

function overlap({ path }: Window): CalendarFault {
  return new CalendarFault('calendar.windows_overlap', path, 'The window overlaps another one.');
}

function closing(windows: readonly (readonly Window[])[], weekday: number): number {
  for (let back = 0; back < 7; back += 1) {
    const last = windows[((weekday - 1 - back + 7) % 7) + 1]?.at(-1);
    if (last) return last.closes;
  }
  return MIDNIGHT;
}

function periodOf({ from, to }: WeekHours, week: Week, path: string): Period[] {
  if (from === undefined && to === undefined) return [];
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? 'from' : 'to';
    throw new CalendarFault('calendar.period_open', `${path}/${missing}`, 'A period needs its first and its last day.');
  }
  const period = { from: dayFromDate(from, `${path}/from`), to: dayFromDate(to, `${path}/to`), week, path };
  if (period.to < period.from) throw new CalendarFault('calendar.period_reversed', `${path}/to`, `The period ends on ${to}, before it begins.`);
  return [period];
}

function checkPeriods(periods: readonly Period[]): void {
  periods.forEach(({ from, path }, place) => {
    const before = periods[place - 1];
    if (before && from <= before.to) throw new CalendarFault('calendar.period_overlap', `${path}/from`, 'The period overlaps another one.');
  });
}

/** Where the hours change, the night before has other hours than the morning. */
function checkBorder(hours: Pick<CompiledHours, 'ordinary' | 'periods'>, day: LocalDay): void {
  const of = (date: LocalDay): readonly Window[] => weekOf(hours, date).windows[weekdayOf(date)] ?? [];
  checkMidnight(of(day - 1), of(day));
}
