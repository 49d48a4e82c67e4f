import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import type { CalendarVersion } from './calendars.query.js';
import type { ClockKind } from './clock.kinds.js';
import type { Limit, LimitUnit } from './deadline.js';
import type { EscalationStep, Warnings } from './deadline.timetable.js';
import { refuse } from './sla.refusals.js';

/** What a limit depends on, besides the agency. */
export interface ClockContext {
  rootAgencyId: string;
  classification?: string | null;
  /** The report's category and its ancestors, nearest first. */
  categoryIds?: readonly string[];
}

/** One rule on how long a clock runs. Nothing of it changes but the day it ends. */
export interface Policy extends Warnings {
  id: string;
  kind: ClockKind;
  limit: Limit;
  maxExtensions: number;
}

/** The rule for a clock, and the calendar it counts by. */
export interface Choice {
  policy: Policy;
  calendar: CalendarVersion;
  /** No rule was in force that day: this one is the nearest in time. */
  fallback: boolean;
}

interface PolicyRow {
  id: string;
  kind: ClockKind;
  limit_amount: number;
  limit_unit: LimitUnit;
  warn_percents: number[];
  quiet_days: number | null;
  escalation: EscalationStep[];
  max_extensions: number;
}

const members = 'p.id, p.kind, p.limit_amount, p.limit_unit, p.warn_percents, p.quiet_days, p.escalation, p.max_extensions';

// A rule in force before any other. Then the nearest category wins, then the class, then the nearest agency: a limit for
// drainage is meant for drainage, and what the law says of a class is not undone by an agency's general rule. Of the
// calendars in force at the second moment the nearest agency's wins, in its newest version that was in force. Whoever asks
// holds the city's rules until its transaction ends: `outlast` waits for those who may still write by what held before.
const choose = statement(
  'policy_choose',
  `select ${members}, not p.holds as fallback, c.id as calendar_id, c.version as calendar_version,
     pg_advisory_xact_lock_shared(1710, hashtext(root.id::text))::text as held
     from agency a
     join agency root on root.id = a.path[1]
     cross join lateral (select ($5::timestamptz at time zone coalesce(root.zone, 'Asia/Jakarta'))::date as today) d
     cross join lateral (
       select s.*, h.holds from sla_policy s
        cross join lateral (select d.today >= s.valid_from and d.today <= coalesce(s.valid_to, 'infinity') as holds) h
        where s.root_agency_id = a.path[1] and s.kind = $2 and s.agency_id = any(a.path)
          and (s.classification is null or s.classification = $3)
          and (s.category_id is null or s.category_id = any($4::uuid[]))
        order by h.holds desc, array_position($4::uuid[], s.category_id) nulls last, s.classification nulls last,
          array_position(a.path, s.agency_id) desc, greatest(s.valid_from - d.today, d.today - s.valid_to), s.id
        limit 1) p
     cross join lateral (
       select k.id, in_force.version from calendar k
        cross join lateral (
          select version from calendar_version
           where calendar_id = k.id and valid_from <= ($6::timestamptz at time zone coalesce(root.zone, 'Asia/Jakarta'))::date
           order by version desc limit 1) in_force
        where k.agency_id = any(a.path) order by array_position(a.path, k.agency_id) desc limit 1) c
    where a.id = $1`,
);
const patience = statement('policy_patience', `select set_config('lock_timeout', '200ms', true)`);
const outlast = statement('policy_outlast', 'select pg_advisory_xact_lock(1710, hashtext($1::uuid::text))::text as held');
const byId = statement('policy_by_id', `select ${members} from sla_policy p where p.id = $1`);

/** Rules that are kept in memory. */
const mostKept = 1_000;

/** Which limits apply. */
@Injectable()
export class PoliciesQuery {
  private readonly known = new Map<string, Policy>();

  /**
   * The rule for a clock that starts at `at`, and the calendar that counts from `now` on.
   * @throws Refusal `policy.none` where the city has no rule of this kind at all
   */
  async choose(reader: Reader, kind: ClockKind, agencyId: string, context: ClockContext, at: Date, now = at): Promise<Choice> {
    const values = [agencyId, kind, context.classification ?? null, context.categoryIds ?? [], at, now];
    const found = await row<PolicyRow & { fallback: boolean; calendar_id: string; calendar_version: number }>(reader, choose, values);
    if (!found) throw refuse('policy.none', { params: { kind } });
    return { policy: policyOf(found), calendar: { id: found.calendar_id, version: found.calendar_version }, fallback: found.fallback };
  }

  /** Waits until all have ended who asked for a rule of this city before. They end soon, or this gives up: nobody shall wait behind it. */
  async outlast(tx: EntityManager, rootAgencyId: string): Promise<void> {
    await rows(tx, patience, []);
    await rows(tx, outlast, [rootAgencyId]);
  }

  /** A rule as it was when a clock began: what a clock needs of it never changes, so it is kept in memory. */
  async load(reader: Reader, id: string): Promise<Policy> {
    const known = this.known.get(id);
    if (known) return known;
    const found = await row<PolicyRow>(reader, byId, [id]);
    if (!found) throw new Error(`Policy ${id} is missing`);
    const policy = policyOf(found);
    if (this.known.size >= mostKept) this.known.clear();
    this.known.set(id, policy);
    return policy;
  }
}

const policyOf = (found: PolicyRow): Policy => ({
  id: found.id,
  kind: found.kind,
  limit: { amount: found.limit_amount, unit: found.limit_unit },
  warnPercents: found.warn_percents,
  quietDays: found.quiet_days,
  escalation: found.escalation,
  maxExtensions: found.max_extensions,
});
