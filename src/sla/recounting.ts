import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayIn, usualZone } from '../agencies/validity.js';
import { Clock } from '../platform/clock.js';
import { row, rows, statement } from '../platform/sql.js';
import { type CalendarVersion, CalendarsQuery } from './calendars.query.js';
import { type Counting, expectedDue, recount, withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { type ClockKind, governmentClocks } from './clock.kinds.js';
import { PoliciesQuery, type Policy } from './policies.query.js';

/** What has changed: some calendars have new versions, or the rules on one kind of clock in a city. */
export type Change = { kind: 'calendar'; calendarIds: string[] } | { kind: 'policy'; policyKind: ClockKind; rootAgencyId: string };

/** A change, with the versions that were in force when it was ordered: what is published later is another order. */
export type Target = { kind: 'calendar'; calendars: CalendarVersion[] } | Extract<Change, { kind: 'policy' }>;

/** A clock that was counted anew. */
export interface Moved {
  clock: ClockRecord;
  /** When it ran out by what held before, and does now; of a clock that stands, if it ran on now. */
  before: Date | null;
  after: Date | null;
  /** These differ. */
  shifted: boolean;
  /** By how many working days, by the calendar it now counts by. */
  shiftWorkingDays: number;
}

interface Found extends Record<string, unknown> {
  classification: string | null;
  categoryIds: string[];
  rootAgencyId: string;
  zone: string | null;
}

// A clock that counted by a calendar before its report went elsewhere depends on it, too. Each part by an index of its own,
// from where the last batch ended.
const ofCalendars = (limit: string): string => `
  select own.id from unnest($1::uuid[], $2::integer[]) as k (id, version) cross join lateral (
    select c.id from clock c where c.calendar_id = k.id and c.stopped_at is null and c.id > $3 order by c.id ${limit}) own
  union select id from (
    select c.id from clock c where c.former <> '[]' and c.stopped_at is null and c.id > $3
       and exists (select 1 from jsonb_array_elements(c.former) f where (f->>'calendarId')::uuid = any($1::uuid[])) order by c.id ${limit}) before`;
// By the index of calendars, too: one more index on clocks would cost each move of a deadline more than this costs a change of rules.
const ofPolicy = (limit: string): string => `
  select own.id from calendar k cross join lateral (
    select c.id from clock c where c.calendar_id = k.id and c.stopped_at is null and c.kind = $1::text and c.id > $3 order by c.id ${limit}) own
   where k.root_agency_id = $2`;
const nextOfCalendars = statement('recount_calendar', `${ofCalendars('limit $4')} order by id limit $4`);
const nextOfPolicy = statement('recount_policy', `${ofPolicy('limit $4')} order by id limit $4`);
const countOfCalendars = statement('recount_calendar_count', `select count(*)::integer as n from (${ofCalendars('')}) found`);
const countOfPolicy = statement('recount_policy_count', `select count(*)::integer as n from (${ofPolicy('')}) found`);
// Of clocks that were looked at before, those that do not count by the versions yet; of the few that have counted by others
// before that is not asked.
const behindCalendars = statement(
  'recount_calendar_behind',
  `select c.id from clock c left join unnest($2::uuid[], $3::integer[]) as k (id, version) on k.id = c.calendar_id
    where c.id = any($1::uuid[]) and (c.calendar_version < k.version or c.former <> '[]') order by c.id`,
);
// The report first, as every step does, and without its key, which new facts refer to. One that somebody works on is left for
// the next pass: nobody waits for a batch that waits for somebody else.
const lockReports = statement(
  'recount_lock_reports',
  `select c.id from clock c join report r on r.id = c.report_id where c.id = any($1::uuid[]) order by r.id, c.id for no key update of r skip locked`,
);
const lockClocks = statement('recount_lock_clocks', `select id from clock where id = any($1::uuid[]) order by id for update skip locked`);
const columns = `c.id, c.report_id as "reportId", c.disposition_id as "dispositionId", c.agency_id as "agencyId", c.kind, c.policy_id as "policyId",
  c.calendar_id as "calendarId", c.calendar_version as "calendarVersion", c.former, c.limit_amount as "limitAmount", c.limit_unit as "limitUnit",
  c.extension_days as "extensionDays", c.started_at as "startedAt", c.due_at as "dueAt", c.yellow_at as "yellowAt", c.paused_at as "pausedAt", c.pauses,
  c.provisional, c.deadline_version as "deadlineVersion", c.alert_at as "alertAt", c.alerts_given as "alertsGiven", c.escalation`;
const read = statement(
  'recount_read',
  `select ${columns}, r.classification, r.root_agency_id as "rootAgencyId", array_remove(array[r.category_id, k.parent_id], null) as "categoryIds",
     root.zone
     from clock c join report r on r.id = c.report_id join agency root on root.id = r.root_agency_id left join category k on k.id = r.category_id
    where c.id = any($1::uuid[]) and c.stopped_at is null order by c.id`,
);
const inForce = statement(
  'recount_versions',
  `select c.id, v.version from calendar c join agency root on root.id = c.root_agency_id
    cross join lateral (
      select version from calendar_version
       where calendar_id = c.id and valid_from <= ($2::timestamptz at time zone coalesce(root.zone, 'Asia/Jakarta'))::date
       order by version desc limit 1) v
   where c.id = any($1::uuid[])`,
);
const mark = statement(
  'recount_mark',
  `update calendar_version v set recomputed = true from unnest($1::uuid[], $2::integer[]) as k (id, version) where v.calendar_id = k.id and v.version = k.version`,
);
const update = statement(
  'recount_write',
  `update clock c set policy_id = n.policy_id, calendar_id = n.calendar_id, calendar_version = n.calendar_version, former = n.former, limit_amount = n.limit_amount,
     limit_unit = n.limit_unit, due_at = n.due_at, yellow_at = n.yellow_at, provisional = n.provisional, deadline_version = n.deadline_version,
     alert_at = n.alert_at, alerts_given = array(select jsonb_array_elements_text(n.alerts_given)), escalation = n.escalation
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::jsonb[], $6::integer[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::boolean[],
     $11::integer[], $12::timestamptz[], $13::jsonb[], $14::integer[])
     as n (id, policy_id, calendar_id, calendar_version, former, limit_amount, limit_unit, due_at, yellow_at, provisional, deadline_version, alert_at, alerts_given, escalation)
   where c.id = n.id`,
);
const updateReports = statement(
  'recount_reports',
  `update report r set due_at = n.due_at, yellow_at = n.yellow_at, version = r.version + 1, updated_at = $3
     from (select report_id, min(due_at) as due_at, min(yellow_at) as yellow_at from clock
            where report_id = any($1::uuid[]) and stopped_at is null and kind = any($2) group by report_id) n
    where r.id = n.report_id and (r.due_at, r.yellow_at) is distinct from (n.due_at, n.yellow_at)`,
);

const beginning = '00000000-0000-0000-0000-000000000000';

/** Counts many clocks anew at once: few statements, and arithmetic in between. */
@Injectable()
export class Recounting {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarsQuery,
    private readonly policies: PoliciesQuery,
  ) {}

  now(tx: EntityManager): Promise<Date> {
    return this.clock.now(tx);
  }

  /** Waits for those who may still start clocks by the rules that held before. */
  outlast(tx: EntityManager, rootAgencyId: string): Promise<void> {
    return this.policies.outlast(tx, rootAgencyId);
  }

  /** The versions of a change's calendars that are in force now, as this transaction sees them. */
  async target(tx: EntityManager, change: Change, now: Date): Promise<Target> {
    if (change.kind === 'policy') return change;
    return { kind: 'calendar', calendars: await rows<CalendarVersion & Record<string, unknown>>(tx, inForce, [change.calendarIds, now]) };
  }

  /** Clocks that were stopped and go on later shall count by these versions, too. */
  async mark(tx: EntityManager, target: Target): Promise<void> {
    if (target.kind === 'calendar') await rows(tx, mark, columnsOf(target.calendars));
  }

  /** The next open clocks that the change concerns, in order of id. */
  async next(tx: EntityManager, target: Target, after: string | null, limit: number): Promise<string[]> {
    const place = after ?? beginning;
    const found =
      target.kind === 'calendar'
        ? await rows<{ id: string }>(tx, nextOfCalendars, [...columnsOf(target.calendars), place, limit])
        : await rows<{ id: string }>(tx, nextOfPolicy, [target.policyKind, target.rootAgencyId, place, limit]);
    return found.map(({ id }) => id);
  }

  /** Of these clocks, those that a pass before has not reached, where that can be told. */
  async behind(tx: EntityManager, target: Target, ids: string[]): Promise<string[]> {
    if (target.kind === 'policy') return ids;
    return (await rows<{ id: string }>(tx, behindCalendars, [ids, ...columnsOf(target.calendars)])).map(({ id }) => id);
  }

  async count(tx: EntityManager, target: Target): Promise<number> {
    const found =
      target.kind === 'calendar'
        ? await row<{ n: number }>(tx, countOfCalendars, [...columnsOf(target.calendars), beginning])
        : await row<{ n: number }>(tx, countOfPolicy, [target.policyKind, target.rootAgencyId, beginning]);
    return found?.n ?? 0;
  }

  /** Locks what nobody else works on. @returns those clocks, and the time, read when they are locked */
  async lock(tx: EntityManager, ids: readonly string[]): Promise<{ locked: string[]; at: Date }> {
    const free = await rows<{ id: string }>(tx, lockReports, [ids]);
    const found = await rows<{ id: string }>(tx, lockClocks, [free.map(({ id }) => id)]);
    return { locked: found.map(({ id }) => id), at: await this.clock.now(tx) };
  }

  /** Reads clocks and counts them anew. @param committed the versions are, so they may be kept in memory */
  async read(tx: EntityManager, target: Target, ids: readonly string[], now: Date, committed: boolean): Promise<Moved[]> {
    const found = await rows<Found>(tx, read, [ids]);
    const clocks = found.map((one) => Object.assign(new ClockRecord(), one));
    const load = (version: CalendarVersion) => (committed ? this.calendars.load(tx, version) : this.calendars.read(tx, version));
    const earlier = await withCalendars(clocks, load);
    const before = new Map(clocks.map((clock) => [clock.id, { counted: countedBy(clock), due: expectedDue(clock, earlier, now) }]));
    await (target.kind === 'calendar' ? amend(target.calendars, clocks) : this.rule(tx, clocks, now));
    const calendarOf = await withCalendars(clocks, load);
    const moved: Moved[] = [];
    for (const clock of clocks) {
      const old = before.get(clock.id);
      const one = anew(clock, old?.due ?? null, { policy: await this.policies.load(tx, clock.policyId), calendarOf }, now);
      if (one.shifted || (committed && countedBy(clock) !== old?.counted)) moved.push(one);
    }
    return moved;
  }

  async write(tx: EntityManager, moved: readonly Moved[], at: Date): Promise<void> {
    if (moved.length === 0) return;
    const clocks = moved.map(({ clock }) => clock);
    const column = <Member extends keyof ClockRecord>(name: Member): ClockRecord[Member][] => clocks.map((clock) => clock[name]);
    const rules = [
      column('id'),
      column('policyId'),
      column('calendarId'),
      column('calendarVersion'),
      clocks.map(({ former }) => JSON.stringify(former)),
    ];
    const limits = [column('limitAmount'), column('limitUnit')];
    const times = [column('dueAt'), column('yellowAt'), column('provisional'), column('deadlineVersion')];
    const given = clocks.map(({ alertsGiven }) => JSON.stringify(alertsGiven));
    await rows(tx, update, [...rules, ...limits, ...times, column('alertAt'), given, column('escalation')]);
    const reports = moved.map(({ clock }) => clock.reportId);
    await rows(tx, updateReports, [[...new Set(reports)], governmentClocks, at]);
  }

  /** The rule that such a report would have had from its start, as the table stands now. */
  private async rule(tx: EntityManager, clocks: readonly (ClockRecord & Found)[], now: Date): Promise<void> {
    const chosen = new Map<string, Policy>();
    for (const clock of clocks) {
      const { kind, agencyId, classification, categoryIds, startedAt, zone } = clock;
      const question = [kind, agencyId, classification, ...categoryIds, dayIn(zone ?? usualZone, startedAt)].join(' ');
      const policy = chosen.get(question) ?? (await this.policies.choose(tx, kind, agencyId, clock, startedAt)).policy;
      chosen.set(question, policy);
      // The rules have changed, not who counts.
      const calendar = { id: clock.calendarId, version: clock.calendarVersion };
      if (policy.id !== clock.policyId) clock.countBy({ ...policy, calendar }, now);
    }
  }
}

/** By what a clock is counted: where it is the same as before and so is the deadline, there is nothing to write. */
const countedBy = ({ policyId, calendarId, calendarVersion, former }: ClockRecord): string =>
  JSON.stringify([policyId, calendarId, calendarVersion, former]);

const columnsOf = (calendars: readonly CalendarVersion[]): [string[], number[]] => [
  calendars.map(({ id }) => id),
  calendars.map(({ version }) => version),
];

function amend(calendars: readonly CalendarVersion[], clocks: readonly ClockRecord[]): void {
  const newest = new Map(calendars.map(({ id, version }) => [id, version]));
  for (const clock of clocks) clock.amend(newest);
}

function anew(clock: ClockRecord, before: Date | null, counting: Counting, now: Date): Moved {
  recount(clock, counting, now);
  const after = expectedDue(clock, counting.calendarOf, now);
  const shifted = before?.getTime() !== after?.getTime();
  const calendar = counting.calendarOf({ id: clock.calendarId, version: clock.calendarVersion });
  const shiftWorkingDays = shifted && before && after ? Math.abs(calendar.workingDaysBetween(before, after)) : 0;
  return { clock, before, after, shifted, shiftWorkingDays };
}
