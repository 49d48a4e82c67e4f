import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor, type HeldRole } from '../access/actor.js';
import type { Scope } from '../access/permissions.js';
import { row, statement } from '../platform/sql.js';

const account = statement(
  'caller_account',
  `select a.name, coalesce(held.roles, '[]') as roles
     from account a
     left join lateral (
       select json_agg(json_build_object('role', r.role, 'agencyId', g.id, 'agencyName', g.name, 'path', g.path) order by cardinality(g.path), g.name, r.role) as roles
         from account_role r join agency g on g.id = r.agency_id
        where r.account_id = a.id
     ) held on true
    where a.id = $1 and a.suspended_at is null`,
);

const client = statement('caller_client', 'select name, scopes, agency_id from api_client where id = $1 and disabled_at is null');

/** Who stands behind a token, as of now: a suspension or a lost role bites at the next request. */
@Injectable()
export class CallersQuery {
  constructor(private readonly source: DataSource) {}

  async account(id: string): Promise<Actor | undefined> {
    const found = await row<{ name: string; roles: HeldRole[] }>(this.source, account, [id]);
    return found && new Actor({ kind: 'user', id, name: found.name, roles: found.roles });
  }

  /** The client with those of the token's scopes that it still holds. */
  async client(id: string, granted: readonly string[]): Promise<Actor | undefined> {
    const found = await row<{ name: string; scopes: Scope[]; agency_id: string }>(this.source, client, [id]);
    if (!found) return undefined;
    const scopes = found.scopes.filter((scope) => granted.includes(scope));
    return new Actor({ kind: 'client', id, name: found.name, scopes, agencyId: found.agency_id });
  }
}
