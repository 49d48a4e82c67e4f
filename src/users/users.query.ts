import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Cursors, limitOf, type Page } from '../platform/paging.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import { refuse } from './users.refusals.js';
import type { ListUsers } from './users.requests.js';
import type { User } from './users.views.js';

const columns = `
  a.id, a.email, a.name, a.suspended_at is not null as suspended, a.created_at, a.updated_at, a.version,
  array(
    select json_build_object('role', r.role, 'agencyId', g.id, 'agencyName', g.name)
      from account_role r join agency g on g.id = r.agency_id
     where r.account_id = a.id order by cardinality(g.path), g.name, r.role
  ) as roles`;

const one = statement('user_by_id', `select ${columns} from account a where a.id = $1`);

const visible = statement(
  'user_visible',
  'select 1 as yes from account_role r join agency g on g.id = r.agency_id where r.account_id = $1 and g.path && $2::uuid[] limit 1',
);

const list = statement(
  'user_list',
  `select ${columns}
     from account a
    where exists (
            select 1 from account_role r join agency g on g.id = r.agency_id
             where r.account_id = a.id and g.path && $1::uuid[]
               and ($2::uuid is null or $2 = any (g.path)) and ($3::text is null or r.role = $3)
          )
      and ($4::text is null or a.name ilike $4 or a.email ilike $4)
      and ($5::text is null or (a.name, a.id) > ($5, $6::uuid))
    order by a.name, a.id
    limit $7`,
);

interface UserRow {
  id: string;
  email: string;
  name: string;
  suspended: boolean;
  created_at: Date;
  updated_at: Date;
  version: number;
  roles: User['roles'];
}

const userOf = ({ created_at, updated_at, ...rest }: UserRow): User => ({
  ...rest,
  createdAt: created_at.toISOString(),
  updatedAt: updated_at.toISOString(),
});

const anywhereIn = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

/** Reads users, each administrator those with a role at an agency of theirs. */
@Injectable()
export class UsersQuery {
  constructor(
    private readonly source: DataSource,
    private readonly cursors: Cursors,
  ) {}

  async list(actor: Actor, query: ListUsers): Promise<Page<User>> {
    const [name, id] = this.cursors.read('users', query) ?? [];
    const words = query.q === undefined ? undefined : anywhereIn(query.q.trim());
    const values = [actor.agenciesWith('user.manage'), query.agencyId, query.role, words, name, id, limitOf(query) + 1];
    const found = await rows<UserRow>(this.source, list, values);
    return this.cursors.page('users', query, found, (last) => [last.name, last.id], userOf);
  }

  /** @throws Refusal `user.not_found`, also for a user at agencies of others */
  async read(actor: Actor, id: string): Promise<User> {
    await this.expectVisible(this.source, actor, id);
    return this.view(this.source, id);
  }

  async expectVisible(reader: Reader, actor: Actor, id: string): Promise<void> {
    if (!(await row(reader, visible, [id, actor.agenciesWith('user.manage')]))) throw refuse('user.not_found');
  }

  async view(reader: Reader, id: string): Promise<User> {
    const found = await row<UserRow>(reader, one, [id]);
    if (!found) throw refuse('user.not_found');
    return userOf(found);
  }
}
