import { OneOf, Parts, Text, Whole } from '../platform/shape.js';
import { clockKinds } from './clock.kinds.js';

const most = 1_000_000_000;

/** How many clocks of one kind would move. */
export class MovedKind {
  /** The kind of clock. @example "resolution" */
  @OneOf(clockKinds) kind: string;
  /** How many of them. @example 31 */
  @Whole(0, most) moved: number;
}

/** What a recomputation would do to the clocks that run. */
export class Impact {
  /** Open clocks that were looked at. @example 412 */
  @Whole(0, most) openClocks: number;
  /** Clocks whose deadline moves. @example 37 */
  @Whole(0, most) moved: number;
  /** To a later moment. @example 37 */
  @Whole(0, most) later: number;
  /** To an earlier moment. @example 0 */
  @Whole(0, most) earlier: number;
  /** Clocks in time that would be overdue. @example 0 */
  @Whole(0, most) becomeOverdue: number;
  /** Overdue clocks that would be in time. @example 2 */
  @Whole(0, most) saved: number;
  /** The longest way that a deadline moves, in working days. @example 1 */
  @Whole(0, 100_000) largestShiftWorkingDays: number;
  /** Moved clocks by kind. */
  @Parts(() => MovedKind, 0, 10) byKind: MovedKind[];
}

/** Why a change would be refused as it was asked for. */
export class Obstacle {
  /** The code of the refusal. @example "calendar.rewrites_history" */
  @Text(1, 80) code: string;
  /** One sentence for people, in the language asked for. @example "Tanggal berlaku 2026-01-01 sudah lewat." */
  @Text(1, 500) message: string;
}
