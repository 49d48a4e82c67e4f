import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import { rows, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { isUnavailable } from '../platform/unavailable.js';
import { CalendarsQuery } from './calendars.query.js';
import { type Counting, historyOfClock, withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { governmentClocks } from './clock.kinds.js';
import { type Alert, highestStep, nextOf, scheduleOf } from './deadline.timetable.js';
import { PoliciesQuery, type Policy } from './policies.query.js';

/** How many clocks one transaction takes: some 50 ms, so that nobody waits long for a report it holds. */
const batch = 200;

// The report is locked too, and passed over where somebody works on it: their answer may be in time though it is not yet
// committed. Not its key: new facts and follow-ups refer to it.
const due = statement(
  'clock_due_alerts',
  `select c.id, r.root_agency_id as "rootAgencyId" from clock c join report r on r.id = c.report_id
    where c.alert_at < $1 and c.stopped_at is null and c.kind = any($2)
    order by c.alert_at limit $3 for no key update skip locked`,
);
const putOff = statement('clock_put_off', `update clock set alert_at = $2::timestamptz + interval '1 hour' where id = $1 and stopped_at is null`);
const advance = statement(
  'clock_alerted',
  `update clock c set alert_at = n.alert_at, alerts_given = array(select jsonb_array_elements_text(n.given)), escalation = n.escalation
     from unnest($1::uuid[], $2::timestamptz[], $3::jsonb[], $4::integer[]) as n (id, alert_at, given, escalation) where c.id = n.id`,
);

/** Gives the warnings, breaches and escalations that have come due; cost follows what is due, not what is open. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly policies: PoliciesQuery,
    private readonly calendars: CalendarsQuery,
    private readonly journal: Journal,
  ) {}

  /**
   * One batch in a transaction of its own; where it fails, the clocks one by one, and what fails then is put off.
   * @returns how many clocks were due
   */
  async work(): Promise<number> {
    try {
      return await this.transactions.run(undefined, (tx) => this.give(tx, batch));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      await this.giveSingly(error);
      throw error;
    }
  }

  /** Looks at a clock again in an hour: it cannot say what it has to, and shall not keep the others waiting. */
  async putOff(tx: EntityManager, clockId: string): Promise<void> {
    await rows(tx, putOff, [clockId, await this.clock.now(tx)]);
  }

  private async giveSingly(cause: unknown): Promise<void> {
    for (let left = batch; left > 0; left -= 1) {
      let inHand: string | undefined;
      try {
        const given = await this.transactions.run(undefined, (tx) => this.give(tx, 1, ([id]) => (inHand = id)));
        if (given === 0) return;
      } catch (error) {
        const clockId = inHand;
        if (clockId === undefined || isUnavailable(error)) throw cause;
        await this.transactions.run(undefined, (tx) => this.putOff(tx, clockId));
      }
    }
  }

  private async give(tx: EntityManager, limit: number, take: (ids: string[]) => void = () => undefined): Promise<number> {
    const now = await this.clock.now(tx);
    const found = await rows<{ id: string; rootAgencyId: string }>(tx, due, [now, governmentClocks, limit]);
    take(found.map(({ id }) => id));
    if (found.length === 0) return 0;
    const roots = new Map(found.map(({ id, rootAgencyId }) => [id, rootAgencyId]));
    const clocks = await tx.find(ClockRecord, { where: { id: In([...roots.keys()]) }, order: { alertAt: 'ASC', id: 'ASC' } });
    const policies = new Map<string, Policy>();
    for (const { policyId } of clocks) policies.set(policyId, await this.policies.load(tx, policyId));
    const calendarOf = await withCalendars(clocks, (version) => this.calendars.load(tx, version));
    const facts = clocks.flatMap((clock) => {
      const policy = policies.get(clock.policyId);
      return policy ? alert(clock, policy, calendarOf, now).map((one) => factOf(clock, one, roots.get(clock.id) ?? '', now)) : [];
    });
    await this.journal.recordAll(tx, facts);
    const column = <Member extends keyof ClockRecord>(name: Member): ClockRecord[Member][] => clocks.map((clock) => clock[name]);
    await rows(tx, advance, [column('id'), column('alertAt'), column('alertsGiven').map((given) => JSON.stringify(given)), column('escalation')]);
    return found.length;
  }
}

/**
 * Takes what is due and not yet given. At the very instant of a deadline it is still in time. A warning that is followed by
 * another alert whose moment has passed would warn of what has happened: it is dropped.
 */
function alert(clock: ClockRecord, policy: Policy, calendarOf: Counting['calendarOf'], now: Date): Alert[] {
  const schedule = scheduleOf(clock.kind, historyOfClock(clock, calendarOf), clock.limit, policy, clock.dueAt);
  const passed = schedule.filter(({ at }) => at !== null && at < now).map((one) => one.alert);
  const due = passed.filter(({ key }) => !clock.alertsGiven.includes(key));
  clock.alertsGiven = [...clock.alertsGiven, ...due.map(({ key }) => key)];
  clock.alertAt = nextOf(schedule, new Set(clock.alertsGiven));
  clock.escalation = highestStep(clock.alertsGiven);
  return due.filter((one) => one.type !== 'warning' || one === passed.at(-1));
}

const types = { warning: 'clock.warned', breach: 'clock.breached', escalation: 'clock.escalated' } as const;

/** Addressed to roles at agencies; who holds them today is looked up by whoever sends. */
function factOf(clock: ClockRecord, one: Alert, rootAgencyId: string, at: Date): Fact {
  if (one.type === 'end') throw new Error('The end of a window is a step of the report');
  const { id: clockId, kind: clockKind, agencyId, dueAt, deadlineVersion, reportId } = clock;
  const more =
    one.type === 'warning'
      ? { percent: one.percent }
      : one.type === 'breach'
        ? {}
        : { step: one.step, addressees: one.to.map(({ role, at: place }) => ({ role, agencyId: place === 'city' ? rootAgencyId : agencyId })) };
  const data = { clockId, clockKind, agencyId, dueAt, deadlineVersion, alert: one.key, ...more };
  return { type: types[one.type], subject: { kind: 'report', id: reportId }, at, actor: { kind: 'system' }, agencyId, data };
}
