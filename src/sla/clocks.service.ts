import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { v7 } from 'uuid';
import { Journal } from '../journal/journal.js';
import { row, rows, statement } from '../platform/sql.js';
import type { WorkCalendar } from './calendar.js';
import { CalendarsQuery, type CalendarVersion } from './calendars.query.js';
import { expectedDue, type MoveReason, movedFact, recount, withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { type ClockKind, governmentClocks } from './clock.kinds.js';
import { dueAt, historyOf } from './deadline.js';
import { nothingSaid, type Timetable, timetableOf } from './deadline.timetable.js';
import { type Choice, type ClockContext, PoliciesQuery } from './policies.query.js';

/** A clock, for those who move it. */
export type OpenClock = ClockRecord;

/** What a report shows of its clocks: the earliest deadline that runs, and when its warning zone begins. */
export interface NextDeadline {
  dueAt: Date | null;
  yellowAt: Date | null;
}

/** A clock to be started: whose time it is, and by what its limit is chosen. */
export interface ClockStart {
  kind: ClockKind;
  agencyId: string;
  context: ClockContext;
  at: Date;
  dispositionId?: string | null;
}

/** What of a report has changed that its clocks depend on. */
export interface Refit {
  reportId: string;
  context: ClockContext;
  /** Whose time a clock is now. */
  agencyOf: (clock: ClockRecord) => string;
  reason: MoveReason;
  at: Date;
}

/** A clock as it will run. */
export interface PlannedClock extends Timetable, Choice {
  kind: ClockKind;
  agencyId: string;
  dispositionId: string | null;
  at: Date;
}

const insert = statement(
  'clock_insert',
  `insert into clock (id, report_id, disposition_id, agency_id, kind, policy_id, calendar_id, calendar_version, limit_amount, limit_unit, started_at, due_at,
     yellow_at, provisional, alert_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
);
const next = statement(
  'clock_next',
  `select min(due_at) as due_at, min(yellow_at) as yellow_at from clock
    where report_id = $1 and stopped_at is null and kind = any($2)`,
);

// By which version clocks that ran were counted anew last.
const recomputed = statement(
  'calendar_recomputed',
  'select calendar_id as id, max(version) as version from calendar_version where calendar_id = any($1::uuid[]) and recomputed group by calendar_id',
);

/** Starts, pauses, resumes and moves clocks; the lifecycle says when. */
@Injectable()
export class ClocksService {
  constructor(
    private readonly policies: PoliciesQuery,
    private readonly calendars: CalendarsQuery,
    private readonly journal: Journal,
  ) {}

  async start(tx: EntityManager, reportId: string, start: ClockStart): Promise<void> {
    await this.begin(tx, reportId, await this.plan(tx, start));
  }

  /** The clock that would be started. A report that is filed takes its deadline from it, and then is written once, not twice. */
  async plan(tx: EntityManager, { kind, agencyId, context, at, dispositionId = null }: ClockStart): Promise<PlannedClock> {
    const choice = await this.policies.choose(tx, kind, agencyId, context, at);
    const calendar = await this.calendars.load(tx, choice.calendar);
    const { policy } = choice;
    const table = timetableOf(kind, historyOf(calendar, at), policy.limit, policy, nothingSaid, at);
    return { kind, agencyId, dispositionId, at, ...choice, ...table };
  }

  async begin(tx: EntityManager, reportId: string, planned: PlannedClock): Promise<void> {
    const { kind, agencyId, dispositionId, policy, calendar, at } = planned;
    const origin = [v7(), reportId, dispositionId, agencyId, kind, policy.id, calendar.id, calendar.version];
    const times = [at, planned.dueAt, planned.yellowAt, planned.provisional, planned.alertAt];
    await rows(tx, insert, [...origin, policy.limit.amount, policy.limit.unit, ...times]);
  }

  /** Stands the government's clocks still while the reporter is asked. */
  async pause(tx: EntityManager, reportId: string, at: Date): Promise<void> {
    for (const clock of await this.running(tx, reportId)) if (clock.pausedAt === null) await this.change(tx, clock, at, () => clock.pause(at));
  }

  async resume(tx: EntityManager, reportId: string, at: Date): Promise<void> {
    for (const clock of await this.running(tx, reportId)) if (clock.pausedAt !== null) await this.change(tx, clock, at, () => clock.resume(at));
  }

  /** The clock of a kind (and disposition) that began last: does it still run, has it been stopped, was there none? */
  async lastOf(tx: EntityManager, reportId: string, kind: ClockKind, dispositionId: string | null): Promise<'runs' | 'stopped' | 'none'> {
    const where = { reportId, kind, dispositionId: dispositionId ?? IsNull() };
    const clock = await tx.findOne(ClockRecord, { where, order: { startedAt: 'DESC' } });
    return clock ? (clock.stoppedAt === null ? 'runs' : 'stopped') : 'none';
  }

  /**
   * Of the clocks that were stopped last, those that fit go on: what lay between counts as a pause, so nobody gains time by it.
   * What has changed of the report, its agency or the law while they stood holds for them, too.
   */
  async goOn(tx: EntityManager, refit: Refit, fits: (clock: ClockRecord) => boolean): Promise<void> {
    const { reportId, at } = refit;
    const stopped = (await tx.find(ClockRecord, { where: { reportId }, order: { id: 'ASC' } })).filter((one) => one.stoppedAt !== null && fits(one));
    const last = Math.max(...stopped.map(({ stoppedAt }) => stoppedAt?.getTime() ?? 0));
    for (const clock of stopped.filter(({ stoppedAt }) => stoppedAt?.getTime() === last)) {
      await this.change(tx, clock, at, () => clock.goOn(at));
      const found = await rows<CalendarVersion>(tx, recomputed, [[clock.calendarId, ...clock.former.map(({ calendarId }) => calendarId)]]);
      const amended = new Map(found.map(({ id, version }) => [id, version]));
      await this.change(tx, clock, at, () => clock.amend(amended), 'calendar');
      await this.fit(tx, clock, refit);
    }
  }

  /**
   * The report has another class, category or agency: clocks that run take the rule that such a report would have had from
   * their start. What they have used up stays used up.
   */
  async refit(tx: EntityManager, refit: Refit): Promise<void> {
    for (const clock of await this.running(tx, refit.reportId)) await this.fit(tx, clock, refit);
  }

  /** Grants a running clock more working days. */
  async extend(tx: EntityManager, clock: ClockRecord, workingDays: number, at: Date): Promise<void> {
    await this.change(tx, clock, at, () => (clock.extensionDays += workingDays), 'extension');
  }

  /** The running clock of a kind, locked. */
  async runningOf(tx: EntityManager, reportId: string, kind: ClockKind): Promise<ClockRecord | undefined> {
    return (await this.running(tx, reportId)).find((clock) => clock.kind === kind);
  }

  /** The running clock that is due first, standing ones last. */
  async firstRunning(tx: EntityManager, reportId: string): Promise<ClockRecord | undefined> {
    const due = ({ dueAt }: ClockRecord): number => dueAt?.getTime() ?? Infinity;
    return (await this.running(tx, reportId)).sort((a, b) => due(a) - due(b))[0];
  }

  /** How long a window that opens now stays open, by the policy of a clock. */
  async windowEnd(tx: EntityManager, kind: ClockKind, agencyId: string, context: ClockContext, at: Date): Promise<Date | null> {
    const { policy, calendar } = await this.policies.choose(tx, kind, agencyId, context, at);
    return dueAt(historyOf(await this.calendars.load(tx, calendar), at), policy.limit).dueAt;
  }

  async nextDeadline(tx: EntityManager, reportId: string): Promise<NextDeadline> {
    const found = await row<{ due_at: Date | null; yellow_at: Date | null }>(tx, next, [reportId, governmentClocks]);
    return { dueAt: found?.due_at ?? null, yellowAt: found?.yellow_at ?? null };
  }

  /** Locked, for a sweep may be about to give the alerts of the same clock. */
  private running(tx: EntityManager, reportId: string): Promise<ClockRecord[]> {
    const where = { reportId, kind: In(governmentClocks), stoppedAt: IsNull() };
    return tx.find(ClockRecord, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** Another agency's calendar counts what is to come; the clock's own stays in the version it has, which may be amended. */
  private async fit(tx: EntityManager, clock: ClockRecord, { context, agencyOf, reason, at }: Refit): Promise<void> {
    clock.agencyId = agencyOf(clock);
    const { policy, calendar } = await this.policies.choose(tx, clock.kind, clock.agencyId, context, clock.startedAt, at);
    const same = calendar.id === clock.calendarId;
    if (same && policy.id === clock.policyId) await tx.save(clock);
    else {
      const version = same ? clock.calendarVersion : calendar.version;
      await this.change(tx, clock, at, () => clock.countBy({ ...policy, calendar: { id: calendar.id, version } }, at), reason);
    }
  }

  private async change(tx: EntityManager, clock: ClockRecord, at: Date, act: () => unknown, reason?: MoveReason): Promise<void> {
    const load = (version: CalendarVersion): Promise<WorkCalendar> => this.calendars.load(tx, version);
    const before = expectedDue(clock, await withCalendars([clock], load), at);
    act();
    const policy = await this.policies.load(tx, clock.policyId);
    const calendarOf = await withCalendars([clock], load);
    recount(clock, { policy, calendarOf }, at);
    await tx.save(clock);
    const after = expectedDue(clock, calendarOf, at);
    if (reason !== undefined && before?.getTime() !== after?.getTime())
      await this.journal.record(tx, movedFact(clock, { before, after }, reason, at));
  }
}
