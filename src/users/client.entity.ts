import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from '../access/permissions.js';

/** A program that calls the API in its own name. */
@Entity('api_client')
export class ClientRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'client_id' }) clientId!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'secret_hash', select: false }) secretHash!: string;
  @Column('text', { array: true }) scopes!: Scope[];
  @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
}
