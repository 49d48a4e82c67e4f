import type { Vault } from '../platform/vault.js';
import type { Reporter } from './report.views.js';

const fields = ['name', 'phone', 'email', 'nik'] as const;
type Field = (typeof fields)[number];

/** Who reported, as the database has it. */
export type SealedIdentity = Record<Exclude<Field, 'nik'>, Buffer | null>;

/** What a value is bound to when sealed. */
const about = (reportId: string, field: Field): string => `identity ${reportId} ${field}`;

/** Values for the columns name, phone, email and nik, in this order. */
export function sealIdentity(vault: Vault, reportId: string, reporter: Partial<Record<Field, string>>): (Buffer | null)[] {
  return fields.map((field) => {
    const value = reporter[field];
    return value === undefined ? null : vault.seal(value, about(reportId, field));
  });
}

/** The one place that opens who reported. Whether the caller may know is decided before. */
export function openIdentity(vault: Vault, reportId: string, sealed: SealedIdentity | undefined): Reporter {
  const open = (field: Exclude<Field, 'nik'>): string | undefined => {
    const value = sealed?.[field] ?? null;
    return value === null ? undefined : vault.open(value, about(reportId, field));
  };
  return { name: open('name'), phone: open('phone'), email: open('email') };
}
