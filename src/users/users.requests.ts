import { roles } from '../access/permissions.js';
import { PageQuery } from '../platform/paging.js';
import { Email, Flag, Id, OneOf, Optional, Parts, Text } from '../platform/shape.js';

const staffRoles = roles.filter((role) => role !== 'citizen');
type StaffRole = Exclude<(typeof roles)[number], 'citizen'>;

export class ByUserId {
  /** The user. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Id() id: string;
}

/** Which users to list. */
export class ListUsers extends PageQuery {
  /** Words in the name or the e-mail address. @example "siti" */
  @Optional() @Text(1, 100) q?: string;
  /** Only users with a role at this agency or below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Optional() @Id() agencyId?: string;
  /** Only users with this role. @example "coordinator" */
  @Optional() @OneOf(roles) role?: string;
}

/** A role at an agency. */
export class GrantRole {
  /** The role. @example "officer" */
  @OneOf(staffRoles) role: StaffRole;
  /** Where it holds: here and below. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Id() agencyId: string;
}

/** Makes an account for somebody who works on reports. */
export class InviteUser {
  /** E-mail address, kept in lower case. @example "rina.wulandari@tanjungpinang.example" */
  @Email() email: string;
  /** Full name. @example "Rina Wulandari" */
  @Text(1, 200) name: string;
  /** Roles, each at an agency. */
  @Parts(() => GrantRole, 1, 50) roles: GrantRole[];
}

/** Changes an account. */
export class ReviseUser {
  /** Full name. @example "Rina Wulandari" */
  @Optional() @Text(1, 200) name?: string;
  /** All roles from now on; what is not named is lost. */
  @Optional() @Parts(() => GrantRole, 1, 50) roles?: GrantRole[];
  /** Suspended: may not sign in, and open sessions end. @example false */
  @Optional() @Flag() suspended?: boolean;
}
