import { ApiHideProperty } from '@nestjs/swagger';
import { Named } from '../platform/named.view.js';
import { NextCursor } from '../platform/paging.js';
import { Day, Decimal, Flag, Id, Instant, OneOf, Optional, Part, Parts, Seldom, SomeOf, Text, Whole } from '../platform/shape.js';
import { clockKinds, stopReasons } from '../sla/clock.kinds.js';
import { channels, classifications, ombudsmanStates, reportTypes } from './report.entity.js';
import { longestMasked } from './report.masking.js';
import { actions, statuses } from './report.status.js';

/** Where it happened. */
export class Place {
  /** Latitude in degrees, WGS 84. @example 0.9186 */
  @Optional() @Decimal(-90, 90) lat?: number;
  /** Longitude in degrees, WGS 84. @example 104.4665 */
  @Optional() @Decimal(-180, 180) lng?: number;
  /** In words. @example "Jl. Merdeka, depan Pasar Bintan Centre" */
  @Optional() @Text(0, longestMasked(300)) address?: string;
  /** Kemendagri code of the village (kelurahan). @example "21.72.02.1002" */
  @Optional() @Text(1, 13) regionCode?: string;
  /** Name of the village. @example "Kampung Bulang" */
  @Optional() @Text(1, 120) regionName?: string;
}

/** A report in an agency's hands (disposisi). */
export class Disposition {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0d01" */
  @Id() id: string;
  /** The agency. */
  @Part(() => Named) agency: Named;
  /** One agency leads, others may support. @example "lead" */
  @OneOf(['lead', 'supporting']) role: string;
  /** How far it is. @example "accepted" */
  @OneOf(['pending', 'accepted', 'returned', 'answered']) status: string;
}

/** A legal clock (jangka waktu). */
export class ClockView {
  /** What is timed. @example "resolution" */
  @OneOf(clockKinds) kind: string;
  /** `met`: stopped in time; `breached`: late, running or not. @example "running" */
  @OneOf(['running', 'paused', 'met', 'breached']) state: string;
  /** When it started. @example "2026-11-24T03:00:00.000Z" */
  @Instant() startedAt: string;
  /** When it runs out; absent while a pause keeps it from coming. @example "2026-12-14T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
  /** When it stopped. @example "2026-11-26T02:30:00.000Z" */
  @Seldom() @Instant() stoppedAt?: string;
  /** Why it stopped: done (what it waited for happened), lapsed (nobody used the window), superseded (the report left the agency), merged, ended. @example "done" */
  @Seldom() @OneOf(stopReasons) stopReason?: string;
  /** Working days left while it runs, negative when late. @example 14 */
  @Optional() @Whole(-10_000, 10_000) remainingWorkingDays?: number;
  /** true when it touches a year whose list of holidays is not known yet. @example false */
  @Flag() provisional: boolean;
  /** Whose time it is: the agency's, or the city's. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Id() agencyId: string;
  /** The disposition whose first follow-up is timed. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0d01" */
  @Seldom() @Id() dispositionId?: string;
  /** Working days granted on top of its limit. @example 0 */
  @Whole(0, 1000) extensionDays: number;
  /** The step of escalation that lateness has brought it to, 0 to 3 by the usual policies; for staff only. @example 0 */
  @Optional() @Whole(0, 20) escalation?: number;
}

/** The reporter's judgement. */
export class Rating {
  /** 1 to 5. @example 5 */
  @Whole(1, 5) score: number;
  /** Was it solved? @example true */
  @Flag() solved: boolean;
}

/** Who reported; shown to the reporter only. */
export class Reporter {
  /** Name. @example "Siti Rahma" */
  @Optional() @Text(1, 120) name?: string;
  /** Telephone number. @example "+62 812-0000-0001" */
  @Optional() @Text(1, 24) phone?: string;
  /** E-mail address. @example "siti.rahma@warga.test" */
  @Optional() @Text(1, 254) email?: string;
}

