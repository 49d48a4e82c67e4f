/** What can be wrong with a calendar. Stable: programs react to the code, people read the sentence. */
export const calendarFaults = [
  'calendar.zone_unknown',
  'calendar.date_unknown',
  'calendar.year_unknown',
  'calendar.time_unknown',
  'calendar.weekday_unknown',
  'calendar.weekday_twice',
  'calendar.window_empty',
  'calendar.windows_overlap',
  'calendar.hours_missing',
  'calendar.hours_twice',
  'calendar.period_open',
  'calendar.period_reversed',
  'calendar.period_overlap',
  'calendar.day_twice',
  'calendar.no_working_time',
] as const;

export type CalendarFaultCode = (typeof calendarFaults)[number];

/** A calendar by which nobody can count, and the value that makes it so. */
export class CalendarFault extends RangeError {
  constructor(
    readonly code: CalendarFaultCode,
    /** JSON pointer into the rules, such as `/hours/1/days/0/windows/2`. */
    readonly path: string,
    sentence: string,
  ) {
    super(sentence);
  }
}
