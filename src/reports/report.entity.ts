import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { maskPersonalData } from './report.masking.js';
import { stepOf, type StepName } from './report.lifecycle.js';
import { endStatuses, type Status } from './report.status.js';

export const reportTypes = ['complaint', 'information_request', 'aspiration'] as const;
export const classifications = ['information_request', 'complaint', 'oversight_complaint', 'aspiration'] as const;
export const archiveReasons = ['unintelligible', 'not_about_government', 'incomplete', 'duplicate', 'other'] as const;
export const channels = ['web', 'mobile', 'sms', 'walk_in', 'letter', 'phone', 'whatsapp', 'suggestion_box', 'open311', 'lapor', 'api'] as const;

/** Where the offer to have the Ombudsman look at it stands. */
export const ombudsmanStates = ['offered', 'consented', 'declined', 'transmitted'] as const;
type Ombudsman = (typeof ombudsmanStates)[number];

export type ReportType = (typeof reportTypes)[number];
export type Classification = (typeof classifications)[number];
type ArchiveReason = (typeof archiveReasons)[number] | 'withdrawn';
export type Channel = (typeof channels)[number];

/** The text for the public, where anything had to be hidden. `names`: what the reporter is called. */
export const masked = (text: string, names: readonly string[]): string | null => {
  const { text: clean, found } = maskPersonalData(text, names);
  return found.length > 0 ? clean : null;
};

/** One report (laporan). Who reported it stands elsewhere, sealed. */
@Entity('report')
export class ReportRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'root_agency_id' }) rootAgencyId!: string;
  @Column('text') code!: string;
  @Column('text') title!: string;
  @Column('text') body!: string;
  @Column('text', { name: 'public_title', nullable: true }) publicTitle!: string | null;
  @Column('text', { name: 'public_body', nullable: true }) publicBody!: string | null;
  @Column('text') type!: ReportType;
  @Column('text', { nullable: true }) classification!: Classification | null;
  @Column('text') status!: Status;
  @Column('text', { name: 'resume_status', nullable: true }) resumeStatus!: Status | null;
  @Column('uuid', { name: 'category_id', nullable: true }) categoryId!: string | null;
  @Column('uuid', { name: 'requested_agency_id', nullable: true }) requestedAgencyId!: string | null;
  @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
  @Column('double precision', { nullable: true }) lat!: number | null;
  @Column('double precision', { nullable: true }) lng!: number | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { name: 'public_address', nullable: true }) publicAddress!: string | null;
  @Column('text', { name: 'region_code', nullable: true }) regionCode!: string | null;
  @Column('boolean', { name: 'outside_area', default: false }) outsideArea!: boolean;
  @Column('boolean') anonymous!: boolean;
  @Column('boolean') confidential!: boolean;
  @Column('text') channel!: Channel;
  @Column('date', { name: 'occurred_on', nullable: true }) occurredOn!: string | null;
  @Column('timestamptz', { name: 'filed_at' }) filedAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'verified_at', nullable: true }) verifiedAt!: Date | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('timestamptz', { name: 'reopen_until', nullable: true }) reopenUntil!: Date | null;
  @Column('text', { name: 'archive_reason', nullable: true }) archiveReason!: ArchiveReason | null;
  @Column('uuid', { name: 'lead_report_id', nullable: true }) leadReportId!: string | null;
  @Column('smallint', { name: 'return_count', default: 0 }) returnCount!: number;
  @Column('smallint', { name: 'reopen_count', default: 0 }) reopenCount!: number;
  @Column('integer', { name: 'support_count', default: 0 }) supportCount!: number;
  @Column('smallint', { name: 'rating_score', nullable: true }) ratingScore!: number | null;
  @Column('boolean', { name: 'rating_solved', nullable: true }) ratingSolved!: boolean | null;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'yellow_at', nullable: true }) yellowAt!: Date | null;
  @Column('text', { nullable: true }) ombudsman!: Ombudsman | null;
  /** How high it was escalated by hand. */
  @Column('smallint', { default: 0 }) escalation!: number;
  @Column('bytea', { name: 'report_key_hash' }) reportKeyHash!: Buffer;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('uuid', { name: 'client_id', nullable: true }) clientId!: string | null;
  @Column('text', { name: 'lapor_tracking_id', nullable: true }) laporTrackingId!: string | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;

  /** The one place that assigns a status. The table says where a step leads; the times follow the status. */
  take(name: StepName, now: Date): void {
    const { to } = stepOf(name);
    const next = to === 'same' ? this.status : to === 'resume' ? this.resume() : to;
    if (next === 'dispatched') this.verifiedAt ??= now;
    this.moveTo(next, now);
  }

  /** A merged report shows its lead's status; what is said of a lead that nobody may know of, is said to nobody either. */
  mirror(lead: ReportRecord, now: Date): void {
    this.agencyId = lead.agencyId;
    this.classification ??= lead.classification;
    this.confidential ||= lead.confidential;
    this.archiveReason = lead.archiveReason;
    this.reopenUntil = lead.reopenCount === 0 ? lead.reopenUntil : null;
    this.moveTo(lead.status, now);
  }

  /** Out of a merge: on its own again. A class that only the lead was given goes. `agencyId`: who leads it, if anybody. */
  leave(agencyId: string | null): void {
    this.leadReportId = null;
    this.agencyId = agencyId;
    this.reopenUntil = null;
    if (this.verifiedAt === null) this.classification = null;
  }

  rewrite(title: string, names: readonly string[]): void {
    this.title = title;
    this.publicTitle = masked(title, names);
  }

  /** The matter is taken up again: the judgement of the answer goes with the answer. */
  takeUpAgain(): void {
    this.ratingScore = null;
    this.ratingSolved = null;
  }

  private resume(): Status {
    const back = this.resumeStatus ?? 'received';
    this.resumeStatus = null;
    return back;
  }

  private moveTo(next: Status, now: Date): void {
    if (next === 'needs_information' && this.status !== next) this.resumeStatus ??= this.status;
    if (next === 'answered') this.answeredAt = now;
    // The alarm that was raised by hand ends with what it was raised for.
    if (next === 'answered' || endStatuses.includes(next)) this.escalation = 0;
    if (next === 'closed' && this.status !== 'closed') this.closedAt = now;
    if (next !== 'archived') this.archiveReason = null;
    this.status = next;
    this.updatedAt = now;
  }
}
