import { NextCursor } from '../platform/paging.js';
import { Day, Decimal, Id, OneOf, Optional, Part, Parts, Pattern, Seldom, Text, Whole } from '../platform/shape.js';
import { groupings } from './performance.requests.js';

const most = 2_000_000_000;
const longest = 40_000_000;

/** Of whom, of what or of when a group of figures is. What had no category or region, is in a group that only says its kind. */
export class PerformanceKey {
  /** What groups have in common. @example "agency" */
  @OneOf(groupings.filter((one) => one !== 'none')) kind: string;
  /** Id of the agency or category. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional() @Id() id?: string;
  /** Code of the region. @example "21.72.02.1002" */
  @Seldom() @Text(1, 13) code?: string;
  /** The month. */
  @Seldom() @Pattern(/^\d{4}-\d{2}$/, 7, '2026-11') month?: string;
  /** Name of the agency, category or region. @example "Dinas Perhubungan" */
  @Optional() @Text(1, 200) name?: string;
}

/**
 * How well a legal clock (*jangka waktu*) was kept. Times are office hours, pauses taken off. Median and percentile are
 * lengths that occurred (`percentile_disc` of PostgreSQL): of two in the middle the shorter one.
 */
export class ClockFigures {
  /** Clocks that stopped by what they waited for, and those that ended otherwise when they were late already. @example 40 */
  @Whole(0, most) finished: number;
  /** Of these in time. @example 37 */
  @Whole(0, most) met: number;
  /** Of these late. @example 3 */
  @Whole(0, most) breached: number;
  /** Share that was in time (*kepatuhan*), 0 to 1, rounded down: 1 only when all were. Absent when none finished. @example 0.925 */
  @Optional() @Decimal(0, 1) compliance?: number;
  /** Half of them took so many office hours or fewer. @example 11.5 */
  @Optional() @Decimal(0, longest) medianWorkingHours?: number;
  /** Nine of ten took so many office hours or fewer. @example 42.25 */
  @Optional() @Decimal(0, longest) p90WorkingHours?: number;
}

/** The clocks on the government. */
export class ClocksFigures {
  /** From filing to verification; the city's. */
  @Part(() => ClockFigures) verification: ClockFigures;
  /** From each disposition to that agency's first follow-up. */
  @Part(() => ClockFigures) firstFollowUp: ClockFigures;
  /** From verification to the answer that stands: it counts when the report is closed, not when it is answered. */
  @Part(() => ClockFigures) resolution: ClockFigures;
}

/**
 * The ministry's pace of follow-up (*laju tindak lanjut*): office time from a report's first disposition to an agency until
 * its first follow-up, whatever the limits and pauses are.
 */
export class FollowUpPace {
  /** Reports that got their first follow-up. @example 38 */
  @Whole(0, most) reports: number;
  /** Half of them took so many office hours or fewer. @example 9.75 */
  @Optional() @Decimal(0, longest) medianWorkingHours?: number;
  /** Nine of ten took so many office hours or fewer. @example 30 */
  @Optional() @Decimal(0, longest) p90WorkingHours?: number;
}

/** The figures of one agency, category, region or month, or of all. */
export class PerformanceGroup {
  /** Whose they are; absent when figures are not told apart. */
  @Optional() @Part(() => PerformanceKey) key?: PerformanceKey;
  /** Compliance with the legal clocks. */
  @Part(() => ClocksFigures) clocks: ClocksFigures;
  /** Pace of follow-up. */
  @Part(() => FollowUpPace) followUpPace: FollowUpPace;
  /** How often an agency gave a report back (ping-pong). @example 2 */
  @Whole(0, most) returns: number;
}

/** Figures of merit (*kinerja*), counted on the day on which something happened, for the agency that had it in hand then. */
export class Performance {
  /** The day of which these figures are; asked for again they are the same, but for today's. @example "2026-11-24" */
  @Day() asOf: string;
  /** First day that counts. @example "2025-11-25" */
  @Day() from: string;
  /** Last day that counts. @example "2026-11-24" */
  @Day() to: string;
  /** One for each group that has figures, by name; exactly one when they are not told apart. */
  @Parts(() => PerformanceGroup, 0, 100) items: PerformanceGroup[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}
