import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClockKind } from './clock.kinds.js';
import type { LimitUnit, Span } from './deadline.js';

/** A pause as stored: RFC 3339 texts. */
type StoredSpan = { from: string; to: string | null };

/** One running, paused or finished legal clock (jangka waktu) of a report. */
@Entity('clock')
export class ClockRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'disposition_id', nullable: true }) dispositionId!: string | null;
  @Column('text') kind!: ClockKind;
  @Column('uuid', { name: 'policy_id' }) policyId!: string;
  @Column('uuid', { name: 'calendar_id' }) calendarId!: string;
  @Column('smallint', { name: 'limit_amount' }) limitAmount!: number;
  @Column('text', { name: 'limit_unit' }) limitUnit!: LimitUnit;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'yellow_at', nullable: true }) yellowAt!: Date | null;
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt!: Date | null;
  @Column('jsonb', { default: [] }) pauses!: StoredSpan[];
  @Column('timestamptz', { name: 'stopped_at', nullable: true }) stoppedAt!: Date | null;
  @Column('boolean', { default: false }) provisional!: boolean;

  get spans(): Span[] {
    return this.pauses.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }));
  }

  pause(at: Date): void {
    this.pausedAt = at;
    this.pauses = [...this.pauses, { from: at.toISOString(), to: null }];
  }

  /** Runs again after it was stopped; a pause that was open then ends now. */
  goOn(at: Date): void {
    if (this.stoppedAt === null) return;
    if (this.pauses.every(({ to }) => to !== null)) this.pauses = [...this.pauses, { from: this.stoppedAt.toISOString(), to: null }];
    this.stoppedAt = null;
    this.resume(at);
  }

  resume(at: Date): void {
    this.pausedAt = null;
    this.pauses = this.pauses.map((span) => (span.to === null ? { from: span.from, to: at.toISOString() } : span));
  }
}
