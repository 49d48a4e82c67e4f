import { NextCursor } from '../platform/paging.js';
import { Flag, Id, Instant, OneOf, Optional, Part, Parts, Seldom, Text, Whole } from '../platform/shape.js';
import { governmentClocks } from '../sla/clock.kinds.js';
import { classifications } from './report.entity.js';
import { longestMasked } from './report.masking.js';
import { statuses } from './report.status.js';
import { Named } from '../platform/named.view.js';
import { watchStates } from './watch.requests.js';

/** What a list of clocks says of a report. */
export class WatchedReport {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b01" */
  @Id() id: string;
  /** Tracking code. @example "TPI-7K3Q-9ZDM-4XPA-K" */
  @Text(10, 24) code: string;
  /** What it is about, personal data masked. @example "Lampu jalan padam di Jl. Merdeka" */
  @Text(0, longestMasked(150)) title: string;
  /** Where it stands. @example "dispatched" */
  @OneOf(statuses) status: string;
  /** The legal class, once verified. @example "complaint" */
  @Optional() @OneOf(classifications) classification?: string;
}

/** An open legal clock (*jangka waktu*) that an officer has to keep an eye on. */
export class WatchedClock {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0f01" */
  @Id() id: string;
  /** What is timed. @example "first_follow_up" */
  @OneOf(governmentClocks) kind: string;
  /** breached: late, paused or not; paused: it waits for the reporter; at_risk: its yellow zone has begun; running: the others. @example "at_risk" */
  @OneOf(watchStates) state: string;
  /** The report. */
  @Part(() => WatchedReport) report: WatchedReport;
  /** The agency that is answerable; the city for the verification. */
  @Part(() => Named) agency: Named;
  /** The report's category (topik). @example {"id": "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a31", "name": "Lampu Penerangan Jalan"} */
  @Optional() @Part(() => Named) category?: Named;
  /** When it started. @example "2026-11-17T03:00:00.000Z" */
  @Instant() startedAt: string;
  /** When it runs out; absent while a pause keeps it from coming. @example "2026-11-24T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
  /** When its yellow zone begins. @example "2026-11-20T09:30:00.000Z" */
  @Optional() @Instant() yellowAt?: string;
  /** Working days left while it runs, negative when late. @example 0 */
  @Optional() @Whole(-10_000, 10_000) remainingWorkingDays?: number;
  /** true when it touches a year whose list of holidays is not known yet. @example false */
  @Flag() provisional: boolean;
  /** How high it has been escalated, by itself or, with its report, by hand: 0 not at all, 1 to the liaison, 2 to the agency's head and the coordinator, 3 to the city's supervisors, unless its limit says otherwise. @example 0 */
  @Whole(0, 20) escalation: number;
  /** Working days by which it was extended. @example 0 */
  @Whole(0, 32_767) extensionDays: number;
  /** Since when it stands still. @example "2026-11-19T02:30:00.000Z" */
  @Seldom() @Instant() pausedAt?: string;
}

/** A page of clocks, the earliest due first; those that a pause keeps from coming due are last. */
export class WatchedClockPage {
  /** The clocks. */
  @Parts(() => WatchedClock, 0, 100) items: WatchedClock[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}
