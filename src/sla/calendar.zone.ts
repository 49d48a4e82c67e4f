import { IANAZone } from 'luxon';
import { CalendarFault } from './calendar.fault.js';

/** A date without a time, as whole days since 1970-01-01 in the calendar's own zone. Integers make counting days an addition. */
export type LocalDay = number;

/** First and last year that day arithmetic accepts: a bound on memory and on every search, far beyond any file's life. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

const MINUTE = 60_000;
const DAY = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The first of January of each year and of the one after the last: they are asked for at every step of counting. */
const FIRST_DAYS = Int32Array.from({ length: LAST_YEAR - FIRST_YEAR + 2 }, (_, place) => Date.UTC(FIRST_YEAR + place, 0, 1) / DAY);
const FIRST_DAY = firstDayOf(FIRST_YEAR);
const LAST_DAY = firstDayOf(LAST_YEAR + 1) - 1;

/** The first of January of a year. */
export function firstDayOf(year: number): LocalDay {
  return FIRST_DAYS[year - FIRST_YEAR] ?? Date.UTC(year, 0, 1) / DAY;
}

/** The year a day lies in. */
export function yearOf(day: LocalDay): number {
  // 365.2425 days are the mean year, so the guess is off by one at most.
  const guess = FIRST_YEAR + ((day / 365.2425) | 0);
  if (day < firstDayOf(guess)) return guess - 1;
  return day >= firstDayOf(guess + 1) ? guess + 1 : guess;
}

/** ISO weekday, 1 Monday to 7 Sunday. The first day of 1970 was a Thursday. */
export function weekdayOf(day: LocalDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Reads `YYYY-MM-DD`. @throws CalendarFault at `path` when it is not a date of the Gregorian calendar between 1970 and 2199. */
export function dayFromDate(date: string, path = ''): LocalDay {
  const [, year, month, dayOfMonth] = (DATE.exec(date) ?? []).map(Number);
  const day = Date.UTC(year ?? NaN, (month ?? NaN) - 1, dayOfMonth ?? NaN) / DAY;
  if (!inRange(day) || dateFromDay(day) !== date) {
    throw new CalendarFault('calendar.date_unknown', path, `"${date}" is not a date between 1970 and 2199.`);
  }
  return day;
}

/** Dates that were written out: a ledger asks for the same ones again and again. There are 84 006 at most. */
const DATES = new Map<LocalDay, string>();

/** Writes `YYYY-MM-DD`. */
export function dateFromDay(day: LocalDay): string {
  const known = DATES.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (inRange(day)) DATES.set(day, date);
  return date;
}

function inRange(day: LocalDay): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

/**
 * Turns instants into local days and minutes and back for one IANA zone.
 * A look-up in luxon costs microseconds, so the offset of each UTC day is kept; only a day on which the offset
 * changes (none in Indonesia) asks luxon every time.
 */
export class ZoneClock {
  private static readonly known = new Map<string, ZoneClock>();
  private readonly zone: IANAZone;
  /** By UTC day; null where the offset changes in the course of it. */
  private readonly offsets = new Map<number, number | null>();

  private constructor(name: string) {
    this.zone = IANAZone.create(name);
  }

  /** The one clock of a zone: calendars come in versions, their zone stays. @throws CalendarFault for a zone the time library does not know. */
  static of(name: string): ZoneClock {
    const known = ZoneClock.known.get(name);
    if (known) return known;
    if (!IANAZone.isValidZone(name)) throw new CalendarFault('calendar.zone_unknown', '/zone', `"${name}" is not a time zone known here.`);
    const clock = new ZoneClock(name);
    ZoneClock.known.set(name, clock);
    return clock;
  }

  /** Milliseconds since 1970-01-01T00:00 as the wall clock shows them. @throws RangeError outside 1970–2199. */
  wallClock(instant: Date): number {
    const utc = instant.getTime();
    const wall = inRange(Math.floor(utc / DAY)) ? utc + this.offsetAt(utc) * MINUTE : NaN;
    if (!inRange(Math.floor(wall / DAY))) throw new RangeError('The instant does not lie between the years 1970 and 2199.');
    return wall;
  }

  /** The instant at which a local day's clock shows so many minutes after midnight; more than 1440 lie on the next day. */
  instantAt(day: LocalDay, minutes: number): Date {
    if (!inRange(day)) throw new RangeError('The day does not lie between the years 1970 and 2199.');
    return this.instantOf(day * DAY + minutes * MINUTE);
  }

  /**
   * The instant at which the wall clock shows so many milliseconds since 1970-01-01T00:00. A time that a clock change
   * skips moves forward by the length of the gap; a time that occurs twice is the earlier one.
   */
  instantOf(wall: number): Date {
    const before = this.offsetAt(wall - DAY);
    const early = wall - before * MINUTE;
    if (this.offsetAt(early) === before) return new Date(early);
    const late = wall - this.offsetAt(wall + DAY) * MINUTE;
    return new Date(this.offsetAt(late) * MINUTE + late === wall ? late : early);
  }

  /** Minutes east of Greenwich. */
  private offsetAt(utc: number): number {
    const day = Math.floor(utc / DAY);
    let known = this.offsets.get(day);
    if (known === undefined) {
      const opening = this.zone.offset(day * DAY);
      known = opening === this.zone.offset((day + 1) * DAY) ? opening : null;
      this.offsets.set(day, known);
    }
    return known ?? this.zone.offset(utc);
  }
}
