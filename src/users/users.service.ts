import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { breaks, row, statement } from '../platform/sql.js';
import { AccountRecord } from './account.entity.js';
import { hashPassword } from './passwords.js';
import { distinct, grantRoles, type RoleAt } from './roles.js';
import { refuse } from './users.refusals.js';

const byEmail = statement('user_email_taken', 'select id from account where email = $1');

export interface NewUser {
  /** In any case; kept in lower case. */
  email: string;
  name: string;
  password: string;
  roles: readonly RoleAt[];
}

/** Makes accounts. */
@Injectable()
export class UsersService {
  constructor(private readonly journal: Journal) {}

  /**
   * Makes an account that can sign in; gives its id.
   * @throws Refusal `user.email_taken`
   */
  async create(tx: EntityManager, user: NewUser, at: Date, by: Fact['actor'] = { kind: 'system' }): Promise<string> {
    const email = user.email.toLowerCase();
    if (await row(tx, byEmail, [email])) throw refuse('user.email_taken', { pointer: '/email' });
    const [id, roles] = [v7(), distinct(user.roles)];
    await this.insert(tx, { id, email, name: user.name, passwordHash: await hashPassword(user.password), createdAt: at });
    await grantRoles(tx, id, roles);
    await this.journal.record(tx, { type: 'user.invited', subject: { kind: 'user', id }, at, actor: by, data: { roles } });
    return id;
  }

  private async insert(tx: EntityManager, account: Pick<AccountRecord, 'id' | 'email' | 'name' | 'passwordHash' | 'createdAt'>): Promise<void> {
    try {
      await tx.insert(AccountRecord, { ...account, suspendedAt: null, version: 1, updatedAt: account.createdAt });
    } catch (error) {
      // Somebody else took the address since we looked.
      if (breaks(error, 'account_email')) throw refuse('user.email_taken', { pointer: '/email' });
      throw error;
    }
  }
}
