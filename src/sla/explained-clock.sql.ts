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
  /** Why the version of the calendar that moved it was made. */
  note: string | null;
  dueBefore: string | null;
  dueAt: string | null;
}

type Times = 'startedAt' | 'dueAt' | 'pausedAt' | 'stoppedAt';

/** A clock in JSON, where times are texts. */
export type ExplainedPart = Omit<ExplainedRow, Times> & Record<Times, string | null>;

/** What the explanation of a report's clocks is made of. */
export interface ExplainedParts {
  explained: ExplainedPart[] | null;
  /** Null where no deadline moved, which is the rule: one that did has a version of its own. */
  moves: MoveRow[] | null;
}

/** Of the moves of one clock the newest are told. */
const mostMoves = 200;

/**
 * `ExplainedParts` as columns, to be read with the report they are of: that spares a round trip to the database, which is a
 * good part of the cost of an explanation.
 */
export const explainedOf = (report: string): string => `
  (select json_agg(e) from (
    select c.id, c.report_id as "reportId", c.disposition_id as "dispositionId", c.kind, c.policy_id as "policyId", c.calendar_id as "calendarId",
         c.calendar_version as "calendarVersion", c.former, c.limit_amount as "limitAmount", c.limit_unit as "limitUnit", c.extension_days as "extensionDays",
         c.started_at as "startedAt", c.due_at as "dueAt", c.paused_at as "pausedAt", c.pauses, c.stopped_at as "stoppedAt", c.stop_reason as "stopReason",
         c.provisional, c.deadline_version as "deadlineVersion", c.alerts_given as "alertsGiven", c.escalation, c.agency_id as "agencyId", a.name as "agencyName",
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
       where c.report_id = ${report}.id
       order by c.started_at, c.id limit 200) e) as explained,
  case when exists (select 1 from clock c where c.report_id = ${report}.id and c.deadline_version > 1) then (
    select json_agg(json_build_object('clockId', m."clockId", 'at', m.at, 'reason', m.reason, 'note', v.reason,
        'dueBefore', m."dueBefore", 'dueAt', m."dueAt") order by m.ord) from (
      select f.ord, f.data->>'clockId' as "clockId", f.at, f.data->>'reason' as reason, f.data->>'dueBefore' as "dueBefore", f.data->>'dueAt' as "dueAt",
             (f.data->>'calendarId')::uuid as calendar_id, (f.data->>'calendarVersion')::integer as calendar_version,
             row_number() over (partition by f.data->>'clockId' order by f.ord desc) as place
        from fact f where f.report_id = ${report}.id and f.type = 'clock.moved') m
      left join calendar_version v on m.reason = 'calendar' and v.calendar_id = m.calendar_id and v.version = m.calendar_version
     where m.place <= ${mostMoves}) end as moves`;
