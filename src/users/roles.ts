import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { refuse as refuseAccess } from '../access/access.refusals.js';
import type { Role } from '../access/permissions.js';
import { row, rows, statement } from '../platform/sql.js';
import { AccountRoleRecord } from './account.entity.js';
import { refuse } from './users.refusals.js';

export interface RoleAt {
  role: Role;
  agencyId: string;
}

const pathsOf = statement('role_agency_paths', 'select id, path from agency where id = any ($1::uuid[])');

// An administrator of the city is one at its root. Whoever could take the role from the last one waits here for the other.
const oneAtATime = statement('role_one_at_a_time', "select pg_advisory_xact_lock(hashtextextended('administrators', 1708))");
const abandonedRoot = statement(
  'role_abandoned_root',
  `select root.id from agency root
    where root.parent_id is null and root.id = any ($1::uuid[]) and not exists (
      select 1 from account_role r join account a on a.id = r.account_id
       where r.agency_id = root.id and r.role = 'admin' and a.suspended_at is null
    ) limit 1`,
);

const key = ({ role, agencyId }: RoleAt): string => `${role} ${agencyId}`;

/** Named twice counts once. */
export const distinct = (roles: readonly RoleAt[]): RoleAt[] => [
  ...new Map(roles.map(({ role, agencyId }) => [key({ role, agencyId }), { role, agencyId }])).values(),
];

export async function grantRoles(tx: EntityManager, accountId: string, roles: readonly RoleAt[]): Promise<void> {
  const held = distinct(roles).map((role) => ({ accountId, ...role }));
  if (held.length > 0) await tx.insert(AccountRoleRecord, held);
}

/** Brings the roles of an account from `held` to `wanted`. Says whether anything changed. */
export async function replaceRoles(tx: EntityManager, accountId: string, held: readonly RoleAt[], wanted: readonly RoleAt[]): Promise<boolean> {
  const [before, after] = [new Set(held.map(key)), new Set(wanted.map(key))];
  const lost = held.filter((one) => !after.has(key(one)));
  const gained = wanted.filter((one) => !before.has(key(one)));
  for (const { role, agencyId } of lost) await tx.delete(AccountRoleRecord, { accountId, role, agencyId });
  await grantRoles(tx, accountId, gained);
  return lost.length + gained.length > 0;
}

/**
 * Roles are given, changed and taken by whoever manages users at each of their agencies.
 * @throws Refusal `user.agency_unknown`, `auth.not_permitted`
 */
export async function expectMayManage(tx: EntityManager, actor: Actor, roles: readonly RoleAt[]): Promise<void> {
  const found = await rows<{ id: string; path: string[] }>(tx, pathsOf, [roles.map(({ agencyId }) => agencyId)]);
  const paths = new Map(found.map(({ id, path }) => [id, path]));
  for (const [index, { agencyId }] of roles.entries()) {
    const path = paths.get(agencyId);
    if (!path) throw refuse('user.agency_unknown', { pointer: `/roles/${index}/agencyId` });
    if (!actor.mayAt('user.manage', path)) throw refuseAccess('auth.not_permitted', { params: { permission: 'user.manage' } });
  }
}

/** Lets one change of administrators happen at a time, until the transaction ends. Taken before any row is locked. */
export async function queueForAdministrators(tx: EntityManager): Promise<void> {
  await rows(tx, oneAtATime, []);
}

/** @throws Refusal `user.last_administrator` when a city is left without one */
export async function expectAdministrators(tx: EntityManager, held: readonly RoleAt[]): Promise<void> {
  const administered = held.filter(({ role }) => role === 'admin').map(({ agencyId }) => agencyId);
  if (administered.length > 0 && (await row(tx, abandonedRoot, [administered]))) throw refuse('user.last_administrator');
}
