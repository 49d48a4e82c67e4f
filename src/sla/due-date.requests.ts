import { Id, Instant, Optional, Part, Parts, Seldom, Whole } from '../platform/shape.js';
import { Limit } from './limits.views.js';

/** A stretch of time in which the clock stands still (*jeda*). */
export class Pause {
  /** Since when. @example "2026-12-01T02:00:00Z" */
  @Instant() from: string;
  /** Until when, that instant not included; without, it still lasts. @example "2026-12-01T07:00:00Z" */
  @Optional() @Instant() to?: string;
}

/** A limit to be counted. */
export class CountDueDate {
  /** When the clock starts. @example "2026-11-24T03:00:00Z" */
  @Instant() start: string;
  /** How long it runs. */
  @Part(() => Limit) limit: Limit;
  /** The calendar to count by; not together with `agencyId`. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Seldom() @Id() calendarId?: string;
  /** The agency whose calendar to count by; without either, the city's. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional() @Id() agencyId?: string;
  /** The version of the calendar; the one in force at the start unless said. @example 3 */
  @Seldom() @Whole(1, 1_000_000) version?: number;
  /** When the clock stands still; in any order. */
  @Optional() @Parts(() => Pause, 0, 20) pauses?: Pause[];
  /** Working days on top of the limit (*perpanjangan*). @example 0 */
  @Optional() @Whole(0, 1_000) extensionDays?: number;
}
