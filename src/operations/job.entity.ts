import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

export const jobKinds = ['sla_recompute'] as const;
export type JobKind = (typeof jobKinds)[number];
export const jobStates = ['queued', 'running', 'done', 'failed'] as const;
type JobState = (typeof jobStates)[number];

/** Work that takes longer than a request, done in batches. */
@Entity('job')
export class JobRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: JobKind;
  @Column('uuid', { name: 'root_agency_id' }) rootAgencyId!: string;
  @Column('text') state!: JobState;
  @Column('jsonb') input!: Record<string, unknown>;
  @Column('jsonb', { default: {} }) result!: Record<string, unknown>;
  /** Up to where the work is done; null at the beginning of a pass. */
  @Column('uuid', { nullable: true }) cursor!: string | null;
  @Column('integer', { default: 0 }) total!: number;
  @Column('integer', { default: 0 }) done!: number;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;

  /** One batch more; the total was an estimate, and is never less than what is done. */
  advance(cursor: string | null, batch: number, at: Date): void {
    this.state = 'running';
    this.cursor = cursor;
    this.done += batch;
    this.total = Math.max(this.total, this.done);
    this.updatedAt = at;
  }

  fail(at: Date): void {
    this.state = 'failed';
    this.updatedAt = at;
    this.finishedAt = at;
  }

  finish(at: Date): void {
    this.state = 'done';
    this.total = this.done;
    this.updatedAt = at;
    this.finishedAt = at;
  }
}
