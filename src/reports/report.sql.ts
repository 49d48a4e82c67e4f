import type { ClockKind, StopReason } from '../sla/clock.kinds.js';
import type { Classification, ReportType, Channel } from './report.entity.js';
import type { SealedIdentity } from './report.identity.js';
import type { Status } from './report.status.js';
import type { PartOfAgency } from './report.visibility.js';

/** A disposition with its agency, as the view needs it. */
export interface DispositionPart extends PartOfAgency {
  agencyName: string;
}

export interface ClockPart {
  kind: ClockKind;
  startedAt: string;
  dueAt: string | null;
  pausedAt: string | null;
  stoppedAt: string | null;
  provisional: boolean;
  stopReason: StopReason | null;
  escalation: number;
  extensionDays: number;
  dispositionId: string | null;
  agencyId: string;
  calendarId: string;
  calendarVersion: number;
}

/** One row of `reportSelect`. */
export interface ReportRow {
  id: string;
  version: number;
  rootAgencyId: string;
  code: string;
  title: string;
  body: string;
  publicTitle: string | null;
  publicBody: string | null;
  type: ReportType;
  classification: Classification | null;
  status: Status;
  categoryId: string | null;
  categoryName: string | null;
  agencyId: string | null;
  agencyName: string | null;
  requestedAgencyId: string | null;
  requestedAgencyName: string | null;
  lat: number | null;
  lng: number | null;
  address: string | null;
  publicAddress: string | null;
  regionCode: string | null;
  regionName: string | null;
  outsideArea: boolean;
  anonymous: boolean;
  confidential: boolean;
  channel: Channel;
  occurredOn: string | null;
  filedAt: Date;
  updatedAt: Date;
  verifiedAt: Date | null;
  reopenUntil: Date | null;
  reopenCount: number;
  dueAt: Date | null;
  yellowAt: Date | null;
  supportCount: number;
  ratingScore: number | null;
  ratingSolved: boolean | null;
  leadReportId: string | null;
  returnCount: number;
  archiveReason: string | null;
  laporTrackingId: string | null;
  reportKeyHash: Buffer;
  accountId: string | null;
  clientId: string | null;
  ombudsman: string | null;
  escalation: number;
  dispositions: DispositionPart[] | null;
  clocks: ClockPart[] | null;
  /** Only in the reporter's own reading. */
  identity?: SealedIdentity;
}

/** What decides who sees a report, and how much of it. */
export type SeenRow = Pick<
  ReportRow,
  | 'id'
  | 'rootAgencyId'
  | 'status'
  | 'confidential'
  | 'anonymous'
  | 'verifiedAt'
  | 'reopenUntil'
  | 'reopenCount'
  | 'ratingScore'
  | 'leadReportId'
  | 'reportKeyHash'
  | 'accountId'
  | 'clientId'
  | 'ombudsman'
  | 'dispositions'
>;

/** The agencies that have a report or gave it back, as JSON. */
const dispositionsOf = (report: string): string => `
    (select jsonb_agg(jsonb_build_object('id', d.id, 'agencyId', d.agency_id, 'agencyName', a.name, 'path', a.path, 'role', d.role, 'status', d.status)
       order by d.dispatched_at, d.role, d.id)
     from disposition d join agency a on a.id = d.agency_id where d.report_id = ${report}.id and d.status <> 'replaced')`;

/** `SeenRow` of the report `r`. */
export const seenColumns = `r.id, r.root_agency_id as "rootAgencyId", r.status, r.confidential, r.anonymous, r.verified_at as "verifiedAt",
  r.reopen_until as "reopenUntil", r.reopen_count as "reopenCount", r.rating_score as "ratingScore", r.lead_report_id as "leadReportId",
  r.report_key_hash as "reportKeyHash", r.account_id as "accountId", r.client_id as "clientId", r.ombudsman, ${dispositionsOf('r')} as dispositions`;

const columns = `
  r.id, r.version, r.root_agency_id as "rootAgencyId", r.code, r.title, r.body, r.public_title as "publicTitle", r.public_body as "publicBody",
  r.type, r.classification, r.status, r.category_id as "categoryId", cat.name as "categoryName", r.agency_id as "agencyId", ag.name as "agencyName",
  r.requested_agency_id as "requestedAgencyId", wished.name as "requestedAgencyName", r.lat, r.lng, r.address, r.public_address as "publicAddress", r.region_code as "regionCode",
  reg.name as "regionName", r.outside_area as "outsideArea", r.anonymous, r.confidential, r.channel, to_char(r.occurred_on, 'YYYY-MM-DD') as "occurredOn",
  r.filed_at as "filedAt", r.updated_at as "updatedAt", r.verified_at as "verifiedAt", r.reopen_until as "reopenUntil", r.reopen_count as "reopenCount",
  r.due_at as "dueAt", r.yellow_at as "yellowAt", r.support_count as "supportCount", r.rating_score as "ratingScore", r.rating_solved as "ratingSolved",
  r.lead_report_id as "leadReportId", r.return_count as "returnCount", r.archive_reason as "archiveReason", r.lapor_tracking_id as "laporTrackingId",
  r.report_key_hash as "reportKeyHash", r.account_id as "accountId", r.client_id as "clientId", r.ombudsman, r.escalation`;

/** What a report's view needs, in one statement, of the reports that `source` gives as `r`. Identities are not here. */
export const selectFrom = (source: string): string => `
  select ${columns},
    ${dispositionsOf('r')} as dispositions,
    (select jsonb_agg(jsonb_build_object('kind', c.kind, 'startedAt', c.started_at, 'dueAt', c.due_at, 'pausedAt', c.paused_at, 'stoppedAt', c.stopped_at,
       'provisional', c.provisional, 'stopReason', c.stop_reason, 'escalation', c.escalation, 'extensionDays', c.extension_days, 'dispositionId', c.disposition_id,
       'agencyId', c.agency_id, 'calendarId', c.calendar_id, 'calendarVersion', c.calendar_version) order by c.started_at, c.id) from clock c where c.report_id = r.id) as clocks
  from ${source}
  left join category cat on cat.id = r.category_id
  left join agency ag on ag.id = r.agency_id
  left join agency wished on wished.id = r.requested_agency_id
  left join region reg on reg.code = r.region_code`;
