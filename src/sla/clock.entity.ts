import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClockKind, StopReason } from './clock.kinds.js';
import type { Limit, LimitUnit, Span } from './deadline.js';

/** A pause as stored: RFC 3339 texts. */
type StoredSpan = { from: string; to: string | null };

/** By what a clock was counted until another rule or calendar took over at `until`. */
export interface FormerPart {
  policyId: string;
  calendarId: string;
  calendarVersion: number;
  until: string;
}

/** The database's time may be set back, after a failover say; what follows in a clock's life does so all the same. */
const notBefore = (since: string, at: Date): string => (at.toISOString() > since ? at.toISOString() : since);

/** One running, paused or finished legal clock (jangka waktu) of a report. */
@Entity('clock')
export class ClockRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'disposition_id', nullable: true }) dispositionId!: string | null;
  /** Whose time it is. */
  @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text') kind!: ClockKind;
  @Column('uuid', { name: 'policy_id' }) policyId!: string;
  @Column('uuid', { name: 'calendar_id' }) calendarId!: string;
  @Column('integer', { name: 'calendar_version' }) calendarVersion!: number;
  @Column('jsonb', { default: [] }) former!: FormerPart[];
  @Column('integer', { name: 'limit_amount' }) limitAmount!: number;
  @Column('text', { name: 'limit_unit' }) limitUnit!: LimitUnit;
  /** Working days that were granted on top of the limit. */
  @Column('smallint', { name: 'extension_days', default: 0 }) extensionDays!: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'yellow_at', nullable: true }) yellowAt!: Date | null;
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt!: Date | null;
  @Column('jsonb', { default: [] }) pauses!: StoredSpan[];
  @Column('timestamptz', { name: 'stopped_at', nullable: true }) stoppedAt!: Date | null;
  @Column('text', { name: 'stop_reason', nullable: true }) stopReason!: StopReason | null;
  @Column('boolean', { default: false }) provisional!: boolean;
  /** Grows with every change of the deadline; a warning is given once for each. */
  @Column('integer', { name: 'deadline_version', default: 1 }) deadlineVersion!: number;
  @Column('timestamptz', { name: 'alert_at', nullable: true }) alertAt!: Date | null;
  @Column('text', { name: 'alerts_given', array: true, default: [] }) alertsGiven!: string[];
  @Column('smallint', { default: 0 }) escalation!: number;

  get spans(): Span[] {
    return this.pauses.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }));
  }

  get limit(): Limit {
    return { amount: this.limitAmount, unit: this.limitUnit };
  }

  pause(at: Date): void {
    this.pausedAt = at;
    this.pauses = [...this.pauses, { from: at.toISOString(), to: null }];
  }

  resume(at: Date): void {
    this.pausedAt = null;
    this.pauses = this.pauses.map((span) => (span.to === null ? { from: span.from, to: notBefore(span.from, at) } : span));
  }

  stop(at: Date, reason: StopReason): void {
    this.stoppedAt = at;
    this.stopReason = reason;
    this.pausedAt = null;
  }

  /** Runs again after it was stopped; a pause that was open then ends now. */
  goOn(at: Date): void {
    if (this.stoppedAt === null) return;
    if (this.pauses.every(({ to }) => to !== null)) this.pauses = [...this.pauses, { from: this.stoppedAt.toISOString(), to: null }];
    this.stoppedAt = null;
    this.stopReason = null;
    this.resume(at);
  }

  /** Another rule holds from now on. What was used up stays used up: another calendar counts only what follows. */
  countBy(policy: { id: string; limit: Limit; calendar: { id: string; version: number } }, at: Date): void {
    const { policyId, calendarId, calendarVersion } = this;
    const until = notBefore(this.former.at(-1)?.until ?? this.startedAt.toISOString(), at);
    this.former = [...this.former, { policyId, calendarId, calendarVersion, until }];
    this.policyId = policy.id;
    this.calendarId = policy.calendar.id;
    this.calendarVersion = policy.calendar.version;
    this.limitAmount = policy.limit.amount;
    this.limitUnit = policy.limit.unit;
  }

  /** The calendars were amended: everything is counted anew by these versions. */
  amend(versions: ReadonlyMap<string, number>): void {
    const newest = (id: string, version: number): number => Math.max(version, versions.get(id) ?? version);
    this.calendarVersion = newest(this.calendarId, this.calendarVersion);
    this.former = this.former.map((part) => ({ ...part, calendarVersion: newest(part.calendarId, part.calendarVersion) }));
  }
}
