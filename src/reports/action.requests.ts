import { Flag, Id, Ids, OneOf, Optional, Part, Seldom, Text, Whole } from '../platform/shape.js';
import { type FollowUpKind, followUpKinds } from './follow-up.entity.js';
import { PlaceInput } from './place.request.js';
import { archiveReasons, type Classification, classifications } from './report.entity.js';

/** The agencies a report is handed to. */
export class DispatchReport {
  /** The agency that leads. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Id()
  leadAgencyId: string;
  /** Agencies that support it. @example ["0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13"] */
  @Optional()
  @Ids(0, 10)
  supportingAgencyIds?: string[];
  /** A word to the agencies; not public. @example "Mohon diprioritaskan, lokasi di depan sekolah." */
  @Optional()
  @Text(1, 2000)
  note?: string;
}

/** The coordinator's verification: class, category, and the agencies the report is handed to. */
export class VerifyReport extends DispatchReport {
  /** The legal class; only the verifier may set `oversight_complaint`. @example "complaint" */
  @OneOf(classifications)
  classification: Classification;
  /** Category (topik). @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Id()
  categoryId: string;
  /** Raise the flag; it cannot be lowered here. @example true */
  @Optional()
  @Flag()
  anonymous?: boolean;
  /** Raise the flag; it cannot be lowered here. @example true */
  @Optional()
  @Flag()
  confidential?: boolean;
}

/** A question to the reporter. */
export class RequestInformation {
  /** What is missing: what, where, when or who. @example "Mohon sebutkan nomor tiang lampu atau patokan terdekat." */
  @Text(1, 2000)
  question: string;
}

/** The reporter's answer to a question. */
export class SupplyInformation {
  /** The answer. @example "Di depan toko buku, dua tiang dari lampu merah." */
  @Text(1, 10_000)
  body: string;
  /** A better place. */
  @Optional()
  @Part(() => PlaceInput)
  location?: PlaceInput;
}

/** Giving a disposition back (bukan wewenang). */
export class ReturnReport {
  /** Why it is not this agency's. @example "Lampu taman ditangani Dinas Perkim." */
  @Text(1, 2000)
  reason: string;
  /** The agency it should go to. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13" */
  @Optional()
  @Id()
  proposedAgencyId?: string;
}

/** Handing a report to a body outside the city. */
export class TransferReport {
  /** The outside body. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a14" */
  @Id()
  agencyId: string;
  /** Why; the reporter reads it. @example "Gangguan jaringan listrik ditangani PLN." */
  @Text(1, 2000)
  reason: string;
}

/** Work that waits for a budget (rencana). */
export class PlanInput {
  /** Budget year. @example 2027 */
  @Whole(2020, 2100)
  fundingYear: number;
  /** Estimated cost in rupiah. @example 350000000 */
  @Whole(0, 100_000_000_000_000)
  estimatedCost: number;
  /** Where the money comes from. @example "APBD" */
  @Text(1, 120)
  source: string;
}

/** An agency's answer or action (tindak lanjut). */
export class WriteFollowUp {
  /** Progress, the final answer of the leading agency, or a plan that waits for a budget. @example "progress" */
  @OneOf(followUpKinds)
  kind: FollowUpKind;
  /** What was done, when, by whom, and what comes next. @example "Tim PJU memeriksa jaringan pagi ini: kabel bawah tanah putus di dua titik. Penggantian dijadwalkan besok pukul 09.00." */
  @Text(20, 10_000)
  body: string;
  /** true: publish at once; false: a draft for the liaison's approval. @example true */
  @Flag()
  publish: boolean;
  /** The plan, for kind `plan` only. */
  @Seldom()
  @Part(() => PlanInput)
  plan?: PlanInput;
}

/** A word of the reporter. */
export class ReplyToReport {
  /** The text. @example "Lampu sudah menyala, tetapi satu tiang masih padam." */
  @Text(1, 10_000)
  body: string;
}

/** The reporter's judgement. */
export class RateReport {
  /** 1 (bad) to 5 (very good). @example 5 */
  @Whole(1, 5)
  score: number;
  /** Was the problem solved? @example true */
  @Flag()
  solved: boolean;
  /** A word to go with it. @example "Cepat ditangani, terima kasih." */
  @Optional()
  @Text(1, 2000)
  comment?: string;
}

/** Closing an answered report. */
export class CloseReport {
  /** A word to go with it. @example "Pelapor menerima jawaban melalui telepon." */
  @Optional()
  @Text(1, 2000)
  note?: string;
}

/** Reopening a closed report. */
export class ReopenReport {
  /** Why it is not solved. @example "Lampu padam lagi sejak tadi malam." */
  @Text(1, 2000)
  reason: string;
}

/** Taking a report back. */
export class WithdrawReport {
  /** Why. @example "Sudah diselesaikan oleh warga." */
  @Optional()
  @Text(1, 2000)
  reason?: string;
}

/** Ending a report that cannot be handled. */
export class ArchiveReport {
  /** Why. @example "not_about_government" */
  @OneOf(archiveReasons)
  reason: (typeof archiveReasons)[number];
  /** A word to the reporter. @example "Laporan ini menyangkut sengketa pribadi antarwarga." */
  @Optional()
  @Text(1, 2000)
  note?: string;
}

/** Linking a duplicate to its lead report. */
export class MergeReport {
  /** The report that leads. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b02" */
  @Id()
  leadReportId: string;
}

/** Changes to a report. Officers may raise a flag, only the reporter lowers it. */
export class ReviseReport {
  /** The title as rewritten by the verifier. @example "Lampu jalan padam di depan Pasar Bintan Centre" */
  @Optional()
  @Text(5, 150)
  title?: string;
  /** Category (topik). @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional()
  @Id()
  categoryId?: string;
  /** Where it happened. */
  @Optional()
  @Part(() => PlaceInput)
  location?: PlaceInput;
  /** Hide who reported. @example true */
  @Optional()
  @Flag()
  anonymous?: boolean;
  /** Hide the whole report from the public. @example true */
  @Optional()
  @Flag()
  confidential?: boolean;
}

/** Asking for, or granting, more time. */
export class ExtendReport {
  /** Working days on top of the limit. @example 5 */
  @Whole(1, 60)
  workingDays: number;
  /** Why; the public reads it once it is granted. @example "Suku cadang lampu baru tiba pekan depan dari Batam." */
  @Text(10, 2000)
  reason: string;
}

/** Raising the alarm by hand. */
export class EscalateReport {
  /** Why; for staff. @example "Dua warga sudah terjatuh, perlu ditangani hari ini." */
  @Text(10, 2000)
  reason: string;
}

/** The reporter's answer to the offer. */
export class AnswerOmbudsmanOffer {
  /** true: the report may be handed to the Ombudsman; false: it may not. @example true */
  @Flag()
  consent: boolean;
}
