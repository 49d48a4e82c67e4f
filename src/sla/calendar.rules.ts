import { dayFromDate } from './calendar.zone.js';

/** A day on which a calendar's offices are closed although its weekday works. */
export interface DayOff {
  /** `YYYY-MM-DD` in the calendar's zone. */
  date: string;
  /** `joint_leave` is cuti bersama, `election` a polling day that the decree on holidays does not list. */
  kind: 'national_holiday' | 'joint_leave' | 'local' | 'election';
  /** As shown to people, in Indonesian. */
  name: string;
  /** The decree (SKB, Keppres, Perda) that makes it a day off. */
  decree?: string;
}

/** Everything a day limit depends on, as one version of a calendar holds it. */
export interface CalendarRules {
  /** IANA name; WIB Asia/Jakarta, WITA Asia/Makassar, WIT Asia/Jayapura. */
  zone: string;
  /** Kept beside every deadline computed with it, so that an amendment shows which deadlines are old. */
  version: number;
  /** ISO weekdays that work, 1 Monday to 7 Sunday. */
  weekdays: number[];
  /** `HH:mm`. From this moment a file that comes in counts as received on that day. */
  officeStart: string;
  /** `HH:mm`. A day limit runs out at this moment. */
  officeEnd: string;
  /** `HH:mm` by ISO weekday, where it differs from `officeEnd`. */
  officeEndByWeekday?: Record<number, string>;
  daysOff: DayOff[];
  /** True where joint leave counts as a working day; domain default is false. */
  countJointLeave: boolean;
  /** Years whose decree is in `daysOff`. A deadline that touches another year is provisional. */
  coveredYears: number[];
}

/** Office hours and days in the integers that arithmetic needs. */
export interface CompiledRules {
  /** Minutes after midnight. */
  opens: number;
  /** Minutes after midnight, by ISO weekday 1..7 (place 0 is unused). */
  closes: number[];
  /** By ISO weekday 1..7 (place 0 is unused). */
  works: boolean[];
  /** Local days that are off. */
  off: Set<number>;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Checks a calendar and compiles it. @throws RangeError with a sentence that names the wrong value. */
export function compileRules(rules: CalendarRules): CompiledRules {
  const opens = minutesOf(rules.officeStart);
  const closes = [0, ...WEEK.map((weekday) => minutesOf(rules.officeEndByWeekday?.[weekday] ?? rules.officeEnd))];
  checkWeekdays(rules);
  if (closes.slice(1).some((end) => end <= opens)) throw new RangeError('An office day must end after it starts.');
  const strangeYear = rules.coveredYears.find((year) => !Number.isInteger(year));
  if (strangeYear !== undefined) throw new RangeError(`${strangeYear} is not a year.`);
  const closed = rules.daysOff.filter((day) => day.kind !== 'joint_leave' || !rules.countJointLeave);
  return {
    opens,
    closes,
    works: [false, ...WEEK.map((weekday) => rules.weekdays.includes(weekday))],
    off: new Set(closed.map((day) => dayFromDate(day.date))),
  };
}

function checkWeekdays({ weekdays, officeEndByWeekday }: CalendarRules): void {
  if (weekdays.length === 0) throw new RangeError('A calendar needs at least one working weekday.');
  const strange = [...weekdays, ...Object.keys(officeEndByWeekday ?? {}).map(Number)].find((day) => !WEEK.includes(day));
  if (strange !== undefined) throw new RangeError(`${strange} is not a weekday; use 1 (Monday) to 7 (Sunday).`);
}

function minutesOf(clock: string): number {
  const [, hours, minutes] = CLOCK.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) throw new RangeError(`"${clock}" is not a time of day; use HH:mm.`);
  return Number(hours) * 60 + Number(minutes);
}
