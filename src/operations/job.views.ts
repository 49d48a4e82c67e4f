import { ApiHideProperty } from '@nestjs/swagger';
import { jobKinds, jobStates } from './job.entity.js';
import { Decimal, Id, Instant, OneOf, Optional, Part, Seldom, Whole } from '../platform/shape.js';

const most = 2_000_000_000;

/** What a job has changed so far. What it does not count is absent. */
export class JobResult {
  /** Deadlines that moved. @example 120 */
  @Optional() @Whole(0, most) moved?: number;
  /** Of these to a later moment. @example 118 */
  @Optional() @Whole(0, most) later?: number;
  /** Of these to an earlier moment. @example 2 */
  @Optional() @Whole(0, most) earlier?: number;
  /** Clocks that are overdue because of it. @example 1 */
  @Optional() @Whole(0, most) becomeOverdue?: number;
  /** Clocks that were overdue and are not any more. @example 7 */
  @Optional() @Whole(0, most) saved?: number;
}

/** Work that goes on in the background, in batches, and goes on where it was when its process is killed. */
export class Job {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id() id: string;
  /** sla_recompute: open clocks are counted anew after a change of calendar or limits. @example "sla_recompute" */
  @OneOf(jobKinds) kind: string;
  /** Where it stands. @example "running" */
  @OneOf(jobStates) state: string;
  /** How much there is to do, as counted when it was ordered. @example 1200 */
  @Whole(0, most) total: number;
  /** How much is done. @example 900 */
  @Whole(0, most) done: number;
  /** Share that is done, 0 to 1; 1 only when all is. @example 0.75 */
  @Decimal(0, 1) progress: number;
  /** What it has changed so far. */
  @Part(() => JobResult) result: JobResult;
  /** When it was ordered. @example "2026-11-24T03:00:00.000Z" */
  @Instant() createdAt: string;
  /** When it last moved on. @example "2026-11-24T03:00:12.000Z" */
  @Instant() updatedAt: string;
  /** When it ended, well or not. @example "2026-11-24T03:00:20.000Z" */
  @Seldom() @Instant() finishedAt?: string;
  @ApiHideProperty() version: number;
}
