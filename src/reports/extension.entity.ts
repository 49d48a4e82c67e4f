import { Column, Entity, PrimaryColumn } from 'typeorm';

/** More time for the answer (perpanjangan): asked for by an officer, granted by a liaison. */
@Entity('extension')
export class ExtensionRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'clock_id' }) clockId!: string;
  @Column('smallint', { name: 'working_days' }) workingDays!: number;
  @Column('uuid', { name: 'reason_id' }) reasonId!: string;
  /** `replaced`: another request or grant came instead. */
  @Column('text') state!: 'requested' | 'approved' | 'replaced';
  @Column('uuid', { name: 'requested_by' }) requestedBy!: string;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt!: Date | null;

  approve(by: string, at: Date): void {
    this.state = 'approved';
    this.approvedBy = by;
    this.approvedAt = at;
  }
}
