import { refuse } from '../access/access.refusals.js';
import type { Actor } from '../access/actor.js';
import type { Permission } from '../access/permissions.js';
import type { Fact } from '../journal/fact.js';

/** Who writes, as the journal names it. */
export type Writer = Fact['actor'];

/** The worker and the loader of a sandbox. */
export const system: Writer = { kind: 'system' };

/** The caller as writer at an agency. @throws Refusal `auth.not_permitted` unless the permission is held there or above */
export function writerAt(actor: Actor, permission: Permission, path: readonly string[]): Writer {
  if (!actor.mayAt(permission, path)) throw refuse('auth.not_permitted', { params: { permission } });
  return { kind: actor.kind === 'client' ? 'client' : 'staff', id: actor.id };
}
