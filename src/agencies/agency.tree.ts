import type { EntityManager } from 'typeorm';
import { row, rows, statement } from '../platform/sql.js';
import { refuse } from './agencies.refusals.js';
import type { AgencyFacts } from './agencies.query.js';
import { AgencyRecord, deepestLevel } from './agency.entity.js';

// Whoever changes a tree holds its root's lock, so that no path is built on one that is being rebuilt. "No key": a new
// report's foreign key takes a key share lock on the root and must not wait for us.
const lockRoot = statement('agency_lock_root', 'select r.id from agency a join agency r on r.id = a.path[1] where a.id = $1 for no key update of r');
const deepest = statement('agency_deepest', 'select max(cardinality(path)) as level from agency where path @> array[$1::uuid]');
const rebuild = statement('agency_rebuild_paths', 'update agency set path = $2::uuid[] || path[$3::integer:] where path @> array[$1::uuid]');
const outliving = statement(
  'agency_outliving_unit',
  `select name from agency
    where path @> array[$1::uuid] and id <> $1 and successor_id is null and (valid_to is null or valid_to > $2::date)
    order by path limit 1`,
);

/** The agency as it stands, in a tree that nobody else changes before this transaction ends. */
export async function lockAgency(tx: EntityManager, id: string): Promise<AgencyRecord | undefined> {
  await rows(tx, lockRoot, [id]);
  return (await tx.findOneBy(AgencyRecord, { id })) ?? undefined;
}

/** A reference to an agency of the same city that is open. @throws Refusal `agency.unknown`, `.of_another_city`, `.closed` */
export function openAgency(found: AgencyFacts | undefined, id: string, rootId: string, pointer: string): AgencyFacts {
  if (!found) throw refuse('agency.unknown', { pointer, params: { id } });
  if (found.rootId !== rootId) throw refuse('agency.of_another_city', { pointer, params: { name: found.name } });
  if (found.open) return found;
  const { successorId, successorName } = found;
  const related = successorId === undefined ? undefined : { kind: 'agency', id: successorId, name: successorName };
  throw refuse('agency.closed', { pointer, params: { name: found.name }, related });
}

/** Puts a locked agency, and everything below it, under another. @throws Refusal `agency.circle`, `agency.too_deep` */
export async function moveAgency(tx: EntityManager, agency: AgencyRecord, parent: AgencyFacts): Promise<void> {
  if (parent.path.includes(agency.id)) throw refuse('agency.circle', { pointer: '/parentId' });
  const below = ((await row<{ level: number }>(tx, deepest, [agency.id]))?.level ?? 0) - agency.path.length;
  if (parent.path.length + 1 + below > deepestLevel) throw refuse('agency.too_deep', { pointer: '/parentId', params: { levels: deepestLevel } });
  await rows(tx, rebuild, [agency.id, parent.path, agency.path.length]);
  agency.parentId = parent.id;
  agency.path = [...parent.path, agency.id];
}

/** @throws Refusal `agency.units_outlive` when a unit below is valid for longer than the agency */
export async function expectUnitsEnded(tx: EntityManager, { id, validTo }: AgencyRecord): Promise<void> {
  const unit = validTo === null ? undefined : await row<{ name: string }>(tx, outliving, [id, validTo]);
  if (unit) throw refuse('agency.units_outlive', { pointer: '/validTo', params: { name: unit.name } });
}
