import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { maskPersonalData } from './report.masking.js';

export const followUpKinds = ['progress', 'answer', 'plan'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

/** Work that waits for a budget (rencana). It does not stop the legal clock. */
export interface StoredPlan {
  fundingYear: number;
  /** Rupiah. */
  estimatedCost: number;
  source: string;
}

/** A plan as it goes out; masked like the text beside it unless the reader sees the report whole. */
export const planOf = (plan: StoredPlan, whole: boolean): StoredPlan => (whole ? plan : { ...plan, source: maskPersonalData(plan.source).text });

/** An agency's answer or action on a report (tindak lanjut). */
@Entity('follow_up')
export class FollowUpRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'disposition_id' }) dispositionId!: string;
  @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text') kind!: FollowUpKind;
  @Column('text') state!: 'draft' | 'published';
  @Column('text') body!: string;
  @Column('text', { name: 'public_body', nullable: true }) publicBody!: string | null;
  @Column('jsonb', { nullable: true }) plan!: StoredPlan | null;
  @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('uuid', { name: 'approver_id', nullable: true }) approverId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;

  publish(at: Date, approverId: string | null): void {
    this.state = 'published';
    this.publishedAt = at;
    this.approverId = approverId;
  }
}
