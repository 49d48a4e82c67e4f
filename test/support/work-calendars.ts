import type { CalendarRules, WeekHours } from '../../src/sla/calendar.js';
import { coveredYears, indonesianHolidays } from '../../src/sla/indonesian-holidays.js';
import { defaultHours } from '../../src/sla/indonesian-hours.js';

/** The calendar that a city begins with. */
export const cityRules: CalendarRules = {
  zone: 'Asia/Jakarta',
  version: 1,
  hours: defaultHours,
  daysOff: indonesianHolidays,
  countJointLeave: false,
  coveredYears,
};

/** The same window on all days of the week. */
const everyDay = (opens: string, closes: string): WeekHours[] => [{ days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], windows: [{ opens, closes }] }] }];

/** A service that knows no day off, open on all days. */
export const alwaysOpen = (opens: string, closes: string): CalendarRules => ({
  ...cityRules,
  hours: everyDay(opens, closes),
  daysOff: [],
  coveredYears: undefined,
});
