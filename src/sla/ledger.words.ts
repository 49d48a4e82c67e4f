import { ZoneClock } from './calendar.zone.js';

/*
 * Dates and lists in the words of a language. What a language calls days, months and zones is asked for once: a format
 * takes longer for one moment than all the rest of a sentence.
 */
const lists = new Map<string, Intl.ListFormat>();
const languages = new Map<string, Names>();
const zones = new Map<string, string>();

const DAY = 86_400_000;
const MINUTE = 60_000;
// Longer than the names of any country's zones; only a zone whose clocks change has two.
const mostZones = 1_000;

interface Names {
  /** From Sunday, as JavaScript counts. */
  weekdays: string[];
  months: string[];
}

/** A moment as a person in that zone says it. */
export interface Moment {
  /** With its weekday. */
  date: string;
  hour: string;
  minute: string;
  /** WIB, WITA or WIT; outside of Indonesia GMT with its offset. */
  abbreviation: string;
}

export function listOf(locale: string, items: readonly string[]): string {
  let format = lists.get(locale);
  if (!format) lists.set(locale, (format = new Intl.ListFormat(locale, { type: 'conjunction' })));
  return format.format(items);
}

/** Years in order, three and more in a row as the first and last of them: 2028–2071. */
export function yearsIn(locale: string, years: readonly number[]): string {
  const spans: [first: number, last: number][] = [];
  for (const year of years) {
    const span = spans.at(-1);
    if (span && span[1] === year - 1) span[1] = year;
    else spans.push([year, year]);
  }
  const said = spans.flatMap(([first, last]) => (last > first + 1 ? [`${first}–${last}`] : first === last ? [`${first}`] : [`${first}`, `${last}`]));
  return listOf(locale, said);
}

/** Writes `YYYY-MM-DD` out, with its weekday. */
export function dateIn(locale: string, date: string): string {
  return textOf(locale, new Date(`${date}T00:00:00Z`));
}

/** Midnight `asEnd` is said as the end of the day it closes, 24.00: of a deadline nobody takes 00.00 for the evening. */
export function momentIn(locale: string, zone: string, instant: Date, asEnd = false): Moment {
  const wall = ZoneClock.of(zone).wallClock(instant);
  const abbreviation = shortName(zone, instant, wall);
  if (asEnd && wall % DAY === 0) return { date: textOf(locale, new Date(wall - DAY)), hour: '24', minute: '00', abbreviation };
  const minutes = Math.floor((wall % DAY) / MINUTE);
  return { date: textOf(locale, new Date(wall)), hour: twoDigits(Math.floor(minutes / 60)), minute: twoDigits(minutes % 60), abbreviation };
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** The date of a wall clock, which is read as if it stood in Greenwich. */
function textOf(locale: string, wall: Date): string {
  const { weekdays, months } = namesOf(locale);
  return `${weekdays[wall.getUTCDay()]}, ${wall.getUTCDate()} ${months[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
}

function namesOf(locale: string): Names {
  const known = languages.get(locale);
  if (known) return known;
  const name = (part: 'weekday' | 'month', at: number): string =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', weekday: 'long', month: 'long', year: 'numeric' })
      .formatToParts(at)
      .find(({ type }) => type === part)?.value ?? '';
  // 4 January 1970 was a Sunday.
  const weekdays = Array.from({ length: 7 }, (_, day) => name('weekday', (3 + day) * DAY));
  const names = { weekdays, months: Array.from({ length: 12 }, (_, month) => name('month', Date.UTC(1970, month, 1))) };
  languages.set(locale, names);
  return names;
}

/** A zone's short name goes with its offset. Only Indonesian knows the zones of Indonesia by theirs. */
function shortName(zone: string, instant: Date, wall: number): string {
  const key = `${zone} ${wall - instant.getTime()}`;
  const known = zones.get(key);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat('id', { timeZone: zone, timeZoneName: 'short' }).formatToParts(instant);
  const found = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  if (zones.size >= mostZones) zones.clear();
  zones.set(key, found);
  return found;
}
