import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../access/permissions.js';

/** Somebody who can sign in. */
@Entity('account')
export class AccountRecord {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case. */
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'password_hash', select: false }) passwordHash!: string;
  @Column('timestamptz', { name: 'suspended_at', nullable: true }) suspendedAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;

  /** Changes what is given and differs. Says what changed. */
  revise(change: { name?: string; suspended?: boolean }, at: Date): ('name' | 'suspended')[] {
    const changed: ('name' | 'suspended')[] = [];
    if (change.name !== undefined && change.name !== this.name) changed.push('name');
    if (change.suspended !== undefined && change.suspended !== (this.suspendedAt !== null)) changed.push('suspended');
    if (changed.includes('name')) this.name = change.name ?? this.name;
    if (changed.includes('suspended')) this.suspendedAt = change.suspended ? at : null;
    return changed;
  }

  touch(at: Date): void {
    this.version += 1;
    this.updatedAt = at;
  }
}

/** A role that an account holds at an agency and below it. */
@Entity('account_role')
export class AccountRoleRecord {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('uuid', { name: 'agency_id' }) agencyId!: string;
  @PrimaryColumn('text') role!: Role;
}
