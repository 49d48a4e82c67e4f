import { NextCursor } from '../platform/paging.js';
import { Flag, Id, Ids, Instant, OneOf, Optional, Part, Parts, Seldom, Text, Whole } from '../platform/shape.js';
import { followUpKinds } from './follow-up.entity.js';
import { Plan } from './follow-up.views.js';
import { classifications } from './report.entity.js';
import { clockKinds } from '../sla/clock.kinds.js';
import { longestMasked } from './report.masking.js';
import { statuses } from './report.status.js';
import { Named } from '../platform/named.view.js';

/** Who did it, as far as the caller may know. */
export class TimelineActor {
  /** In which part. @example "staff" */
  @OneOf(['reporter', 'staff', 'client', 'system']) kind: string;
  /** For people: the agency for the public, the officer's name for staff; never a reporter's name. @example "Dinas Perhubungan" */
  @Text(1, 200) label: string;
  /** The agency in whose name. */
  @Optional() @Part(() => Named) agency?: Named;
}

/** Whoever holds this role at this agency. */
export class EscalationAddressee {
  /** The role. @example "liaison" */
  @OneOf(['officer', 'liaison', 'coordinator', 'supervisor']) role: string;
  /** The agency. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Id() agencyId: string;
}

/** What happened, in values. */
export class TimelineData {
  /** Status before. @example "dispatched" */
  @Optional() @OneOf(statuses) from?: string;
  /** Status after. @example "in_progress" */
  @Optional() @OneOf(statuses) to?: string;
  /** What was said: a question, reason, reply or follow-up. Masked for the public. @example "Tim PJU memeriksa jaringan pagi ini." */
  @Optional() @Text(0, longestMasked(10_000)) text?: string;
  /** The follow-up. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Optional() @Id() followUpId?: string;
  /** Its kind. @example "progress" */
  @Optional() @OneOf(followUpKinds) followUpKind?: string;
  /** Its plan. */
  @Seldom() @Part(() => Plan) plan?: Plan;
  /** The agency it went to. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional() @Id() agencyId?: string;
  /** Agencies that support. @example ["0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13"] */
  @Seldom() @Ids(0, 100) supportingAgencyIds?: string[];
  /** The agency proposed with a return. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13" */
  @Seldom() @Id() proposedAgencyId?: string;
  /** The legal class. @example "complaint" */
  @Seldom() @OneOf(classifications) classification?: string;
  /** Category. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Seldom() @Id() categoryId?: string;
  /** The category it replaced. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c02" */
  @Seldom() @Id() previousCategoryId?: string;
  /** Rating, 1 to 5. @example 5 */
  @Seldom() @Whole(1, 5) score?: number;
  /** Was it solved? @example true */
  @Seldom() @Flag() solved?: boolean;
  /** Why it was archived, why an identity was read, or why a deadline moved. @example "duplicate" */
  @Seldom() @Text(1, 40) reason?: string;
  /** Closed or archived because nobody answered in time. @example true */
  @Seldom() @Flag() silent?: boolean;
  /** The clock that moved, ran out or was escalated. @example "resolution" */
  @Seldom() @OneOf(clockKinds) clockKind?: string;
  /** Its deadline before. @example "2026-12-14T09:00:00.000Z" */
  @Seldom() @Instant() dueBefore?: string;
  /** Its deadline. @example "2026-12-15T09:00:00.000Z" */
  @Seldom() @Instant() dueAt?: string;
  /** Working days asked for or granted on top. @example 5 */
  @Seldom() @Whole(1, 60) workingDays?: number;
  /** The extension. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0ea1" */
  @Seldom() @Id() extensionId?: string;
  /** The step of escalation. @example 2 */
  @Seldom() @Whole(1, 20) step?: number;
  /** Whom an escalation is for. */
  @Seldom() @Parts(() => EscalationAddressee, 0, 20) addressees?: EscalationAddressee[];
  /** The reporter's answer to the offer of the Ombudsman. @example true */
  @Seldom() @Flag() consent?: boolean;
  /** The lead report; for staff, as it may be confidential. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b02" */
  @Seldom() @Id() leadReportId?: string;
  /** The flag after a change. @example true */
  @Seldom() @Flag() anonymous?: boolean;
  /** The flag after a change. @example true */
  @Seldom() @Flag() confidential?: boolean;
}

/** One step of a report's history. */
export class TimelineEntry {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0f01" */
  @Id() id: string;
  /** When. @example "2026-11-24T03:00:00.000Z" */
  @Instant() at: string;
  /** What happened. @example "report.follow_up_published" */
  @Text(1, 60) type: string;
  /** Who did it. */
  @Part(() => TimelineActor) actor: TimelineActor;
  /** Internal entries are seen by staff only. @example "public" */
  @OneOf(['public', 'internal']) visibility: string;
  /** What happened, in values. */
  @Part(() => TimelineData) data: TimelineData;
}

/** A page of a report's history, oldest first. */
export class TimelinePage {
  /** The steps. */
  @Parts(() => TimelineEntry, 0, 100) items: TimelineEntry[];
  @NextCursor() nextCursor: string | null;
}
