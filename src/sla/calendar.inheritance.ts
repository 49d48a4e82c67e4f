import { CalendarFault, type CalendarRules, type DayOff, type WeekHours } from './calendar.js';

/** Everything deadlines are counted by; the version is a number beside it. */
export type EffectiveRules = Omit<CalendarRules, 'version'>;

/** What was given for one calendar itself; what it lacks is inherited from the nearest calendar above it in the tree of agencies. */
export interface OwnMembers {
  zone?: string;
  hours?: WeekHours[];
  countJointLeave?: boolean;
  daysOff?: DayOff[];
  coveredYears?: number[];
  /** True unless said: the days and years of the calendar above hold here too. */
  inheritsDaysOff?: boolean;
}

/** Members that a calendar can have of its own, or inherit. */
export const inheritable = ['zone', 'hours', 'countJointLeave', 'daysOff', 'coveredYears'] as const;
export type Inheritable = (typeof inheritable)[number];

/** Gives own members up, so that those of the calendar above hold again. */
export function without(own: OwnMembers, given: readonly Inheritable[]): OwnMembers {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !given.includes(name as Inheritable)));
}

/** Takes over the members that are given; those left out stay. */
export function withMembers(own: OwnMembers, given: OwnMembers): OwnMembers {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...own, ...(Object.fromEntries(said) as OwnMembers) };
}

/** A calendar's rules, complete. @throws CalendarFault where a calendar without one above it gives no zone or no hours, or an own day stands twice */
export function inherit(own: OwnMembers, parent: EffectiveRules | undefined): EffectiveRules {
  const zone = own.zone ?? parent?.zone;
  const hours = own.hours ?? parent?.hours;
  if (zone === undefined) throw new CalendarFault('calendar.zone_unknown', '/zone', 'A calendar without one above it needs a zone.');
  if (hours === undefined) throw new CalendarFault('calendar.hours_missing', '/hours', 'A calendar without one above it needs office hours.');
  const inherited = own.inheritsDaysOff === false ? undefined : parent;
  const years = coveredYearsOf(own, parent);
  return {
    zone,
    hours,
    countJointLeave: own.countJointLeave ?? parent?.countJointLeave ?? false,
    daysOff: joined(inherited?.daysOff ?? [], own.daysOff ?? []),
    ...(years === undefined ? {} : { coveredYears: years }),
  };
}

// Without days of its own or inherited ones a calendar needs no list: its offices work every day their weekday does. One that
// inherits and has nothing above it knows no year yet, and says so.
function coveredYearsOf({ inheritsDaysOff = true, coveredYears }: OwnMembers, parent: EffectiveRules | undefined): number[] | undefined {
  if (!inheritsDaysOff) return coveredYears && ascending(coveredYears);
  if (parent && parent.coveredYears === undefined) return undefined;
  return ascending([...(parent?.coveredYears ?? []), ...(coveredYears ?? [])]);
}

const ascending = (years: readonly number[]): number[] => [...new Set(years)].sort((a, b) => a - b);

/** In order of date; of two on one date the own one. */
function joined(inherited: readonly DayOff[], own: readonly DayOff[]): DayOff[] {
  const days = new Map(inherited.map((day) => [day.date, day]));
  const seen = new Set<string>();
  for (const [index, day] of own.entries()) {
    if (seen.has(day.date)) throw new CalendarFault('calendar.day_twice', `/daysOff/${index}/date`, `${day.date} stands in the list twice.`);
    seen.add(day.date);
    days.set(day.date, day);
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
