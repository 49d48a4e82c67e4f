import { ApiHideProperty } from '@nestjs/swagger';
import { NextCursor } from '../platform/paging.js';
import { Email, Flag, Id, Instant, Parts, Text } from '../platform/shape.js';
import { UserRole } from './sign-in.views.js';

/** Somebody who works on reports, or a citizen with an account. */
export class User {
  /** The user. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Id() id: string;
  /** E-mail address, lower case. @example "rina.wulandari@tanjungpinang.example" */
  @Email() email: string;
  /** Full name. @example "Rina Wulandari" */
  @Text(1, 200) name: string;
  /** Roles, the highest agency first. */
  @Parts(() => UserRole, 0, 100) roles: UserRole[];
  /** Whether the account may not sign in. @example false */
  @Flag() suspended: boolean;
  /** When the account was made. @example "2026-11-24T03:00:00.000Z" */
  @Instant() createdAt: string;
  /** When it was last changed. @example "2026-11-24T03:00:00.000Z" */
  @Instant() updatedAt: string;
  @ApiHideProperty() version: number;
}

/** A new account with the password to begin with. */
export class InvitedUser extends User {
  /** Given once, here; to be replaced by `POST /v1/auth/password`. @example "k7mq-w2hd-9xtr-b4pf" */
  @Text(1, 100) temporaryPassword: string;
}

/** A page of users. */
export class UserPage {
  /** The users, by name. */
  @Parts(() => User, 0, 100) items: User[];
  /** Cursor of the next page; null on the last. */
  @NextCursor() nextCursor: string | null;
}
