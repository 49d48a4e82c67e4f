import type { FieldFault } from '../platform/refusal.js';
import { refuse as refuseInput } from '../platform/platform.refusals.js';
import type { OwnMembers } from './calendar.inheritance.js';
import type { DayOff } from './calendar.js';
import type { ImportDaysOff } from './calendars.requests.js';
import { readIcs } from './decree.ics.js';
import './decree.refusals.js';

const mostFaults = 50;
const yearOf = (day: DayOff): number => Number(day.date.slice(0, 4));

/** The days that an import lists, with their decree. @throws Refusal `request.invalid` that names every line or item that is wrong */
export function listedDays(input: ImportDaysOff): DayOff[] {
  const [wanted, other] = input.format === 'ics' ? (['ics', 'days'] as const) : (['days', 'ics'] as const);
  if (input[wanted] === undefined) throw invalid([{ pointer: `/${wanted}`, code: 'field.required' }]);
  if (input[other] !== undefined) throw invalid([{ pointer: `/${other}`, code: 'decree.other_format', params: { format: input.format } }]);
  const days = input.format === 'ics' ? fromIcs(input) : fromJson(input);
  return days.map((day) => ({ ...day, ...(day.decree === undefined && input.decree !== undefined ? { decree: input.decree } : {}) }));
}

function fromIcs({ ics = '', years }: ImportDaysOff): DayOff[] {
  const { days, faults } = readIcs(ics, years);
  const twice = repeats(days.map(({ day }) => day)).map(([first, second]): FieldFault => {
    const [at, before] = [days[second]?.line ?? 0, days[first]?.line ?? 0];
    return { pointer: '/ics', code: 'decree.day_on_two_lines', params: { line: at, first: before, date: days[second]?.day.date ?? '' } };
  });
  const all = [...faults, ...twice];
  if (all.length > 0) throw invalid(all);
  return days.map(({ day }) => day);
}

function fromJson({ days = [], years }: ImportDaysOff): DayOff[] {
  // With `replaceYears` an empty list would take away the years' days and call them known.
  if (days.length === 0) throw invalid([{ pointer: '/days', code: 'decree.no_days' }]);
  const outside = days.flatMap((day, index): FieldFault[] => {
    const params = { year: yearOf(day) };
    return years.includes(params.year) ? [] : [{ pointer: `/days/${index}/date`, code: 'decree.day_outside_years', params }];
  });
  const twice = repeats(days).map(([first, second]): FieldFault => {
    const params = { first, second, date: days[second]?.date ?? '' };
    return { pointer: `/days/${second}/date`, code: 'decree.day_twice', params };
  });
  const all = [...outside, ...twice];
  if (all.length > 0) throw invalid(all);
  return days.map(({ date, kind, name, decree }) => ({ date, kind, name, ...(decree === undefined ? {} : { decree }) }));
}

const invalid = (faults: FieldFault[]): Error => refuseInput('request.invalid', { faults: faults.slice(0, mostFaults) });

/** Places of days whose date stands before already, with that first place. */
function repeats(days: readonly DayOff[]): [first: number, second: number][] {
  const seen = new Map<string, number>();
  return days.flatMap(({ date }, index): [number, number][] => {
    const first = seen.get(date);
    if (first === undefined) seen.set(date, index);
    return first === undefined ? [] : [[first, index]];
  });
}

/**
 * A calendar's own members with a decree's days in them. The decree on holidays names neither local nor polling days, which
 * have decrees of their own: those stay, unless the list names the date.
 */
export function withDecree(own: OwnMembers, days: readonly DayOff[], years: readonly number[], replaceYears: boolean): OwnMembers {
  const listed = new Set(days.map(({ date }) => date));
  const replaced = (day: DayOff): boolean => replaceYears && years.includes(yearOf(day)) && day.kind !== 'local' && day.kind !== 'election';
  const kept = (own.daysOff ?? []).filter((day) => !listed.has(day.date) && !replaced(day));
  const daysOff = [...kept, ...days].sort((a, b) => (a.date < b.date ? -1 : 1));
  if (!replaceYears) return { ...own, daysOff };
  return { ...own, daysOff, coveredYears: [...new Set([...(own.coveredYears ?? []), ...years])].sort((a, b) => a - b) };
}
