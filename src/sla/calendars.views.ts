import { Named } from '../platform/named.view.js';
import { NextCursor } from '../platform/paging.js';
import { Day, Flag, Id, Instant, Optional, Part, Parts, Seldom, SomeOf, Text, Whole, Wholes } from '../platform/shape.js';
import { type Inheritable, inheritable } from './calendar.inheritance.js';
import { Impact, Obstacle } from './impact.views.js';
import { DayOff, WeekHours } from './office-hours.views.js';

const changeable = ['zone', 'hours', 'countJointLeave', 'needsList'] as const;

/** A day off as a calendar lists it. */
export class ListedDayOff extends DayOff {
  /** true: it comes from the calendar above. @example true */
  @Seldom() @Flag() inherited?: boolean;
}

/** A calendar in a list. */
export class CalendarSummary {
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id() id: string;
  /** What it is called. @example "Kalender kerja" */
  @Text(1, 200) name: string;
  /** The agency whose offices it is for, and those below it that have none. */
  @Part(() => Named) agency: Named;
  /** The calendar it inherits from. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e00" */
  @Seldom() @Id() parentId?: string;
  /** Its version; in a list, and unless another is asked for, the newest. @example 3 */
  @Whole(1, 1_000_000) version: number;
  /** First day on which clocks that start count by that version. @example "2026-11-24" */
  @Day() validFrom: string;
  /** IANA zone in which its days are counted. @example "Asia/Jakarta" */
  @Text(1, 60) zone: string;
}

/** A page of calendars, by name. */
export class CalendarPage {
  /** The calendars. */
  @Parts(() => CalendarSummary, 0, 100) items: CalendarSummary[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}

/** One version of a working calendar (*kalender kerja*): complete, with what it inherits. A version never changes. */
export class Calendar extends CalendarSummary {
  /** The version that clocks count by which start today; another than `version` where that is not in force yet. @example 3 */
  @Optional() @Whole(1, 1_000_000) versionInForce?: number;
  /** The ordinary week, and periods with hours of their own. */
  @Parts(() => WeekHours, 1, 60) hours: WeekHours[];
  /** Is joint leave (*cuti bersama*) a working day? @example false */
  @Flag() countJointLeave: boolean;
  /** Do the days off and years of the calendar above hold here too? @example true */
  @Flag() inheritsDaysOff: boolean;
  /** The days off, in order. */
  @Parts(() => ListedDayOff, 0, 8_000) daysOff: ListedDayOff[];
  /** Years whose list of days off is known; without it no list is needed. @example [2024, 2025, 2026, 2027] */
  @Optional() @Wholes(1970, 2199, 0, 230) coveredYears?: number[];
  /** Members that were given for this calendar; the others are inherited. @example ["zone", "hours", "daysOff", "coveredYears"] */
  @SomeOf(inheritable, 0) ownMembers: Inheritable[];
  /**
   * Years without a list that deadlines may touch: from this one to the next, and those of clocks that run. Deadlines in them
   * are provisional; nothing is guessed. @example [2028]
   */
  @Wholes(1970, 2199, 0, 230) missingYears: number[];
  /** Why this version was made. @example "SKB 3 Menteri untuk 2027 telah terbit" */
  @Optional() @Text(1, 500) reason?: string;
  /** When it was made. @example "2026-11-24T03:00:00.000Z" */
  @Instant() createdAt: string;
}

/** One version of a calendar, without its days. */
export class CalendarVersionSummary {
  /** Its number. @example 3 */
  @Whole(1, 1_000_000) number: number;
  /** First day on which clocks that start count by it. @example "2026-11-24" */
  @Day() validFrom: string;
  /** Why it was made. @example "SKB 3 Menteri untuk 2027 telah terbit" */
  @Optional() @Text(1, 500) reason?: string;
  /** When it was made. @example "2026-11-24T03:00:00.000Z" */
  @Instant() createdAt: string;
}

/** A page of a calendar's versions, the newest first. */
export class CalendarVersionPage {
  /** The versions. */
  @Parts(() => CalendarVersionSummary, 0, 100) items: CalendarVersionSummary[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}

/** A day off whose kind, name or decree changes. */
export class ChangedDayOff {
  /** The day. @example "2025-08-18" */
  @Day() date: string;
  /** As it stood. */
  @Part(() => DayOff) before: DayOff;
  /** As it stands now. */
  @Part(() => DayOff) after: DayOff;
}

/** What a version of a calendar changes against the one before it. */
export class CalendarDiff {
  /** Days that are off now. */
  @Parts(() => DayOff, 0, 8_000) addedDays: DayOff[];
  /** Days that are not off any more. */
  @Parts(() => DayOff, 0, 8_000) removedDays: DayOff[];
  /** Days whose kind, name or decree is another. */
  @Parts(() => ChangedDayOff, 0, 8_000) changedDays: ChangedDayOff[];
  /** Years whose list is known now. @example [2027] */
  @Wholes(1970, 2199, 0, 230) addedYears: number[];
  /** Years whose list is not known any more. @example [] */
  @Wholes(1970, 2199, 0, 230) removedYears: number[];
  /** Other members that change. @example ["hours"] */
  @SomeOf(changeable, 0) otherMembers: (typeof changeable)[number][];
}

/** What a change of a calendar does, or would do. */
export class CalendarChange {
  /** true: nothing was changed. @example true */
  @Flag() dryRun: boolean;
  /** The calendar's newest version: the one made now or, of a dry run, the one that stands. @example 4 */
  @Whole(1, 1_000_000) version: number;
  /** First day on which clocks that start count by what was asked for. @example "2026-11-24" */
  @Day() validFrom: string;
  /** What changes. */
  @Part(() => CalendarDiff) diff: CalendarDiff;
  /** Calendars below that follow, with a version of their own. @example 2 */
  @Whole(0, 10_000) followers: number;
  /** Of a dry run: what a recomputation would do to the clocks that run. Otherwise the job tells, in its `result`, what it has done. */
  @Optional() @Part(() => Impact) impact?: Impact;
  /** Of a dry run: why the change would be refused as it was asked for. */
  @Parts(() => Obstacle, 0, 5) obstacles: Obstacle[];
  /** The job that moves the deadlines: `GET /v1/jobs/{id}`. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0f01" */
  @Optional() @Id() jobId?: string;
}
