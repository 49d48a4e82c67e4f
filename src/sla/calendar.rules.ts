/** A stretch of office time. A window across midnight belongs to the day on which it opens. */
export interface OfficeWindow {
  /** `HH:mm`, 00:00 to 23:59. */
  opens: string;
  /** `HH:mm`, up to 24:00. Earlier than `opens`: it closes on the next day. */
  closes: string;
}

/** The windows of one or more weekdays. */
export interface DayHours {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  weekdays: number[];
  /** In any order; they may touch and must not overlap. Without one the weekday does not work. */
  windows: OfficeWindow[];
}

/** Hours of a week: without `from` and `to` the ordinary ones, with both those of a period (Ramadan). */
export interface WeekHours {
  name?: string;
  /** What orders them (Perpres, surat edaran). */
  decree?: string;
  /** `YYYY-MM-DD`, the first day of the period. */
  from?: string;
  /** `YYYY-MM-DD`, the last day of the period. */
  to?: string;
  /** A weekday that stands in none does not work. */
  days: DayHours[];
}

/** A day on which a calendar's offices are closed although its weekday works. */
export interface DayOff {
  /** `YYYY-MM-DD` in the calendar's zone. */
  date: string;
  /** `joint_leave` is cuti bersama, `election` a polling day that the decree on holidays does not list. */
  kind: 'national_holiday' | 'joint_leave' | 'local' | 'election';
  /** As shown to people, in Indonesian. */
  name: string;
  /** The decree (SKB, Keppres, Perda) that makes it a day off. */
  decree?: string;
}

/** Everything a deadline depends on, as one version of a calendar holds it. */
export interface CalendarRules {
  /** IANA name; WIB Asia/Jakarta, WITA Asia/Makassar, WIT Asia/Jayapura. */
  zone: string;
  /** Kept beside every deadline computed with it, so that an amendment shows which deadlines are old. */
  version: number;
  /** Exactly one without a period; periods must not overlap each other. */
  hours: WeekHours[];
  /** One row a date. */
  daysOff: DayOff[];
  /** True where joint leave counts as a working day; domain default is false. */
  countJointLeave: boolean;
  /**
   * Years whose decree is in `daysOff`; a deadline that touches another year is provisional. Absent where no list is
   * needed, for a service that works every day.
   */
  coveredYears?: number[];
}

/** Why a day works or does not. A weekend is a weekday without office hours, whatever feast falls on it. */
export type DayReason = 'working' | 'weekend' | 'holiday' | 'joint_leave' | 'local' | 'election';
