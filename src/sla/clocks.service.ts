import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { v7 } from 'uuid';
import { row, rows, statement } from '../platform/sql.js';
import type { WorkCalendar } from './calendar.js';
import { CalendarsQuery } from './calendars.query.js';
import { ClockRecord } from './clock.entity.js';
import { type ClockKind, governmentClocks } from './clock.kinds.js';
import { dueAt, historyOf, type Limit, shareAt, type Span } from './deadline.js';
import { type ClockContext, PoliciesQuery, type Policy } from './policies.query.js';

/** The warning zone begins after 3 working days without a follow-up, whatever 80 % of the limit is (domain rule). */
const quietDays = 3;
/** The warning zone begins when so much of the limit is used. */
const yellowPercent = 80;

/** What a report shows of its clocks: the earliest deadline that runs, and when its warning zone begins. */
export interface NextDeadline {
  dueAt: Date | null;
  yellowAt: Date | null;
}

/** A clock to be started, and by what its limit is chosen. */
export interface ClockStart {
  kind: ClockKind;
  context: ClockContext;
  at: Date;
  dispositionId?: string | null;
}

/** A clock as it will run. */
export interface PlannedClock extends NextDeadline {
  kind: ClockKind;
  dispositionId: string | null;
  policy: Policy;
  at: Date;
  provisional: boolean;
}

const insert = statement(
  'clock_insert',
  `insert into clock (id, report_id, disposition_id, kind, policy_id, calendar_id, limit_amount, limit_unit, started_at, due_at, yellow_at, provisional)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const next = statement(
  'clock_next',
  `select min(due_at) as due_at, min(yellow_at) as yellow_at from clock
    where report_id = $1 and stopped_at is null and kind = any($2)`,
);
const stopAll = statement(
  'clock_stop',
  `update clock set stopped_at = $3, paused_at = null where report_id = $1 and kind = any($2) and stopped_at is null and ($4::uuid is null or disposition_id = $4)`,
);

/** Starts, pauses, resumes and stops clocks; the lifecycle says when. */
@Injectable()
export class ClocksService {
  constructor(
    private readonly policies: PoliciesQuery,
    private readonly calendars: CalendarsQuery,
  ) {}

  async start(tx: EntityManager, reportId: string, start: ClockStart): Promise<void> {
    await this.begin(tx, reportId, await this.plan(tx, start));
  }

  /** The clock that would be started. A report that is filed takes its deadline from it, and then is written once, not twice. */
  async plan(tx: EntityManager, { kind, context, at, dispositionId = null }: ClockStart): Promise<PlannedClock> {
    const policy = await this.policies.choose(tx, kind, context, at);
    const calendar = await this.calendars.load(tx, policy.calendar);
    return { kind, dispositionId, policy, at, ...deadline(calendar, kind, at, policy.limit, []) };
  }

  async begin(tx: EntityManager, reportId: string, planned: PlannedClock): Promise<void> {
    const { kind, dispositionId, policy, at } = planned;
    const { limit } = policy;
    const origin = [v7(), reportId, dispositionId, kind, policy.id, policy.calendar.id];
    await rows(tx, insert, [...origin, limit.amount, limit.unit, at, planned.dueAt, planned.yellowAt, planned.provisional]);
  }

  async stop(tx: EntityManager, reportId: string, kinds: readonly ClockKind[], at: Date, dispositionId?: string): Promise<void> {
    await rows(tx, stopAll, [reportId, kinds, at, dispositionId ?? null]);
  }

  /** Stands the government's clocks still while the reporter is asked. */
  async pause(tx: EntityManager, reportId: string, at: Date): Promise<void> {
    await this.change(tx, reportId, (clock) => clock.pausedAt === null && clock.pause(at));
  }

  async resume(tx: EntityManager, reportId: string, at: Date): Promise<void> {
    await this.change(tx, reportId, (clock) => clock.pausedAt !== null && clock.resume(at));
  }

  /** The clock of a kind (and disposition) that began last: does it still run, has it been stopped, was there none? */
  async lastOf(tx: EntityManager, reportId: string, kind: ClockKind, dispositionId: string | null): Promise<'runs' | 'stopped' | 'none'> {
    const where = { reportId, kind, dispositionId: dispositionId ?? IsNull() };
    const clock = await tx.findOne(ClockRecord, { where, order: { startedAt: 'DESC' } });
    return clock ? (clock.stoppedAt === null ? 'runs' : 'stopped') : 'none';
  }

  /** Of the clocks that were stopped last, those that fit go on: what lay between counts as a pause, so nobody gains time by it. */
  async goOn(tx: EntityManager, reportId: string, at: Date, fits: (clock: ClockRecord) => boolean): Promise<void> {
    const stopped = (await tx.find(ClockRecord, { where: { reportId }, order: { id: 'ASC' } })).filter((one) => one.stoppedAt !== null && fits(one));
    const last = Math.max(...stopped.map(({ stoppedAt }) => stoppedAt?.getTime() ?? 0));
    for (const clock of stopped.filter(({ stoppedAt }) => stoppedAt?.getTime() === last)) await this.recount(tx, clock, () => clock.goOn(at));
  }

  /** How long a window that opens now stays open, by the policy of a clock. */
  async windowEnd(tx: EntityManager, kind: ClockKind, context: ClockContext, at: Date): Promise<Date | null> {
    const policy = await this.policies.choose(tx, kind, context, at);
    return dueAt(historyOf(await this.calendars.load(tx, policy.calendar), at), policy.limit).dueAt;
  }

  async nextDeadline(tx: EntityManager, reportId: string): Promise<NextDeadline> {
    const found = await row<{ due_at: Date | null; yellow_at: Date | null }>(tx, next, [reportId, governmentClocks]);
    return { dueAt: found?.due_at ?? null, yellowAt: found?.yellow_at ?? null };
  }

  private async change(tx: EntityManager, reportId: string, act: (clock: ClockRecord) => unknown): Promise<void> {
    const clocks = await tx.find(ClockRecord, { where: { reportId, kind: In(governmentClocks), stoppedAt: IsNull() }, order: { id: 'ASC' } });
    for (const clock of clocks) await this.recount(tx, clock, () => act(clock));
  }

  private async recount(tx: EntityManager, clock: ClockRecord, act: () => unknown): Promise<void> {
    act();
    const limit = { amount: clock.limitAmount, unit: clock.limitUnit };
    Object.assign(clock, deadline(await this.calendarOf(tx, clock), clock.kind, clock.startedAt, limit, clock.spans));
    await tx.save(clock);
  }

  private async calendarOf(tx: EntityManager, clock: ClockRecord): Promise<WorkCalendar> {
    const [found] = await tx.query<{ version: number }[]>('select version from calendar where id = $1', [clock.calendarId]);
    return this.calendars.load(tx, { id: clock.calendarId, version: found?.version ?? 0 });
  }
}

function deadline(calendar: WorkCalendar, kind: ClockKind, start: Date, limit: Limit, pauses: Span[]): NextDeadline & { provisional: boolean } {
  const history = historyOf(calendar, start, pauses);
  const due = dueAt(history, limit);
  const warned = [shareAt(history, limit, yellowPercent)];
  if (kind === 'first_follow_up' && limit.amount > quietDays) warned.push(dueAt(history, { amount: quietDays, unit: 'working_day' }).dueAt);
  const times = warned.filter((time) => time !== null).map((time) => time.getTime());
  return { dueAt: due.dueAt, provisional: due.provisional, yellowAt: times.length > 0 ? new Date(Math.min(...times)) : null };
}
