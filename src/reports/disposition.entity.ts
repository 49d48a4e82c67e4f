import { Column, Entity, PrimaryColumn } from 'typeorm';

export type Role = 'lead' | 'supporting';

/** A report in an agency's hands (disposisi). */
@Entity('disposition')
export class DispositionRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text') role!: Role;
  @Column('text') status!: 'pending' | 'accepted' | 'returned' | 'answered' | 'replaced';
  @Column('uuid', { name: 'proposed_agency_id', nullable: true }) proposedAgencyId!: string | null;
  @Column('timestamptz', { name: 'dispatched_at' }) dispatchedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;

  /** Whose part was done takes it up again with another role. */
  take(role: Role): void {
    if (role !== this.role) this.resume();
    this.role = role;
  }

  accept(): void {
    if (this.status === 'pending') this.status = 'accepted';
  }

  /** A published follow-up shows that the agency has taken it up; its answer ends its part. */
  work(answered: boolean): void {
    this.status = answered ? 'answered' : 'accepted';
  }

  /** The reporter is not content: the agency is at work again. */
  resume(): void {
    if (this.status === 'answered') this.status = 'accepted';
  }

  giveBack(at: Date, proposedAgencyId: string | null): void {
    this.status = 'returned';
    this.proposedAgencyId = proposedAgencyId;
    this.endedAt = at;
  }

  replace(at: Date): void {
    this.status = 'replaced';
    this.endedAt = at;
  }
}
