import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import { rows, statement } from '../platform/sql.js';
import { CalendarsQuery } from './calendars.query.js';
import { type Counting, historyOfClock, withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { governmentClocks } from './clock.kinds.js';
import { type Alert, alertsOf, momentOf } from './deadline.timetable.js';
import { PoliciesQuery, type Policy } from './policies.query.js';

/** How many clocks one transaction takes: some 50 ms, so that nobody waits long for a report it holds. */
const batch = 200;

// The report is locked too, and passed over where somebody works on it: their answer may be in time though it is not yet
// committed. Not its key: new facts and follow-ups refer to it.
const due = statement(
  'clock_due_alerts',
  `select c.id, r.root_agency_id as "rootAgencyId" from clock c join report r on r.id = c.report_id
    where c.alert_at < $1 and c.stopped_at is null and c.paused_at is null and c.kind = any($2)
    order by c.alert_at limit $3 for no key update skip locked`,
);
const advance = statement(
  'clock_alerted',
  `update clock c set alert_at = n.alert_at, alert_stage = n.stage, escalation = n.escalation
     from unnest($1::uuid[], $2::timestamptz[], $3::integer[], $4::integer[]) as n (id, alert_at, stage, escalation) where c.id = n.id`,
);

/** Gives the warnings, breaches and escalations that have come due; cost follows what is due, not what is open. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly clock: Clock,
    private readonly policies: PoliciesQuery,
    private readonly calendars: CalendarsQuery,
    private readonly journal: Journal,
  ) {}

  /** One transaction's worth. Any number of workers may do so: what one has locked the others pass over. @returns how many clocks were due */
  async give(tx: EntityManager): Promise<number> {
    const now = await this.clock.now(tx);
    const found = await rows<{ id: string; rootAgencyId: string }>(tx, due, [now, governmentClocks, batch]);
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
    await rows(tx, advance, [column('id'), column('alertAt'), column('alertStage'), column('escalation')]);
    return found.length;
  }
}

/** Moves a clock past the alerts that are due. A warning that comes after the next alert's moment would warn of what has happened: it is dropped. */
function alert(clock: ClockRecord, policy: Policy, calendarOf: Counting['calendarOf'], now: Date): Alert[] {
  const history = historyOfClock(clock, calendarOf);
  const alerts = alertsOf(clock.kind, policy);
  const given: Alert[] = [];
  const moment = (place: number): Date | null => {
    const one = alerts[place];
    return one ? momentOf(one, history, clock.limit, clock.dueAt) : null;
  };
  // At the very instant of a deadline it is still in time.
  for (let at = clock.alertAt; at !== null && at < now;) {
    const one = alerts[clock.alertStage];
    clock.alertStage += 1;
    at = clock.alertAt = moment(clock.alertStage);
    if (one && !(one.type === 'warning' && at !== null && at < now)) given.push(one);
    if (one?.type === 'escalation') clock.escalation = one.step;
  }
  return given;
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
