import { Id, Instant, OneOf, Optional, Parts, Text, Whole } from '../platform/shape.js';
import { ExplainedClock } from '../sla/explained-clock.views.js';
import { longestMasked } from './report.masking.js';

/** More time for the answer (perpanjangan). */
export class Extension {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0ea1" */
  @Id() id: string;
  /** Working days. @example 5 */
  @Whole(1, 60) workingDays: number;
  /** Why. @example "Suku cadang lampu baru tiba pekan depan dari Batam." */
  @Text(0, longestMasked(2000)) reason: string;
  /** Asked for, granted, or replaced by another. The public sees those that were granted. @example "approved" */
  @OneOf(['requested', 'approved', 'replaced']) state: string;
  /** When it was asked for. @example "2026-11-26T02:30:00.000Z" */
  @Instant() requestedAt: string;
  /** When it was granted. @example "2026-11-26T03:30:00.000Z" */
  @Optional() @Instant() approvedAt?: string;
}

/** Every clock of a report, explained. */
export class ReportSla {
  /** The report. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b01" */
  @Id() reportId: string;
  /** The clocks, oldest first. */
  @Parts(() => ExplainedClock, 0, 200) clocks: ExplainedClock[];
  /** More time that was asked for or granted, oldest first. */
  @Parts(() => Extension, 0, 100) extensions: Extension[];
}
