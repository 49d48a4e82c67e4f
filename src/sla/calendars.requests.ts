import { PageQuery } from '../platform/paging.js';
import { Day, Flag, Id, OneOf, Optional, Parts, Seldom, SomeOf, Text, Whole, Wholes } from '../platform/shape.js';
import { type Inheritable, inheritable } from './calendar.inheritance.js';
import { DayOff, WeekHours } from './office-hours.views.js';

/** The zones of Indonesia: WIB, WITA, WIT. */
export const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;

/** Names a calendar. */
export class CalendarById {
  /** The calendar's id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id() id: string;
}

/** Which version of a calendar. */
export class ReadCalendar {
  /** The newest unless said. @example 3 */
  @Optional() @Whole(1, 1_000_000) version?: number;
}

/** Which calendars. */
export class ListCalendars extends PageQuery {
  /** Only those of this agency and of the agencies below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() agencyId?: string;
}

/** Which page of versions. */
export class ListCalendarVersions extends PageQuery {}

/** A new calendar (*kalender kerja*) for an agency. Members that are left out are inherited from the nearest agency above that has one. */
export class CreateCalendar {
  /** The agency whose offices it is for, and those below it that have none. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21" */
  @Id() agencyId: string;
  /** What it is called. @example "Kalender petugas pemadam" */
  @Text(1, 200) name: string;
  /** WIB, WITA or WIT. @example "Asia/Jakarta" */
  @Optional() @OneOf(zones) zone?: (typeof zones)[number];
  /** The ordinary week, and periods with hours of their own. */
  @Optional() @Parts(() => WeekHours, 1, 60) hours?: WeekHours[];
  /** Is joint leave (*cuti bersama*) a working day? @example false */
  @Optional() @Flag() countJointLeave?: boolean;
  /** Days off of its own; on the same date they stand before inherited ones. */
  @Optional() @Parts(() => DayOff, 0, 4_000) daysOff?: DayOff[];
  /** Years whose list of days off is complete. @example [2027] */
  @Optional() @Wholes(1970, 2199, 0, 230) coveredYears?: number[];
  /** Do the days off and years of the calendar above hold here too? True unless said; a service that works every day says false. @example true */
  @Optional() @Flag() inheritsDaysOff?: boolean;
  /** First day on which clocks that start count by it; today unless said. @example "2026-11-24" */
  @Optional() @Day() validFrom?: string;
  /** Why. @example "Regu pemadam bekerja bergilir sepanjang hari" */
  @Text(1, 500) reason: string;
}

/** Changes to a calendar, as a new version of it; what is left out stays. */
export class ChangeCalendar {
  /** WIB, WITA or WIT. @example "Asia/Jakarta" */
  @Seldom() @OneOf(zones) zone?: (typeof zones)[number];
  /** All hours anew: the ordinary week, and periods with hours of their own. */
  @Seldom() @Parts(() => WeekHours, 1, 60) hours?: WeekHours[];
  /** Is joint leave (*cuti bersama*) a working day? @example false */
  @Seldom() @Flag() countJointLeave?: boolean;
  /** All its own days off anew. For a decree's list, import it. */
  @Optional() @Parts(() => DayOff, 0, 4_000) daysOff?: DayOff[];
  /** Years whose list of days off is complete, all anew. @example [2024, 2025, 2026, 2027] */
  @Seldom() @Wholes(1970, 2199, 0, 230) coveredYears?: number[];
  /** Do the days off and years of the calendar above hold here too? @example true */
  @Seldom() @Flag() inheritsDaysOff?: boolean;
  /** Members of its own to give up, so that those of the calendar above hold again. @example ["hours"] */
  @Seldom() @SomeOf(inheritable, 1) inherit?: Inheritable[];
  /** First day on which clocks that start count by the new version; today unless said. @example "2026-11-24" */
  @Optional() @Day() validFrom?: string;
  /** Why. @example "SKB perubahan: 18 Agustus menjadi cuti bersama" */
  @Text(1, 500) reason: string;
  /** Also move the deadlines of clocks that run already? Not unless asked for. Needed where `validFrom` has passed. @example false */
  @Optional() @Flag() recompute?: boolean;
  /** Only say what would happen? Not unless asked for. @example true */
  @Optional() @Flag() dryRun?: boolean;
}

/** The days off of a decree, put into a calendar as a new version of it. */
export class ImportDaysOff {
  /** json: as `days`; ics: as an iCalendar file (RFC 5545) in `ics`. @example "json" */
  @OneOf(['json', 'ics']) format: 'json' | 'ics';
  /** The days, with format json. */
  @Optional() @Parts(() => DayOff, 0, 4_000) days?: DayOff[];
  /**
   * The text of the file, with format ics: all-day events. CATEGORIES names the kind; without, an event whose summary begins with
   * "Cuti Bersama" is joint leave, any other a national holiday. DESCRIPTION is the decree.
   */
  @Seldom() @Text(1, 400_000) ics?: string;
  /** The years that the decree lists; a day outside them is refused. @example [2027] */
  @Wholes(1970, 2199, 1, 20) years: number[];
  /** The decree, for days that do not name one. @example "SKB 3 Menteri Libur Nasional dan Cuti Bersama 2027" */
  @Optional() @Text(1, 300) decree?: string;
  /**
   * True unless said: the list is complete, replaces national holidays and joint leave of these years, and the years count as known.
   * Local and polling days stay unless they are listed. false: the days are added. @example true
   */
  @Optional() @Flag() replaceYears?: boolean;
  /** First day on which clocks that start count by the new version; today unless said. @example "2026-11-24" */
  @Optional() @Day() validFrom?: string;
  /** Why. @example "SKB 3 Menteri untuk 2027 telah terbit" */
  @Text(1, 500) reason: string;
  /** Also move the deadlines of clocks that run already? Not unless asked for. Needed where `validFrom` has passed. @example false */
  @Optional() @Flag() recompute?: boolean;
  /** Only say what would happen? Not unless asked for. @example true */
  @Optional() @Flag() dryRun?: boolean;
}
