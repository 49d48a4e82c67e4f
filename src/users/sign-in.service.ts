import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import type { Once } from '../platform/idempotency.js';
import { row, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { AccessTokens, accessSeconds, ownClientId } from './access-tokens.js';
import { hashPassword, passwordFits } from './passwords.js';
import { endSession, endSessions, openSession, type OpenSession, rotateSession } from './sessions.js';
import type { ChangePassword, LogIn } from './sign-in.requests.js';
import type { Me, TokenPair } from './sign-in.views.js';
import { refuse } from './users.refusals.js';

const byEmail = statement('sign_in_by_email', 'select id, password_hash from account where email = $1');
const byId = statement('sign_in_by_id', 'select email, password_hash from account where id = $1');
const setPassword = statement(
  'sign_in_set_password',
  'update account set password_hash = $2 where id = $1 and password_hash = $3 and suspended_at is null returning id',
);

/** Sessions of people. */
@Injectable()
export class SignInService {
  constructor(
    private readonly source: DataSource,
    private readonly transactions: Transactions,
    private readonly tokens: AccessTokens,
  ) {}

  /** @throws Refusal `auth.login_failed`, the same for an unknown e-mail, a wrong password and a suspended account */
  async logIn({ email, password }: LogIn): Promise<TokenPair> {
    const account = await row<{ id: string; password_hash: string }>(this.source, byEmail, [email.toLowerCase()]);
    const fits = await passwordFits(password, account?.password_hash);
    const session = account && fits ? await this.transactions.run(undefined, (tx) => openSession(tx, account.id)) : undefined;
    if (!session) throw refuse('auth.login_failed');
    return this.pairOf(session);
  }

  /** @throws Refusal `auth.refresh_failed`, outside the transaction: the end of a session whose token was reused must last */
  async refresh(once: Once | undefined, refreshToken: string): Promise<TokenPair> {
    const session = await this.transactions.run(once, (tx) => rotateSession(tx, refreshToken));
    if (!session) throw refuse('auth.refresh_failed');
    return this.pairOf(session);
  }

  /** Says nothing of tokens it does not know (as RFC 7009, 2.2). */
  logOut(refreshToken: string): Promise<void> {
    return this.transactions.run(undefined, (tx) => endSession(tx, refreshToken));
  }

  async me(actor: Actor): Promise<Me> {
    const account = await row<{ email: string }>(this.source, byId, [actor.id]);
    if (actor.id === undefined || actor.name === undefined || !account) throw refuse('user.not_found');
    const roles = actor.roles.map(({ role, agencyId, agencyName }) => ({ role, agencyId, agencyName }));
    return { id: actor.id, name: actor.name, email: account.email, roles, permissions: actor.permissions };
  }

  /** Ends every session: whoever knew the old password is out. @throws Refusal `auth.password_wrong` */
  async changePassword(actor: Actor, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    const account = await row<{ password_hash: string }>(this.source, byId, [actor.id]);
    const wrong = refuse('auth.password_wrong', { pointer: '/currentPassword' });
    if (!actor.id || !account || !(await passwordFits(currentPassword, account.password_hash))) throw wrong;
    const [id, made] = [actor.id, await hashPassword(newPassword)];
    await this.transactions.run(undefined, async (tx) => {
      if (!(await row(tx, setPassword, [id, made, account.password_hash]))) throw wrong;
      await endSessions(tx, id);
    });
  }

  private async pairOf({ accountId, refreshToken }: OpenSession): Promise<TokenPair> {
    const accessToken = await this.tokens.sign({ sub: accountId, client_id: ownClientId });
    return { accessToken, refreshToken, expiresIn: accessSeconds, tokenType: 'Bearer' };
  }
}
