import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { Transactions } from '../platform/transactions.js';
import { AccountRecord, AccountRoleRecord } from './account.entity.js';
import { newPassword } from './passwords.js';
import { expectAdministrators, expectMayManage, queueForAdministrators, replaceRoles, type RoleAt } from './roles.js';
import { endSessions } from './sessions.js';
import { UsersQuery } from './users.query.js';
import { refuse } from './users.refusals.js';
import type { InviteUser, ReviseUser } from './users.requests.js';
import { UsersService } from './users.service.js';
import type { InvitedUser, User } from './users.views.js';

const actorOf = ({ id }: Actor): Fact['actor'] => ({ kind: 'staff', ...(id === undefined ? {} : { id }) });

/** What administrators do with the accounts of others. */
@Injectable()
export class AdministrationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly users: UsersService,
    private readonly query: UsersQuery,
  ) {}

  /** @throws Refusal `user.email_taken`, `user.agency_unknown`, `auth.not_permitted` */
  invite(actor: Actor, once: Once | undefined, input: InviteUser): Promise<InvitedUser> {
    return this.transactions.run(once, async (tx) => {
      await expectMayManage(tx, actor, input.roles);
      const temporaryPassword = newPassword();
      const id = await this.users.create(tx, { ...input, password: temporaryPassword }, await this.clock.now(tx), actorOf(actor));
      return { ...(await this.query.view(tx, id)), temporaryPassword };
    });
  }

  /**
   * Changes name, roles or suspension. Whoever holds a role where the caller manages no users is out of reach.
   * @throws Refusal `user.not_found`, `precondition.stale`, `auth.not_permitted`, `user.last_administrator`
   */
  revise(actor: Actor, id: string, expected: Expected, input: ReviseUser): Promise<User> {
    return this.transactions.run(undefined, async (tx) => {
      if (input.roles || input.suspended) await queueForAdministrators(tx);
      const account = await tx.findOne(AccountRecord, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!account) throw refuse('user.not_found');
      await this.query.expectVisible(tx, actor, id);
      expectVersion(expected, account.version);
      const held = await tx.findBy(AccountRoleRecord, { accountId: id });
      await expectMayManage(tx, actor, held);
      if (input.roles) await expectMayManage(tx, actor, input.roles);
      await this.change(tx, actor, account, held, input);
      await expectAdministrators(tx, held);
      return this.query.view(tx, id);
    });
  }

  private async change(tx: EntityManager, actor: Actor, account: AccountRecord, held: readonly RoleAt[], input: ReviseUser): Promise<void> {
    const at = await this.clock.now(tx);
    const changed: string[] = account.revise(input, at);
    if (input.roles && (await replaceRoles(tx, account.id, held, input.roles))) changed.push('roles');
    if (changed.length === 0) return;
    account.touch(at);
    await tx.save(account);
    if (account.suspendedAt) await endSessions(tx, account.id);
    const data = { changed, ...(input.roles ? { roles: input.roles } : {}), suspended: account.suspendedAt !== null };
    await this.journal.record(tx, { type: 'user.changed', subject: { kind: 'user', id: account.id }, at, actor: actorOf(actor), data });
  }
}
