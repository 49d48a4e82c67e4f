import { Flag, Id, Instant, OneOf, Optional, Part, Parts, Seldom, Text, Whole } from '../platform/shape.js';
import { classifications } from './report.entity.js';
import { longestMasked } from './report.masking.js';
import { missingFacts } from './preview.texts.js';
import { Named } from '../platform/named.view.js';

/** A fact without which a report is often asked back about. It can be filed all the same. */
export class MissingFact {
  /** The member of the request that is missing or too little. @example "/location" */
  @Text(1, 100) pointer: string;
  /** What is missing, a stable code. @example "location_missing" */
  @OneOf(missingFacts) reason: string;
  /** A sentence for the reporter, in the language asked for. @example "Sebutkan lokasinya: titik di peta, alamat, atau kelurahan." */
  @Text(1, 300) message: string;
}

/** How long a clock runs. */
export class PreviewLimit {
  /** How many. @example 14 */
  @Whole(1, 87_600) amount: number;
  /** Of what: days and hours of work, or days of the calendar. @example "working_day" */
  @OneOf(['working_day', 'working_hour', 'calendar_day']) unit: string;
}

/** When a legal clock (*jangka waktu*) would run out. */
export class PreviewedDue {
  /** What is timed. @example "resolution" */
  @OneOf(['verification', 'first_follow_up', 'resolution']) kind: string;
  /** filed_now: the report is filed at this moment; verified_now: it is also verified at this moment, as the reporter asked. @example "verified_now" */
  @OneOf(['filed_now', 'verified_now']) assuming: string;
  /** When it would run out. @example "2026-12-14T09:00:00.000Z" */
  @Instant() dueAt: string;
  /** The limit. */
  @Part(() => PreviewLimit) limit: PreviewLimit;
  /** The rule it comes from. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e11" */
  @Id() policyId: string;
  /** true when no rule is in force today, and this one is the nearest in time. @example false */
  @Flag() fallback: boolean;
  /** Whose clock it would be: the city for the verification, then the category's agency, where it has one. */
  @Part(() => Named) agency: Named;
  /** The legal class that is supposed. @example "complaint" */
  @Optional() @OneOf(classifications) classification?: string;
  /** true when it touches a year whose list of holidays is not known yet. @example false */
  @Flag() provisional: boolean;
  /** All of it in a sentence, in the language asked for. @example "Mulai Selasa, 24 November 2026 pukul 10.00 WIB; 14 hari kerja, tidak dihitung 6 hari akhir pekan; jatuh tempo Senin, 14 Desember 2026 pukul 16.00 WIB." */
  @Text(1, 2000) sentence: string;
}

/** What everybody could read of a report. */
export class PublicTexts {
  /** Title, personal data masked. @example "Lampu jalan padam di Jl. Merdeka" */
  @Text(0, longestMasked(150)) title: string;
  /** Text, personal data masked. @example "Sejak tiga malam lalu empat lampu jalan padam. Hubungi [telepon disembunyikan]." */
  @Text(0, longestMasked(10_000)) body: string;
}

/** A report before it is filed (*pratinjau*). Nothing of it is stored. */
export class ReportPreview {
  /** What would be good to add. */
  @Parts(() => MissingFact, 0, 10) missing: MissingFact[];
  /** Would the whole report be hidden from the public (Rahasia), as asked for or because of its category? @example false */
  @Flag() confidential: boolean;
  /** What the public would read; absent when it would read nothing. */
  @Optional() @Part(() => PublicTexts) masked?: PublicTexts;
  /** The position lies outside the city. @example false */
  @Flag() outsideArea: boolean;
  /** The village (kelurahan) in which it happened. @example "21.72.02.1002" */
  @Seldom() @Text(1, 13) regionCode?: string;
  /** When the city would have to act. */
  @Parts(() => PreviewedDue, 0, 3) dueDates: PreviewedDue[];
}
