import { PageQuery } from '../platform/paging.js';
import { Day, Id, OneOf, Optional, Pattern, SomeOf, Whole } from '../platform/shape.js';
import { governmentClocks } from '../sla/clock.kinds.js';
import { classifications } from './report.entity.js';

/** States of a clock that is open. */
export const watchStates = ['breached', 'at_risk', 'paused', 'running'] as const;
export type WatchState = (typeof watchStates)[number];

/** Which open clocks. Everything is optional and narrows the list. */
export class ListClocks extends PageQuery {
  /** One or several states; breached and at risk unless said. @example ["breached", "at_risk"] */
  @Optional() @SomeOf(watchStates, 1) state?: WatchState[];
  /** What is timed. @example "first_follow_up" */
  @Optional() @OneOf(governmentClocks) kind?: string;
  /** The agency whose clock it is, or one below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional() @Id() agencyId?: string;
  /** The report's category, or one below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional() @Id() categoryId?: string;
  /** The report's legal class. @example "complaint" */
  @Optional() @OneOf(classifications) classification?: string;
  /** Kemendagri code of a district or village; reports within it. */
  @Optional() @Pattern(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, 13, '21.72.04') regionCode?: string;
  /** Escalated to this step or higher, by itself or by hand. @example 2 */
  @Optional() @Whole(1, 20) escalation?: number;
  /** Due on or after this day (city time). @example "2026-11-24" */
  @Optional() @Day() dueFrom?: string;
  /** Due on or before this day (city time). @example "2026-11-27" */
  @Optional() @Day() dueTo?: string;
}
