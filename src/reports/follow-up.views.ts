import { ApiHideProperty } from '@nestjs/swagger';
import { NextCursor } from '../platform/paging.js';
import { Id, Instant, OneOf, Optional, Part, Parts, Seldom, Text, Whole } from '../platform/shape.js';
import { followUpKinds } from './follow-up.entity.js';
import { Named } from '../platform/named.view.js';
import { longestMasked } from './report.masking.js';

/** Work that waits for a budget (rencana). */
export class Plan {
  /** Budget year. @example 2027 */
  @Whole(2020, 2100) fundingYear: number;
  /** Estimated cost in rupiah. @example 350000000 */
  @Whole(0, 100_000_000_000_000) estimatedCost: number;
  /** Where the money comes from. Masked for the public. @example "APBD" */
  @Text(1, 400) source: string;
}

/** An agency's answer or action (tindak lanjut). */
export class FollowUp {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id() id: string;
  /** Progress, final answer, or plan. @example "progress" */
  @OneOf(followUpKinds) kind: string;
  /** A draft waits for the liaison. @example "published" */
  @OneOf(['draft', 'published']) state: string;
  /** The text. @example "Tim PJU memeriksa jaringan pagi ini: kabel bawah tanah putus di dua titik." */
  @Text(1, longestMasked(10_000)) body: string;
  /** Who wrote it; shown to staff in charge. */
  @Optional() @Part(() => Named) author?: Named;
  /** In whose name. */
  @Part(() => Named) agency: Named;
  /** The plan, for kind `plan`. */
  @Seldom() @Part(() => Plan) plan?: Plan;
  /** When it was written. @example "2026-11-24T03:00:00.000Z" */
  @Instant() createdAt: string;
  /** When it was published. @example "2026-11-24T04:00:00.000Z" */
  @Optional() @Instant() publishedAt?: string;
  @ApiHideProperty() version: number;
  @ApiHideProperty() reportId: string;
}

/** A page of follow-ups, oldest first. */
export class FollowUpPage {
  /** The follow-ups. */
  @Parts(() => FollowUp, 0, 100) items: FollowUp[];
  @NextCursor() nextCursor: string | null;
}
