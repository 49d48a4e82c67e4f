import { Column, Entity, PrimaryColumn } from 'typeorm';

export const questionTypes = ['text', 'number', 'datetime', 'single_choice', 'multiple_choice'] as const;

/** As stored; the public shape is the view of the same name. */
export interface StoredQuestion {
  code: string;
  label: string;
  type: (typeof questionTypes)[number];
  required: boolean;
  choices?: { code: string; label: string }[];
}

/** jsonb keeps members in an order of its own, so questions are compared in ours. */
const inOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(({ code, label, type, required, choices }: StoredQuestion) => [
        code,
        label,
        type,
        required,
        choices?.map((choice) => [choice.code, choice.label]),
      ])
    : value;

const revisable = ['name', 'guide', 'defaultAgencyId', 'sensitive', 'questions', 'validFrom', 'validTo'] as const;
type Revision = Partial<Pick<CategoryRecord, (typeof revisable)[number]>>;

@Entity('category')
export class CategoryRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'root_agency_id' }) rootAgencyId: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text', { default: '' }) guide: string;
  @Column('uuid', { name: 'default_agency_id', nullable: true }) defaultAgencyId: string | null;
  @Column('boolean', { default: false }) sensitive: boolean;
  @Column('jsonb', { default: [] }) questions: StoredQuestion[];
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo: string | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;

  /** Takes over what is given and differs. @returns the names of the members that changed */
  revise(given: Revision): string[] {
    const differs = (name: (typeof revisable)[number]): boolean => JSON.stringify(inOrder(given[name])) !== JSON.stringify(inOrder(this[name]));
    const changed = revisable.filter((name) => given[name] !== undefined && differs(name));
    for (const name of changed) Object.assign(this, { [name]: given[name] });
    return changed;
  }

  touch(at: Date): void {
    this.version += 1;
    this.updatedAt = at;
  }
}
