import { Flag, Id, Instant, Optional, Part, Text, Whole, Wholes } from '../platform/shape.js';
import { LedgerEntry, LedgerOfDays, Sentences } from './account.views.js';

/** The calendar that was counted by. */
export class CountedBy {
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id() id: string;
  /** What it is called. @example "Kalender kerja" */
  @Text(1, 200) name: string;
  /** The version. @example 3 */
  @Whole(1, 1_000_000) version: number;
}

/** When a limit runs out, and the way there. */
export class DueDate {
  /** When it runs out; what happens at that very instant is in time. Absent while an open pause keeps it from coming. @example "2026-12-14T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
  /** Every day from the start to the end, at most 1200. */
  @LedgerOfDays(1_200) ledger: LedgerEntry[];
  /** true: there are more days than the ledger shows. @example false */
  @Flag() ledgerTruncated: boolean;
  /** The count in one sentence, in the language asked for. @example "Mulai Selasa, 24 November 2026 pukul 10.00 WIB; 14 hari kerja, tidak dihitung 6 hari akhir pekan; jatuh tempo Senin, 14 Desember 2026 pukul 16.00 WIB." */
  @Text(1, 2_000) sentence: string;
  /** The count in one sentence, in both languages. */
  @Part(() => Sentences) sentences: Sentences;
  /** The calendar that was counted by. */
  @Part(() => CountedBy) calendar: CountedBy;
  /** true: it rests on a year whose list of days off is not known. @example false */
  @Flag() provisional: boolean;
  /** Those years. @example [] */
  @Wholes(1970, 2199, 0, 230) unknownYears: number[];
}
