import ICAL from 'ical.js';
import type { FieldFault } from '../platform/refusal.js';
import { storable } from '../platform/shape.js';
import type { DayOff } from './calendar.js';

/** A day off and the line of the file that names it. */
export interface DayAtLine {
  day: DayOff;
  line: number;
}

export interface ReadIcs {
  days: DayAtLine[];
  faults: FieldFault[];
}

/** A content line, unfolded (RFC 5545, 3.1), with the number of its first line in the file. */
interface ContentLine {
  text: string;
  line: number;
}

/** What the library makes of a content line (jCal, RFC 7265). */
interface Property {
  name: string;
  type: string;
  values: unknown[];
  line: number;
}

interface Event {
  line: number;
  properties: Property[];
}

type Report = (code: string, line: number, params?: FieldFault['params']) => void;

const mostFaults = 50;
const boundary = /^(BEGIN|END):\s*([A-Za-z0-9-]{1,40})\s*$/i;
const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const recurring = new Set(['rrule', 'rdate', 'exrule', 'exdate', 'recurrence-id']);
const kinds = new Set<string>(['national_holiday', 'joint_leave', 'local', 'election'] satisfies DayOff['kind'][]);

/**
 * Reads the all-day events of an iCalendar text. Whatever text comes, it answers with days or with faults that name their line.
 * The library reads the values; lines are taken one by one, because it does not say where it failed.
 */
export function readIcs(text: string, years: readonly number[]): ReadIcs {
  const faults: FieldFault[] = [];
  const report: Report = (code, line, params) => {
    if (faults.length < mostFaults) faults.push({ pointer: '/ics', code, params: { line, ...params } });
  };
  const events = eventsOf(unfold(text), report, () => faults.length >= mostFaults);
  // An event whose line is broken would be wrong a second time.
  const days = faults.length > 0 ? [] : events.flatMap((event) => daysOf(event, years, report));
  if (faults.length === 0 && days.length === 0) report('decree.no_events', 1);
  return { days, faults };
}

function unfold(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.text += raw.slice(1);
    else lines.push({ text: raw, line: index + 1 });
  }
  return lines.filter(({ text: content }) => content.trim() !== '');
}

function eventsOf(lines: ContentLine[], report: Report, enough: () => boolean): Event[] {
  const open: { name: string; line: number }[] = [];
  const events: Event[] = [];
  for (const { text, line } of lines) {
    // A file of another kind is wrong in every line.
    if (enough()) break;
    const [, edge, name = ''] = boundary.exec(text) ?? [];
    if (edge?.toUpperCase() === 'BEGIN') {
      open.push({ name: name.toUpperCase(), line });
      if (open.length === 1 && name.toUpperCase() !== 'VCALENDAR') report('decree.line_broken', line);
      if (name.toUpperCase() === 'VEVENT') events.push({ line, properties: [] });
    } else if (edge !== undefined) {
      if (open.pop()?.name !== name.toUpperCase()) report('decree.line_broken', line);
    } else {
      const property = propertyOf(text, line);
      if (!property || open.length === 0) report('decree.line_broken', line);
      // What stands in an alarm below the event is not the event's.
      else if (open.at(-1)?.name === 'VEVENT') events.at(-1)?.properties.push(property);
    }
  }
  for (const { line } of open) report('decree.not_closed', line);
  return events;
}

/** Undefined where the line is none of iCalendar. */
function propertyOf(text: string, line: number): Property | undefined {
  try {
    const [name, , type, ...values] = ICAL.parse.property(text) as [string, unknown, string, ...unknown[]];
    return /^[a-z0-9-]+$/.test(name) ? { name, type, values, line } : undefined;
  } catch {
    return undefined;
  }
}

function daysOf({ line, properties }: Event, years: readonly number[], report: Report): DayAtLine[] {
  const find = (name: string): Property | undefined => properties.find((property) => property.name === name);
  const wordsOf = (name: string): string => textOf(find(name)?.values[0]);
  if (wordsOf('status').toUpperCase() === 'CANCELLED') return [];
  const repeats = properties.find(({ name }) => recurring.has(name));
  if (repeats) report('decree.recurring', repeats.line);
  const dates = datesOf(line, find, years, report);
  const name = wordsOf('summary');
  const decree = wordsOf('description');
  if (name === '' || [...name].length > 200 || !storable(name)) report('decree.name', find('summary')?.line ?? line);
  if ([...decree].length > 300 || !storable(decree)) report('decree.description', find('description')?.line ?? line);
  const kind = kindOf(properties, name);
  return dates.map((date) => ({ day: { date, kind, name, ...(decree === '' ? {} : { decree }) }, line: find('dtstart')?.line ?? line }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '');

function kindOf(properties: Property[], name: string): DayOff['kind'] {
  const named = properties.filter((property) => property.name === 'categories').flatMap(({ values }) => values.map(textOf));
  const known = named.map((word) => word.toLowerCase().replaceAll(/[\s-]/g, '_')).find((word) => kinds.has(word));
  return (known as DayOff['kind'] | undefined) ?? (/^cuti bersama\b/i.test(name) ? 'joint_leave' : 'national_holiday');
}

/** The days of an event, those of DTEND not included (RFC 5545, 3.6.1). */
function datesOf(line: number, find: (name: string) => Property | undefined, years: readonly number[], report: Report): string[] {
  const [start, end, duration] = [find('dtstart'), find('dtend'), find('duration')];
  const first = dayOf(start);
  if (first === undefined) return none(report, 'decree.not_all_day', start?.line ?? line);
  const past = end ? dayOf(end) : first + daysIn(duration) * dayLength;
  if (past === undefined || !Number.isInteger(past / dayLength)) return none(report, 'decree.not_all_day', (end ?? duration)?.line ?? line);
  if (past <= first) return none(report, 'decree.ends_before_start', (end ?? duration)?.line ?? line);
  const outside = [first, past - dayLength].map((moment) => new Date(moment).getUTCFullYear()).find((year) => !years.includes(year));
  if (outside !== undefined || past - first > longest) return none(report, 'decree.outside_years', start?.line ?? line);
  const length = (past - first) / dayLength;
  return Array.from({ length }, (_, index) => new Date(first + index * dayLength).toISOString().slice(0, 10));
}

const dayLength = 86_400_000;
/** No feast lasts longer; it also keeps an event from spanning a year that is not asked for. */
const longest = 366 * dayLength;

function none(report: Report, code: string, line: number): [] {
  report(code, line);
  return [];
}

/** Midnight UTC of an all-day value. */
function dayOf(property: Property | undefined): number | undefined {
  const [value] = property?.values ?? [];
  if (property?.type !== 'date' || typeof value !== 'string' || !dateForm.test(value)) return undefined;
  const moment = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== value ? undefined : moment;
}

/** An all-day event without an end is one day long. */
function daysIn(duration: Property | undefined): number {
  if (!duration) return 1;
  const [value] = duration.values;
  return typeof value === 'string' && ICAL.Duration.isValueString(value) ? ICAL.Duration.fromString(value).toSeconds() / 86_400 : NaN;
}
