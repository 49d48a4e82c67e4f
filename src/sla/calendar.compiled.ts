import { CalendarFault } from './calendar.fault.js';
import { compileHours, type CompiledHours } from './calendar.hours.js';
import type { CalendarRules, DayOff } from './calendar.rules.js';
import { dayFromDate, FIRST_YEAR, LAST_YEAR, type LocalDay } from './calendar.zone.js';

/** The rules in the integers that arithmetic needs. */
export interface CompiledRules extends CompiledHours {
  /** Days on which nobody works, whatever their weekday. */
  off: ReadonlyMap<LocalDay, DayOff>;
  /** Null where every year is known. */
  covered: ReadonlySet<number> | null;
}

/** Checks a calendar and compiles it. @throws CalendarFault that points to the wrong value. */
export function compileRules(rules: CalendarRules): CompiledRules {
  return { ...compileHours(rules.hours), off: compileDaysOff(rules), covered: compileYears(rules.coveredYears) };
}

function compileDaysOff({ daysOff, countJointLeave }: CalendarRules): Map<LocalDay, DayOff> {
  const seen = new Set<LocalDay>();
  const off = new Map<LocalDay, DayOff>();
  daysOff.forEach((dayOff, place) => {
    const path = `/daysOff/${place}/date`;
    const day = dayFromDate(dayOff.date, path);
    if (seen.has(day)) throw new CalendarFault('calendar.day_twice', path, `${dayOff.date} is a day off twice.`);
    seen.add(day);
    if (dayOff.kind !== 'joint_leave' || !countJointLeave) off.set(day, dayOff);
  });
  return off;
}

function compileYears(years: number[] | undefined): Set<number> | null {
  if (years === undefined) return null;
  const strange = years.findIndex((year) => !Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR);
  if (strange >= 0) {
    const sentence = `${years[strange]} is not a year from ${FIRST_YEAR} to ${LAST_YEAR}.`;
    throw new CalendarFault('calendar.year_unknown', `/coveredYears/${strange}`, sentence);
  }
  return new Set(years);
}
