import { Column, Entity, PrimaryColumn } from 'typeorm';
import { isValidOn } from './validity.js';

export const agencyKinds = ['city', 'agency', 'unit', 'external'] as const;
export type AgencyKind = (typeof agencyKinds)[number];

/** The deepest line of ancestors, the agency itself included; the table checks it too. */
export const deepestLevel = 8;

const revisable = ['name', 'shortName', 'approvalRequired', 'validFrom', 'validTo'] as const;
type Revision = Partial<Pick<AgencyRecord, (typeof revisable)[number]>>;

@Entity('agency')
export class AgencyRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  @Column('uuid', { array: true }) path: string[];
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text', { name: 'short_name' }) shortName: string;
  @Column('text') kind: AgencyKind;
  @Column('text', { name: 'code_prefix', nullable: true }) codePrefix: string | null;
  @Column('text', { nullable: true }) zone: string | null;
  @Column('boolean', { name: 'approval_required', default: true }) approvalRequired: boolean;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo: string | null;
  @Column('uuid', { name: 'successor_id', nullable: true }) successorId: string | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;

  /** Takes over what is given and differs. @returns the names of the members that changed */
  revise(given: Revision): string[] {
    const changed = revisable.filter((name) => given[name] !== undefined && given[name] !== this[name]);
    for (const name of changed) Object.assign(this, { [name]: given[name] });
    return changed;
  }

  get rootId(): string {
    return this.path[0] ?? this.id;
  }

  isOpenOn(day: string): boolean {
    return this.successorId === null && isValidOn(this, day);
  }

  /** Closed in favour of another. A day that is already set stays when it is earlier. */
  giveWayTo(successorId: string, today: string): void {
    this.successorId = successorId;
    const last = this.validTo !== null && this.validTo < today ? this.validTo : today;
    this.validTo = last < this.validFrom ? this.validFrom : last;
  }

  touch(at: Date): void {
    this.version += 1;
    this.updatedAt = at;
  }
}
