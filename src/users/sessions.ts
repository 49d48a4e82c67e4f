import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { row, rows, statement } from '../platform/sql.js';

// Locked in share mode, so that a suspension and a sign-in at the same moment see one another.
const open = statement(
  'session_open',
  `with holder as (select id from account where id = $2 and suspended_at is null for share)
   insert into session (id, account_id, token_hash, expires_at) select $1, id, $3, now() + interval '30 days' from holder
   returning account_id`,
);

// Of many who bring the same token, the first changes the hash and the others match no row.
const rotate = statement(
  'session_rotate',
  `update session s set token_hash = $3 from account a
    where s.id = $1 and s.token_hash = $2 and s.ended_at is null and s.expires_at > now()
      and a.id = s.account_id and a.suspended_at is null
   returning s.account_id`,
);

const endReused = statement('session_end_reused', 'update session set ended_at = now() where id = $1 and token_hash <> $2 and ended_at is null');
const end = statement('session_end', 'update session set ended_at = now() where id = $1 and ended_at is null');
const endAll = statement('session_end_all', 'update session set ended_at = now() where account_id = $1 and ended_at is null');

export interface OpenSession {
  accountId: string;
  refreshToken: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// A secret of 256 random bits needs no slow hash.
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(32).toString('base64url');

/** A refresh token names its session and proves itself by a secret. */
function parse(token: string): { id: string; hash: Buffer } | undefined {
  const [id = '', secret = ''] = token.split('.', 2);
  return uuid.test(id) ? { id, hash: digest(secret) } : undefined;
}

// A session lasts 30 days at most (OWASP ASVS 4.0.3, 3.3.2). Refresh tokens rotate; using one twice ends the session, for then
// somebody has a copy (RFC 9700, 4.14.2).

/** A new session; undefined when the account is suspended. */
export async function openSession(tx: EntityManager, accountId: string): Promise<OpenSession | undefined> {
  const id = v7();
  const secret = newSecret();
  const opened = await row(tx, open, [id, accountId, digest(secret)]);
  return opened && { accountId, refreshToken: `${id}.${secret}` };
}

/** The session under a new token; undefined, and the session ended, when the token is not its newest. */
export async function rotateSession(tx: EntityManager, refreshToken: string): Promise<OpenSession | undefined> {
  const given = parse(refreshToken);
  if (!given) return undefined;
  const secret = newSecret();
  const rotated = await row<{ account_id: string }>(tx, rotate, [given.id, given.hash, digest(secret)]);
  if (rotated) return { accountId: rotated.account_id, refreshToken: `${given.id}.${secret}` };
  await rows(tx, endReused, [given.id, given.hash]);
  return undefined;
}

/** Ends the session of a refresh token, the newest or an older one. */
export async function endSession(tx: EntityManager, refreshToken: string): Promise<void> {
  const given = parse(refreshToken);
  if (given) await rows(tx, end, [given.id]);
}

/** Ends all sessions of an account. */
export async function endSessions(tx: EntityManager, accountId: string): Promise<void> {
  await rows(tx, endAll, [accountId]);
}
