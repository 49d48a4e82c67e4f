import { statement } from '../platform/sql.js';
import type { ClockRecord } from './clock.entity.js';

/** A clock with the names that its explanation needs. */
export interface ExplainedRow extends ClockRecord {
  agencyName: string;
  calendarName: string;
  /** Names of calendars it was counted by before, by id. */
  formerNames: Record<string, string> | null;
  policyAgencyId: string;
  policyAgencyName: string;
  policyClassification: string | null;
  policyCategoryId: string | null;
  policyCategoryName: string | null;
  validFrom: string;
  validTo: string | null;
}

export interface MoveRow {
  clockId: string;
  at: string;
  reason: string;
  dueBefore: string | null;
  dueAt: string | null;
}

/** One row a clock. Times in JSON are texts. */
export const explained = statement(
  'report_sla',
  `select c.id, c.report_id as "reportId", c.disposition_id as "dispositionId", c.kind, c.policy_id as "policyId", c.calendar_id as "calendarId",
     c.calendar_version as "calendarVersion", c.former, c.limit_amount as "limitAmount", c.limit_unit as "limitUnit", c.extension_days as "extensionDays",
     c.started_at as "startedAt", c.due_at as "dueAt", c.paused_at as "pausedAt", c.pauses, c.stopped_at as "stoppedAt", c.stop_reason as "stopReason",
     c.provisional, c.deadline_version as "deadlineVersion", c.alert_stage as "alertStage", c.escalation, c.agency_id as "agencyId", a.name as "agencyName",
     k.name as "calendarName",
     case when c.former <> '[]' then (select jsonb_object_agg(f.id, f.name) from calendar f
        where f.id in (select (part->>'calendarId')::uuid from jsonb_array_elements(c.former) part)) end as "formerNames",
     p.agency_id as "policyAgencyId", pa.name as "policyAgencyName", p.classification as "policyClassification", p.category_id as "policyCategoryId",
     pc.name as "policyCategoryName", p.valid_from::text as "validFrom", p.valid_to::text as "validTo"
   from clock c
   join agency a on a.id = c.agency_id
   join calendar k on k.id = c.calendar_id
   join sla_policy p on p.id = c.policy_id
   join agency pa on pa.id = p.agency_id
   left join category pc on pc.id = p.category_id
   where c.report_id = $1
   order by c.started_at, c.id limit 200`,
);

export const moves = statement(
  'report_sla_moves',
  `select f.data->>'clockId' as "clockId", f.at, f.data->>'reason' as reason, f.data->>'dueBefore' as "dueBefore", f.data->>'dueAt' as "dueAt"
     from fact f where f.report_id = $1 and f.type = 'clock.moved' order by f.ord limit 2000`,
);
