import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { RawRequest } from './body.js';
import { refuse } from './platform.refusals.js';
import { breaks, row, rows, statement } from './sql.js';
import type { Vault } from './vault.js';

/** One key of one caller: the request it belongs to happens once, however often it is sent. */
export interface Once {
  caller: string;
  key: string;
  fingerprint: string;
  replayed: boolean;
}
export type OnceRequest = RawRequest & { callerId?: string; idempotency?: Once };

const documented = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'A key of your own (a UUID, say). The same key with the same body gives the same answer for 7 days, and the effect happens once.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$', example: '6f1c1f5e-5a0e-4f0b-9d43-2f4c8a1f0b11' },
});

function readOnce(_: unknown, context: ExecutionContext): Once | undefined {
  const request = context.switchToHttp().getRequest<OnceRequest>();
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw refuse('request.invalid', {
      faults: [{ pointer: '/header/Idempotency-Key', code: 'field.format', params: { example: '6f1c1f5e-5a0e-4f0b-9d43-2f4c8a1f0b11' } }],
    });
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.originalUrl}\n`)
    .update(request.rawBody ?? '')
    .digest('base64url');
  return (request.idempotency = { caller: request.callerId ?? 'anyone', key, fingerprint, replayed: false });
}

const fromRequest = createParamDecorator(readOnce);

/** The call's idempotency key, and its documentation. */
export const ByKey =
  (): ParameterDecorator =>
  (target, method, index): void => {
    fromRequest()(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method ?? '');
    if (method !== undefined && descriptor) documented(target, method, descriptor);
  };

/** @throws Refusal `idempotency.key_required` */
export function expectKey(once: Once | undefined): void {
  if (once === undefined) throw refuse('idempotency.key_required', { pointer: '/header/Idempotency-Key' });
}

// The advisory lock makes a duplicate that comes while the first is running fail at once instead of queueing on a
// unique index, where a thousand of them starve the pool. The snapshot may be older than the lock: then the primary
// key refuses the second insert, and the whole transaction with it.
const claim = statement(
  'idempotency_claim',
  `select l.locked, k.fingerprint, k.answer
     from (select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 1708)) as locked) l
     left join idempotency_key k on k.caller = $1 and k.key = $2`,
);
const keep = statement('idempotency_keep', 'insert into idempotency_key (caller, key, fingerprint, answer) values ($1, $2, $3, $4)');

/** The stored answer of an earlier call with this key, if there is one. */
export async function earlierAnswer(tx: EntityManager, once: Once, vault: Vault): Promise<{ answer: unknown } | undefined> {
  const found = await row<{ locked: boolean; fingerprint: string | null; answer: Buffer | null }>(tx, claim, [once.caller, once.key]);
  if (found?.answer && found.fingerprint !== once.fingerprint) throw refuse('idempotency.key_reused');
  if (found?.answer) {
    once.replayed = true;
    return { answer: JSON.parse(vault.open(found.answer, `${once.caller} ${once.key}`)) as unknown };
  }
  if (!found?.locked) throw refuse('idempotency.in_progress', { retryAfterSeconds: 1 });
  return undefined;
}

/** Sealed, because an answer may hold a report key. @throws Refusal `idempotency.in_progress` when another call was faster */
export async function keepAnswer(tx: EntityManager, once: Once, vault: Vault, answer: unknown): Promise<void> {
  const sealed = vault.seal(JSON.stringify(answer ?? null), `${once.caller} ${once.key}`);
  try {
    await rows(tx, keep, [once.caller, once.key, once.fingerprint, sealed]);
  } catch (error) {
    if (breaks(error, 'idempotency_key_pkey')) throw refuse('idempotency.in_progress', { retryAfterSeconds: 1 });
    throw error;
  }
}
