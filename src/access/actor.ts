import type { Language } from '../platform/refusal.js';
import { grants, type Permission, permissions, type Role, type Scope } from './permissions.js';

/** A role held at an agency. `path` is the agency's line of ancestors, root first, itself last. */
export interface HeldRole {
  role: Role;
  agencyId: string;
  agencyName: string;
  path: readonly string[];
}

interface ActorFacts {
  kind: 'anyone' | 'user' | 'client' | 'system';
  id?: string;
  name?: string;
  roles?: readonly HeldRole[];
  scopes?: readonly Scope[];
  agencyId?: string;
}

/** Who asks, and in which language to answer. */
export class Actor {
  readonly kind: ActorFacts['kind'];
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly roles: readonly HeldRole[];
  readonly scopes: readonly Scope[];
  /** The agency at which a machine client's scopes hold. */
  readonly agencyId: string | undefined;
  private readonly agencies = new Map<Permission, readonly string[]>();

  constructor(
    facts: ActorFacts,
    readonly language: Language = 'id',
    /** The secret a reporter without an account got when filing. */
    readonly reportKey?: string,
  ) {
    this.kind = facts.kind;
    this.id = facts.id;
    this.name = facts.name;
    this.roles = facts.roles ?? [];
    this.scopes = facts.scopes ?? [];
    this.agencyId = facts.agencyId;
  }

  /** The worker. */
  static readonly system = new Actor({ kind: 'system' });

  /** May this kind of caller come in at all? */
  mayEnter(permission: Permission): boolean {
    return (
      grants(permission, 'anyone') ||
      (this.reportKey !== undefined && grants(permission, 'reporter')) ||
      this.roles.some(({ role }) => grants(permission, role)) ||
      this.holdsScopeFor(permission)
    );
  }

  /** Is the permission held at this agency, or above it in the tree? `path`: the agency's ancestors and itself. */
  mayAt(permission: Permission, path: readonly string[]): boolean {
    return this.agenciesWith(permission).some((agencyId) => path.includes(agencyId));
  }

  /** The agencies at which the permission is held. Asked for every report of a list and every action, so it is kept. */
  agenciesWith(permission: Permission): readonly string[] {
    let found = this.agencies.get(permission);
    if (!found) this.agencies.set(permission, (found = this.findAgencies(permission)));
    return found;
  }

  private findAgencies(permission: Permission): string[] {
    // A citizen's account holds no office: what it may do, it may do with its own reports only.
    const byRole = this.roles.filter(({ role }) => role !== 'citizen' && grants(permission, role)).map(({ agencyId }) => agencyId);
    const byScope = this.agencyId !== undefined && this.holdsScopeFor(permission) ? [this.agencyId] : [];
    return [...new Set([...byRole, ...byScope])];
  }

  get permissions(): Permission[] {
    return (Object.keys(permissions) as Permission[]).filter((permission) => this.mayEnter(permission));
  }

  private holdsScopeFor(permission: Permission): boolean {
    return this.scopes.some((scope) => grants(permission, `scope:${scope}`));
  }
}
