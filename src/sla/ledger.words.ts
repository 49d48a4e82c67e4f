/*
 * Dates and lists in the words of a language. Formats are kept: making one costs more than all the rest of a sentence.
 */
const lists = new Map<string, Intl.ListFormat>();
const formats = new Map<string, Intl.DateTimeFormat>();

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

/** Writes `YYYY-MM-DD` out, with its weekday. */
export function dateIn(locale: string, date: string): string {
  return textOf(partsOf(locale, 'UTC', new Date(`${date}T00:00:00Z`)));
}

/** Midnight is said as the end of the day it closes, 24.00: nobody takes 00.00 for the evening. */
export function momentIn(locale: string, zone: string, instant: Date): Moment {
  const parts = partsOf(locale, zone, instant);
  // Only Indonesian knows the zones of Indonesia by their short names.
  const { timeZoneName: abbreviation = zone } = locale === 'id' ? parts : partsOf('id', zone, instant);
  const { hour = '', minute = '' } = parts;
  const midnight = hour === '00' && minute === '00' && instant.getTime() % 60_000 === 0;
  if (!midnight) return { date: textOf(parts), hour, minute, abbreviation };
  return { date: textOf(partsOf(locale, zone, new Date(instant.getTime() - 1))), hour: '24', minute, abbreviation };
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

function textOf({ weekday = '', day = '', month = '', year = '' }: Parts): string {
  return `${weekday}, ${day} ${month} ${year}`;
}

function partsOf(locale: string, zone: string, instant: Date): Parts {
  const key = `${locale} ${zone}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = formatOf(locale, zone)));
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

function formatOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}
