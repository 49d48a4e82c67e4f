import { Day, OneOf, Optional, Parts, Pattern, Seldom, Text, Wholes } from '../platform/shape.js';

const opening = /^([01]\d|2[0-3]):[0-5]\d$/;
const closing = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

export const dayKinds = ['national_holiday', 'joint_leave', 'local', 'election'] as const;

/** A stretch of office time. */
export class OfficeWindow {
  /** When it opens, local time. */
  @Pattern(opening, 5, '07:30') opens: string;
  /** When it closes, 24:00 at most; not later than `opens`: on the next day. */
  @Pattern(closing, 5, '12:00') closes: string;
}

/** Office time on some weekdays. */
export class DayHours {
  /** ISO weekdays, 1 Monday to 7 Sunday. @example [1, 2, 3, 4] */
  @Wholes(1, 7, 1, 7) weekdays: number[];
  /** In any order; they may not overlap. */
  @Parts(() => OfficeWindow, 1, 12) windows: OfficeWindow[];
}

/** Office time of a week (*jam kerja*): the ordinary one, or of a period such as Ramadan. A weekday that is not named does not work. */
export class WeekHours {
  /** What the period is called. @example "Ramadan 1448 H" */
  @Seldom() @Text(1, 200) name?: string;
  /** The rule that sets it. @example "Perpres 21/2023" */
  @Optional() @Text(1, 300) decree?: string;
  /** First day of the period; the ordinary week has none. @example "2027-02-08" */
  @Seldom() @Day() from?: string;
  /** Last day of the period. @example "2027-03-09" */
  @Seldom() @Day() to?: string;
  /** The weekdays that work. */
  @Parts(() => DayHours, 1, 7) days: DayHours[];
}

/** A day on which offices are closed although the weekday works (*hari libur*). */
export class DayOff {
  /** The day, in the calendar's zone. @example "2027-03-10" */
  @Day() date: string;
  /** national_holiday, joint_leave (*cuti bersama*), local, or election (*hari pemungutan suara*). @example "national_holiday" */
  @OneOf(dayKinds) kind: (typeof dayKinds)[number];
  /** As shown to people, in Indonesian. @example "Hari Raya Idulfitri 1448 Hijriah" */
  @Text(1, 200) name: string;
  /** The decree (*SKB, Keppres, Perda*) that makes it a day off. @example "SKB 3 Menteri Libur Nasional dan Cuti Bersama 2027" */
  @Optional() @Text(1, 300) decree?: string;
}
