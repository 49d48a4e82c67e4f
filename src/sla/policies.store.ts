import type { EntityManager } from 'typeorm';
import type { Writer } from '../agencies/writer.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import type { ClockKind } from './clock.kinds.js';
import type { Limit } from './deadline.js';
import type { Policy } from './policies.views.js';
import type { PolicyDefaults, RuledClass } from './policy.defaults.js';

/** Which cases a rule is for. */
export interface Scope {
  agencyId: string;
  kind: ClockKind;
  classification: RuledClass | null;
  categoryId: string | null;
}

/** A rule to be written. */
export interface NewPolicy extends Scope, PolicyDefaults {
  id: string;
  rootAgencyId: string;
  limit: Limit;
  validFrom: string;
  validTo: string | null;
  reason: string | null;
}

/** A rule as a list reads it. */
export interface PolicyRow extends Omit<
  Policy,
  'classification' | 'category' | 'agency' | 'limit' | 'quietDays' | 'validTo' | 'reason' | 'createdAt'
> {
  classification: RuledClass | null;
  categoryId: string | null;
  categoryName: string | null;
  agencyId: string;
  agencyName: string;
  amount: number;
  unit: Limit['unit'];
  quietDays: number | null;
  validTo: string | null;
  reason: string | null;
  createdAt: Date;
}

/** How to read a rule. */
export const policyRows = `
  select p.id, p.kind, p.classification, p.category_id as "categoryId", cat.name as "categoryName", p.agency_id as "agencyId", a.name as "agencyName",
         p.limit_amount as amount, p.limit_unit as unit, p.warn_percents as "warnPercents", p.quiet_days as "quietDays", p.escalation,
         p.max_extensions as "maxExtensions", p.valid_from::text as "validFrom", p.valid_to::text as "validTo", p.reason, p.version,
         p.created_at as "createdAt"
    from sla_policy p join agency a on a.id = p.agency_id left join category cat on cat.id = p.category_id`;

const one = statement('policy_one', `${policyRows} where p.id = $1`);
const inCity = statement('policy_in_city', 'select 1 from sla_policy where id = $1 and root_agency_id = $2 and kind = $3');
const place = statement('policy_place', 'select a.path from sla_policy p join agency a on a.id = p.agency_id where p.id = $1');
const overlapping = statement(
  'policy_overlapping',
  `${policyRows}
    where p.agency_id = $1 and p.kind = $2 and p.classification is not distinct from $3 and p.category_id is not distinct from $4::uuid
      and p.id <> $5 and daterange(p.valid_from, p.valid_to, '[]') && daterange($6::date, $7::date, '[]')
    order by p.valid_from limit 1`,
);
const insert = statement(
  'policy_insert',
  `insert into sla_policy (id, root_agency_id, agency_id, kind, classification, category_id, limit_amount, limit_unit, warn_percents, quiet_days,
     escalation, max_extensions, valid_from, valid_to, reason, created_at, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
);
const end = statement('policy_end', 'update sla_policy set valid_to = $2, reason = coalesce($3, reason), version = version + 1 where id = $1');

export async function findPolicy(reader: Reader, id: string): Promise<PolicyRow | undefined> {
  return row<PolicyRow>(reader, one, [id]);
}

/** Is there a rule of this kind with this id in the city? */
export async function isPolicyOf(reader: Reader, id: string, rootAgencyId: string, kind: ClockKind): Promise<boolean> {
  return (await row(reader, inCity, [id, rootAgencyId, kind])) !== undefined;
}

/** The line of ancestors of the agency that a rule is for. */
export async function pathOfPolicy(reader: Reader, id: string): Promise<string[] | undefined> {
  return (await row<{ path: string[] }>(reader, place, [id]))?.path;
}

/** Another rule for the same cases on one of these days. */
export async function findOverlapping(reader: Reader, scope: Scope, id: string, from: string, to: string | null): Promise<PolicyRow | undefined> {
  const { agencyId, kind, classification, categoryId } = scope;
  return row<PolicyRow>(reader, overlapping, [agencyId, kind, classification, categoryId, id, from, to]);
}

export async function writePolicy(tx: EntityManager, made: NewPolicy, at: Date, by: Writer): Promise<void> {
  const scope = [made.id, made.rootAgencyId, made.agencyId, made.kind, made.classification, made.categoryId];
  const said = [made.limit.amount, made.limit.unit, made.warnPercents, made.quietDays, JSON.stringify(made.escalation), made.maxExtensions];
  const author = by.kind === 'staff' ? (by.id ?? null) : null;
  await rows(tx, insert, [...scope, ...said, made.validFrom, made.validTo, made.reason, at, author]);
}

/** The only thing that changes of a rule. */
export async function endPolicy(tx: EntityManager, id: string, validTo: string | null, reason: string | null): Promise<void> {
  await rows(tx, end, [id, validTo, reason]);
}

export function policyOf(found: PolicyRow): Policy {
  const { categoryId, categoryName, agencyId, agencyName, amount, unit, ...rest } = found;
  return {
    ...rest,
    classification: found.classification ?? undefined,
    category: categoryId === null ? undefined : { id: categoryId, name: categoryName ?? '' },
    agency: { id: agencyId, name: agencyName },
    limit: { amount, unit },
    quietDays: found.quietDays ?? undefined,
    validTo: found.validTo ?? undefined,
    reason: found.reason ?? undefined,
    createdAt: found.createdAt.toISOString(),
  };
}