/** A report (laporan), as far as the caller may see it. */
export class Report {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b01" */
  @Id() id: string;
  /** Tracking code: unguessable, short enough for the telephone, with a check character. @example "TPI-7K3Q-9ZDM-4XPA-K" */
  @Text(10, 24) code: string;
  /** What it is about. @example "Lampu jalan padam di Jl. Merdeka" */
  @Text(0, longestMasked(150)) title: string;
  /** What happened. Personal data is masked for the public. @example "Sejak tiga malam lalu empat lampu jalan di depan Pasar Bintan Centre padam." */
  @Text(0, longestMasked(10_000)) body: string;
  /** What the reporter asked for. @example "complaint" */
  @OneOf(reportTypes) type: string;
  /** The legal class, once verified. @example "complaint" */
  @Optional() @OneOf(classifications) classification?: string;
  /** Where it stands. @example "in_progress" */
  @OneOf(statuses) status: string;
  /** The status for people, in the language asked for. @example "Proses" */
  @Text(1, 80) statusLabel: string;
  /** Category (topik). @example {"id": "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a31", "name": "Lampu Penerangan Jalan"} */
  @Optional() @Part(() => Named) category?: Named;
  /** Where it happened. */
  @Optional() @Part(() => Place) location?: Place;
  /** The position lies outside the city: think of a transfer. @example false */
  @Flag() outsideArea: boolean;
  /** The agency that leads. */
  @Optional() @Part(() => Named) agency?: Named;
  /** The agency the reporter thought of. */
  @Seldom() @Part(() => Named) requestedAgency?: Named;
  /** The agencies that have it or gave it back. */
  @Parts(() => Disposition, 0, 100) dispositions: Disposition[];
  /** Who reported is hidden (Anonim). @example false */
  @Flag() anonymous: boolean;
  /** The whole report is hidden from the public (Rahasia). @example false */
  @Flag() confidential: boolean;
  /** How it came in. @example "web" */
  @OneOf(channels) channel: string;
  /** Day of the event. @example "2026-11-20" */
  @Optional() @Day() occurredOn?: string;
  /** When it was filed. @example "2026-11-24T03:00:00.000Z" */
  @Instant() filedAt: string;
  /** When it last changed. @example "2026-11-24T03:00:00.000Z" */
  @Instant() updatedAt: string;
  /** The next legal deadline of the city. @example "2026-12-14T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
  /** green, yellow (3 working days without follow-up, or 80 % of a limit), red (overdue). @example "green" */
  @OneOf(['green', 'yellow', 'red']) zone: string;
  /** Every clock, oldest first. */
  @Parts(() => ClockView, 0, 200) clocks: ClockView[];
  /** How many citizens support it. @example 3 */
  @Whole(0, 2_000_000_000) supportCount: number;
  /** The reporter's judgement. */
  @Seldom() @Part(() => Rating) rating?: Rating;
  /** The report it was merged into. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b02" */
  @Seldom() @Id() leadReportId?: string;
  /** How often the leading agency gave it back. @example 0 */
  @Whole(0, 30_000) returnCount: number;
  /** Given back twice or more: agencies play ping-pong with it. @example false */
  @Flag() pingPong: boolean;
  /** How high it has been escalated, by its clocks or by hand: 1 liaison, 2 head of agency and coordinator, 3 supervisor; for staff only. @example 0 */
  @Optional() @Whole(0, 20) escalation?: number;
  /** Where the offer to hand it to the Ombudsman stands; not for the public. @example "offered" */
  @Seldom() @OneOf(ombudsmanStates) ombudsman?: string;
  /** Why it was archived. @example "duplicate" */
  @Seldom() @Text(1, 40) archiveReason?: string;
  /** Tracking id at the national SP4N-LAPOR!. @example "7654321" */
  @Seldom() @Text(1, 40) laporTrackingId?: string;
  /** What the caller can do now: the last parts of `POST /v1/reports/{id}/…`. @example ["return", "follow-ups"] */
  @SomeOf(actions, 0) allowedActions: string[];
  /** Who reported; only in the reporter's own answers. */
  @Seldom() @Part(() => Reporter) reporter?: Reporter;
  @ApiHideProperty() version: number;
}

/** A report just filed, with the key that makes its holder the reporter. */
export class FiledReport extends Report {
  /** Shown this once. Send it as `X-Report-Key`. @example "q7kB0m3pXv1dN5tYwZr8sLhA" */
  @Text(20, 64) reportKey: string;
}

/** A page of reports. */
export class ReportPage {
  /** The reports. */
  @Parts(() => Report, 0, 100) items: Report[];
  @NextCursor() nextCursor: string | null;
}

/** What a tracking code tells. */
export class Tracking {
  /** Tracking code. @example "TPI-7K3Q-9ZDM-4XPA-K" */
  @Text(10, 24) code: string;
  /** Title; of a confidential report for those only who may read it. @example "Lampu jalan padam di Jl. Merdeka" */
  @Optional() @Text(0, longestMasked(150)) title?: string;
  /** Where it stands. @example "in_progress" */
  @OneOf(statuses) status: string;
  /** The status for people. @example "Proses" */
  @Text(1, 80) statusLabel: string;
  /** The agency that leads; of a confidential report for those only who may read it. */
  @Optional() @Part(() => Named) agency?: Named;
  /** When it was filed. @example "2026-11-24T03:00:00.000Z" */
  @Instant() filedAt: string;
  /** When it last changed. @example "2026-11-24T03:00:00.000Z" */
  @Instant() updatedAt: string;
  /** The next legal deadline of the city. @example "2026-12-14T09:00:00.000Z" */
  @Optional() @Instant() dueAt?: string;
  /** green, yellow, red. @example "green" */
  @OneOf(['green', 'yellow', 'red']) zone: string;
  /** Id of the report, where the caller may read it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b01" */
  @Optional() @Id() id?: string;
}
