import type { EffectiveRules } from './calendar.inheritance.js';
import type { DayOff, WeekHours } from './calendar.js';

/** A day whose kind, name or decree is another. */
export interface ChangedDay {
  date: string;
  before: DayOff;
  after: DayOff;
}

/** What one version of a calendar changes against the one before it. */
export interface CalendarDiff {
  addedDays: DayOff[];
  removedDays: DayOff[];
  changedDays: ChangedDay[];
  addedYears: number[];
  removedYears: number[];
  /** Members other than days and years, by name. */
  otherMembers: ('zone' | 'hours' | 'countJointLeave' | 'needsList')[];
}

/** Days and years in order. */
export function diffOf(before: EffectiveRules, after: EffectiveRules): CalendarDiff {
  const [old, now] = [byDate(before.daysOff), byDate(after.daysOff)];
  const [oldYears, years] = [before.coveredYears ?? [], after.coveredYears ?? []];
  return {
    addedDays: [...now.values()].filter(({ date }) => !old.has(date)),
    removedDays: [...old.values()].filter(({ date }) => !now.has(date)),
    changedDays: [...now.values()].flatMap((day) => {
      const former = old.get(day.date);
      return former && textOfDay(former) !== textOfDay(day) ? [{ date: day.date, before: former, after: day }] : [];
    }),
    addedYears: years.filter((year) => !oldYears.includes(year)),
    removedYears: oldYears.filter((year) => !years.includes(year)),
    otherMembers: otherMembers(before, after),
  };
}

export const isEmpty = (diff: CalendarDiff): boolean => Object.values(diff).every((changed: unknown[]) => changed.length === 0);

function otherMembers(before: EffectiveRules, after: EffectiveRules): CalendarDiff['otherMembers'] {
  const differs = {
    zone: before.zone !== after.zone,
    hours: textOfHours(before.hours) !== textOfHours(after.hours),
    countJointLeave: before.countJointLeave !== after.countJointLeave,
    needsList: (before.coveredYears === undefined) !== (after.coveredYears === undefined),
  };
  return (Object.keys(differs) as CalendarDiff['otherMembers']).filter((name) => differs[name]);
}

const byDate = (days: readonly DayOff[]): Map<string, DayOff> =>
  new Map([...days].sort((a, b) => (a.date < b.date ? -1 : 1)).map((day) => [day.date, day]));

// PostgreSQL keeps the members of jsonb in an order of its own, so they are written in ours before they are compared.
const textOfDay = ({ kind, name, decree }: DayOff): string => JSON.stringify([kind, name, decree ?? null]);

const textOfHours = (hours: readonly WeekHours[]): string =>
  JSON.stringify(
    hours.map(({ name, decree, from, to, days }) => [
      [name, decree, from, to].map((member) => member ?? null),
      days.map(({ weekdays, windows }) => [weekdays, windows.map(({ opens, closes }) => [opens, closes])]),
    ]),
  );
