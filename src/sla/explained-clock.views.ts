import { Day, Flag, Id, Instant, OneOf, Optional, Part, Parts, Seldom, Text, Whole, Wholes } from '../platform/shape.js';
import { LedgerEntry, LedgerOfDays } from './account.views.js';
import { clockKinds, stopReasons } from './clock.kinds.js';
import { CountedBy } from './due-date.views.js';
import { Limit } from './limits.views.js';
import { Named } from '../platform/named.view.js';

/** The rule that gave the limit. It is the nearest: by category, then class, then agency. */
export class AppliedPolicy {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0fa1" */
  @Id() id: string;
  /** The agency at and below which it holds. */
  @Part(() => Named) agency: Named;
  /** The class it is for; absent: any. @example "complaint" */
  @Optional() @Text(1, 40) classification?: string;
  /** The category it is for, with those below; absent: any. */
  @Seldom() @Part(() => Named) category?: Named;
  /** First day on which clocks start by it. @example "2024-01-01" */
  @Day() validFrom: string;
  /** Last day. @example "2026-12-31" */
  @Seldom() @Day() validTo?: string;
}

/** A part of a clock's life that one calendar and one rule counted. */
export class ClockSegment {
  /** From when. @example "2026-11-24T03:00:00.000Z" */
  @Instant() from: string;
  /** Until when; absent: since then. @example "2026-11-26T03:00:00.000Z" */
  @Seldom() @Instant() to?: string;
  /** The calendar. */
  @Part(() => CountedBy) calendar: CountedBy;
  /** The rule. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0fa1" */
  @Id() policyId: string;
}

/** Time in which a clock stands. */
export class ClockPause {
  /** From when. @example "2026-11-25T03:00:00.000Z" */
  @Instant() from: string;
  /** Until when; absent while it lasts. @example "2026-11-25T08:00:00.000Z" */
  @Optional() @Instant() to?: string;
}

/** A deadline that moved. */
export class ClockMove {
  /** When. @example "2026-11-25T03:00:00.000Z" */
  @Instant() at: string;
  /** Why: a new version of the calendar or policy, another category, class or agency, an extension; or what had changed while it stood. @example "calendar" */
  @OneOf(['calendar', 'policy', 'category', 'classification', 'agency', 'extension', 'resumed']) reason: string;
  /** Why the new version of the calendar was made. @example "Hari libur lokal 9 Desember dicabut" */
  @Optional() @Text(1, 500) note?: string;
  /** The deadline before; of a clock that stood when it would have run out if it had gone on then. @example "2026-12-15T09:00:00.000Z" */
  @Optional() @Instant() dueBefore?: string;
  /** The deadline after, likewise. @example "2026-12-14T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
}

/** A warning, the breach or a step of escalation. */
export class ClockAlert {
  /** Which. @example "warning" */
  @OneOf(['warning', 'breach', 'escalation']) type: string;
  /** Share of the limit, in percent. @example 80 */
  @Optional() @Whole(1, 99) percent?: number;
  /** Step of escalation. @example 1 */
  @Seldom() @Whole(1, 20) step?: number;
  /** When; absent while a pause keeps it from coming. @example "2026-12-10T09:00:00.000Z" */
  @Optional() @Instant() at?: string;
  /** It has been given, or its moment had passed before this deadline was made. @example false */
  @Flag() given: boolean;
}

/** A clock in one sentence, to be read aloud. */
export class ClockSentences {
  /** Indonesian. @example "Penyelesaian: mulai Selasa, 24 November 2026 pukul 10.00 WIB; 14 hari kerja, tidak dihitung 6 hari akhir pekan; jatuh tempo Senin, 14 Desember 2026 pukul 16.00 WIB; sisa 14 hari kerja." */
  @Text(1, 2000) id: string;
  /** English. @example "Resolution: started Tuesday, 24 November 2026 at 10:00 WIB; 14 working days, not counting 6 weekend days; due Monday, 14 December 2026 at 16:00 WIB; 14 working days left." */
  @Text(1, 2000) en: string;
}

/** One clock, explained. */
export class ExplainedClock {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0cc1" */
  @Id() id: string;
  /** What is timed. @example "resolution" */
  @OneOf(clockKinds) kind: string;
  /** As in the report. @example "running" */
  @OneOf(['running', 'paused', 'met', 'breached']) state: string;
  /** Whose time it is. */
  @Part(() => Named) agency: Named;
  /** When it started. @example "2026-11-24T03:00:00.000Z" */
  @Instant() startedAt: string;
  /** When it runs out; absent while a pause keeps it from coming. @example "2026-12-14T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
  /** When it stopped. @example "2026-11-26T02:30:00.000Z" */
  @Seldom() @Instant() stoppedAt?: string;
  /** Why it stopped. @example "done" */
  @Seldom() @OneOf(stopReasons) stopReason?: string;
  /** The limit, without extensions. */
  @Part(() => Limit) limit: Limit;
  /** Working days granted on top. @example 0 */
  @Whole(0, 1000) extensionDays: number;
  /** Working days left while it runs, negative when late. @example 14 */
  @Optional() @Whole(-10_000, 10_000) remainingWorkingDays?: number;
  /** Grows with every change of the deadline. @example 2 */
  @Whole(1, 1_000_000) deadlineVersion: number;
  /** true when the deadline rests on a year whose list of holidays is not known yet. @example false */
  @Flag() provisional: boolean;
  /** These years. @example [] */
  @Wholes(1970, 2199, 0, 300) unknownYears: number[];
  /** The rule that holds. */
  @Part(() => AppliedPolicy) policy: AppliedPolicy;
  /** By what it was counted, oldest first; of more than 100 the newest. */
  @Parts(() => ClockSegment, 1, 100) segments: ClockSegment[];
  /** When it stood; of more than 200 times the newest. */
  @Parts(() => ClockPause, 0, 200) pauses: ClockPause[];
  /** How its deadline moved; of more than 200 times the newest. */
  @Parts(() => ClockMove, 0, 200) moves: ClockMove[];
  /** What it says in the course of its life; warnings and steps of escalation are for staff only. */
  @Parts(() => ClockAlert, 0, 40) alerts: ClockAlert[];
  /** Day by day, from its start to its deadline, or to when it stopped. */
  @LedgerOfDays(400) ledger: LedgerEntry[];
  /** The ledger is longer than 400 days, and cut. @example false */
  @Flag() ledgerTruncated: boolean;
  /** In one sentence, in the language asked for. @example "Penyelesaian: mulai Selasa, 24 November 2026 pukul 10.00 WIB; 14 hari kerja, tidak dihitung 6 hari akhir pekan; jatuh tempo Senin, 14 Desember 2026 pukul 16.00 WIB; sisa 14 hari kerja." */
  @Text(1, 2000) sentence: string;
  /** The same in both languages. */
  @Part(() => ClockSentences) sentences: ClockSentences;
}
