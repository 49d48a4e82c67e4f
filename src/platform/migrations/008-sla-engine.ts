import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Deadlines that can be recomputed: calendars in versions, policies by agency with validity, clocks that know by what they
 * were counted and when they next have something to say; extensions, jobs and the figures of merit.
 */
export class SlaEngine1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists btree_gist');
    for (const part of [calendars, policies, clocks, offers, reports, facts]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(undo);
    await runner.query('drop extension btree_gist');
  }
}

// A version is never changed: `rules` is what deadlines are counted by, inherited members included; `own` what was given.
const calendars = `
  create table calendar_version (
    calendar_id uuid not null references calendar,
    version integer not null check (version > 0),
    -- Clocks that start on this day or later count by it.
    valid_from date not null,
    own jsonb not null,
    rules jsonb not null,
    reason text,
    -- Clocks that ran were counted anew by it.
    recomputed boolean not null default false,
    created_at timestamptz not null,
    created_by uuid references account,
    primary key (calendar_id, version)
  );
  insert into calendar_version (calendar_id, version, valid_from, own, rules, created_at)
  select c.id, c.version, '1970-01-01', d.rules, d.rules, now() from calendar c
   cross join lateral (select jsonb_build_object(
     'zone', c.zone,
     'hours', jsonb_build_array(jsonb_build_object('days', jsonb_build_array(jsonb_build_object(
        'weekdays', to_jsonb(c.weekdays),
        'windows', jsonb_build_array(jsonb_build_object('opens', to_char(c.office_start, 'HH24:MI'), 'closes', to_char(c.office_end, 'HH24:MI'))))))),
     'countJointLeave', c.count_joint_leave,
     'coveredYears', to_jsonb(c.covered_years),
     'daysOff', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('date', date, 'kind', kind, 'name', name, 'decree', decree)) order by date)
        from calendar_day where calendar_id = c.id), '[]')) as rules) d;
  alter table calendar add agency_id uuid references agency, add created_at timestamptz not null default now();
  update calendar set agency_id = root_agency_id;
  alter table calendar alter agency_id set not null, add constraint calendar_agency unique (agency_id), drop constraint calendar_root_agency_id_key,
    drop column zone, drop column weekdays, drop column office_start, drop column office_end, drop column count_joint_leave, drop column covered_years;
  create index calendar_root on calendar (root_agency_id);
  drop table calendar_day;
`;

const policies = `
  alter table sla_policy
    add agency_id uuid references agency,
    alter limit_amount type integer,
    -- Shares of the limit, in percent, at which the handlers are warned.
    add warn_percents smallint[] not null default '{50,80}' check (cardinality(warn_percents) <= 5),
    -- The yellow zone begins after so many working days without a follow-up, whatever the shares are.
    add quiet_days smallint check (quiet_days between 1 and 3650),
    -- [{afterWorkingDays, to: [{role, at: agency|city}]}], in order.
    add escalation jsonb not null default '[]',
    add max_extensions smallint not null default 2 check (max_extensions between 0 and 20),
    add reason text,
    add version integer not null default 1,
    add created_at timestamptz not null default now(),
    add created_by uuid references account;
  update sla_policy set agency_id = root_agency_id, quiet_days = case kind when 'first_follow_up' then 3 end,
    escalation = case when kind in ('reporter_reply', 'completion') then '[]'::jsonb else jsonb_build_array(
      jsonb_build_object('afterWorkingDays', 0, 'to', jsonb_build_array(
        case kind when 'verification' then '{"role": "coordinator", "at": "city"}'::jsonb else '{"role": "liaison", "at": "agency"}' end)),
      jsonb_build_object('afterWorkingDays', 1, 'to', '[{"role": "supervisor", "at": "agency"}, {"role": "coordinator", "at": "city"}]'::jsonb),
      jsonb_build_object('afterWorkingDays', 3, 'to', '[{"role": "supervisor", "at": "city"}]'::jsonb)) end,
    warn_percents = case when kind in ('reporter_reply', 'completion') then '{}' else '{50,80}'::smallint[] end;
  alter table sla_policy alter agency_id set not null,
    drop constraint sla_policy_kind_check, drop constraint sla_policy_limit_amount_check, drop constraint sla_policy_limit_unit_check,
    add constraint sla_policy_kind_check check (kind in ('verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion', 'ombudsman_offer')),
    add constraint sla_policy_limit check (limit_unit in ('working_day', 'working_hour', 'calendar_day')
      and limit_amount between 1 and case limit_unit when 'working_hour' then 87600 else 3650 end),
    -- One answer to every question: of two rules for the same case only one may be in force on a day.
    add constraint sla_policy_once exclude using gist (
      agency_id with =, kind with =, coalesce(classification, '') with =,
      coalesce(category_id, '00000000-0000-0000-0000-000000000000') with =, daterange(valid_from, valid_to, '[]') with &&);
  insert into sla_policy (id, root_agency_id, agency_id, kind, limit_amount, limit_unit, warn_percents, valid_from)
  select gen_random_uuid(), root_agency_id, root_agency_id, 'ombudsman_offer', 60, 'calendar_day', '{}', '2024-01-01' from calendar;
`;

// `alert_at` is the next moment at which a running clock has something to say: a warning, its breach, an escalation, or, of
// the citizens' windows, their end. `alerts_given` is what is not to be said
// any more for this version of its deadline.
const clocks = `
  alter table clock
    add agency_id uuid references agency,
    add calendar_version integer not null default 1,
    -- By which calendars and policies it was counted before: [{policyId, calendarId, calendarVersion, until}].
    add former jsonb not null default '[]',
    add extension_days smallint not null default 0 check (extension_days >= 0),
    add deadline_version integer not null default 1,
    add alert_at timestamptz,
    add alerts_given text[] not null default '{}',
    add escalation smallint not null default 0 check (escalation between 0 and 20),
    add stop_reason text check (stop_reason in ('done', 'lapsed', 'superseded', 'merged', 'ended')),
    alter limit_amount type integer,
    drop constraint clock_kind_check,
    add constraint clock_kind_check check (kind in ('verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion', 'ombudsman_offer'));
  update clock c set
    agency_id = case c.kind when 'verification' then r.root_agency_id
      else coalesce((select d.agency_id from disposition d where d.id = c.disposition_id), r.agency_id, r.root_agency_id) end,
    calendar_version = (select version from calendar where id = c.calendar_id),
    alert_at = c.due_at,
    alerts_given = case when c.kind in ('reporter_reply', 'completion') then '{}' else '{warning:50,warning:80}' end::text[],
    stop_reason = case when c.stopped_at is not null then case
      when c.kind in ('reporter_reply', 'completion') and c.stopped_at > c.due_at then 'lapsed' else 'done' end end
    from report r where r.id = c.report_id;
  alter table clock alter agency_id set not null, alter calendar_version drop default,
    add constraint clock_calendar_version foreign key (calendar_id, calendar_version) references calendar_version,
    add constraint clock_stop_reason_known check ((stopped_at is null) = (stop_reason is null));
  -- Room on the page: an amendment gives every open clock a new version of its calendar, and where the deadline stays, no
  -- index has to be touched for that.
  alter table clock set (fillfactor = 85);
  drop index clock_due;
  create index clock_alert on clock (alert_at) where stopped_at is null and alert_at is not null;
  create index clock_open_agency on clock (agency_id, due_at, id) where stopped_at is null;
  create index clock_open_calendar on clock (calendar_id, id) where stopped_at is null;
  create index clock_open_former on clock (id) where stopped_at is null and former <> '[]';

  create table extension (
    id uuid primary key,
    report_id uuid not null references report,
    clock_id uuid not null references clock,
    working_days smallint not null check (working_days between 1 and 60),
    reason_id uuid not null references message,
    state text not null check (state in ('requested', 'approved', 'replaced')),
    requested_by uuid not null references account,
    requested_at timestamptz not null,
    approved_by uuid references account,
    approved_at timestamptz,
    check ((state = 'approved') = (approved_at is not null and approved_by is not null))
  );
  create index extension_report on extension (report_id, requested_at);
  create unique index extension_pending on extension (report_id) where state = 'requested';

  -- Work in batches, each of which moves the cursor in its own transaction: whoever is killed, the next goes on from there.
  create table job (
    id uuid primary key,
    kind text not null check (kind in ('sla_recompute')),
    root_agency_id uuid not null references agency,
    state text not null check (state in ('queued', 'running', 'done', 'failed')),
    input jsonb not null,
    result jsonb not null default '{}',
    "cursor" uuid,
    total integer not null default 0 check (total >= 0),
    done integer not null default 0 check (done >= 0),
    created_by uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    finished_at timestamptz check ((finished_at is not null) = (state in ('done', 'failed'))),
    version integer not null default 1
  );
  create index job_unfinished on job (created_at) where state in ('queued', 'running');

  -- Counted in the transaction that writes the fact; a row for each length, so that medians are exact.
  create table sla_figure (
    day date not null,
    measure text not null check (measure in ('verification', 'first_follow_up', 'resolution', 'follow_up_pace', 'return')),
    root_agency_id uuid not null references agency,
    agency_id uuid not null references agency,
    category_id uuid references category,
    region_code text references region,
    met boolean not null,
    -- Office time, in whole minutes.
    worked_minutes integer not null check (worked_minutes >= 0),
    n integer not null check (n > 0)
  );
  create unique index sla_figure_key on sla_figure (day, measure, agency_id, category_id, region_code, met, worked_minutes) nulls not distinct;
`;

// Whoever waits already is offered the Ombudsman like those who come after: from the day to which the verification belongs,
// the next that works unless the office was still to close on it, at the closing of the sixtieth calendar day.
const offers = `
  insert into clock (id, report_id, agency_id, kind, policy_id, calendar_id, calendar_version, limit_amount, limit_unit, started_at, due_at, alert_at)
  select gen_random_uuid(), r.id, coalesce(r.agency_id, r.root_agency_id), p.kind, p.id, v.calendar_id, v.version, p.limit_amount, p.limit_unit,
         r.verified_at, due.at, due.at
    from report r
    join sla_policy p on p.root_agency_id = r.root_agency_id and p.kind = 'ombudsman_offer'
    join calendar k on k.agency_id = r.root_agency_id
    join calendar_version v on v.calendar_id = k.id and v.version = k.version
   cross join lateral (select v.rules->>'zone' as zone, v.rules #> '{hours,0,days,0,weekdays}' as weekdays,
     (v.rules #>> '{hours,0,days,0,windows,0,closes}')::time as closes, (v.rules->>'countJointLeave')::boolean as joint_leave_counts) rule
   cross join lateral (select r.verified_at at time zone rule.zone as at) verified
   cross join lateral (
     select verified.at::date + i as day from generate_series(0, 60) i
      where (i > 0 or verified.at::time < rule.closes) and rule.weekdays @> to_jsonb(extract(isodow from verified.at::date + i)::integer)
        and not exists (select from jsonb_array_elements(v.rules->'daysOff') off where (off->>'date')::date = verified.at::date + i
          and not (rule.joint_leave_counts and off->>'kind' = 'joint_leave'))
      order by i limit 1) zero
   cross join lateral (select (zero.day + p.limit_amount + rule.closes) at time zone rule.zone as at) due
   where r.status in ('received', 'needs_information', 'dispatched', 'in_progress', 'answered') and r.verified_at is not null and r.lead_report_id is null;
`;

const reports = `
  alter table report
    add ombudsman text check (ombudsman in ('offered', 'consented', 'declined', 'transmitted')),
    -- How high it was escalated by hand; its clocks have a column of their own.
    add escalation smallint not null default 0 check (escalation between 0 and 20);
`;

const facts = `
  create index fact_measured on fact (ord) where type = 'report.measured';
  -- A warning, breach or escalation is said once for each version of a deadline, by however many workers.
  create unique index fact_alert_once on fact ((data->>'clockId'), (data->>'deadlineVersion'), (data->>'alert'))
    where type in ('clock.warned', 'clock.breached', 'clock.escalated');
  -- Facts outlive an undoing of this: what they count is counted, and no version of a deadline speaks a second time.
  insert into sla_figure (day, measure, root_agency_id, agency_id, category_id, region_code, met, worked_minutes, n)
  select (f.at at time zone root.zone)::date, f.data->>'measure', root.id, (f.data->>'agencyId')::uuid, (f.data->>'categoryId')::uuid, f.data->>'regionCode',
         (f.data->>'met')::boolean, (f.data->>'workedMinutes')::integer, count(*)
    from fact f join report r on r.id = f.report_id join agency root on root.id = r.root_agency_id
   where f.type = 'report.measured' group by 1, 2, 3, 4, 5, 6, 7, 8;
  update clock c set deadline_version = said.version + 1
    from (select (data->>'clockId')::uuid as id, max((data->>'deadlineVersion')::integer) as version from fact
           where type in ('clock.warned', 'clock.breached', 'clock.escalated') group by 1) said
   where said.id = c.id;
`;

const undo = `
  drop index fact_measured; drop index fact_alert_once;
  -- The old form knows days only, and one calendar and one set of rules for the whole city: an agency's clocks go on by the
  -- city's calendar, and its rules hold on a day long past, each on its own, for the clocks that began by them.
  update clock set limit_unit = 'working_day', limit_amount = least(ceil(limit_amount / 7.5), 3650) where limit_unit = 'working_hour';
  update sla_policy set limit_unit = 'working_day', limit_amount = least(ceil(limit_amount / 7.5), 3650) where limit_unit = 'working_hour';
  update sla_policy p set valid_from = old.day, valid_to = old.day
    from (select id, date '1970-01-01' + row_number() over (order by id)::integer as day from sla_policy where agency_id <> root_agency_id) old where old.id = p.id;
  alter table report drop column ombudsman, drop column escalation;
  drop table sla_figure; drop table job; drop table extension;
  drop index clock_alert; drop index clock_open_agency; drop index clock_open_calendar; drop index clock_open_former;
  alter table clock reset (fillfactor);
  alter table clock drop constraint clock_calendar_version, drop constraint clock_stop_reason_known, drop constraint clock_kind_check,
    drop column agency_id, drop column calendar_version, drop column former, drop column extension_days, drop column deadline_version,
    drop column alert_at, drop column alerts_given, drop column escalation, drop column stop_reason, alter limit_amount type smallint;
  delete from clock where kind = 'ombudsman_offer';
  update clock c set calendar_id = city.id from calendar own join calendar city on city.agency_id = own.root_agency_id
   where own.id = c.calendar_id and own.id <> city.id;
  alter table clock add constraint clock_kind_check check (kind in ('verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion'));
  create index clock_due on clock (due_at) where stopped_at is null and paused_at is null;

  alter table sla_policy drop constraint sla_policy_once, drop constraint sla_policy_limit, drop constraint sla_policy_kind_check;
  delete from sla_policy where kind = 'ombudsman_offer';
  alter table sla_policy drop column agency_id, drop column warn_percents, drop column quiet_days, drop column escalation, drop column max_extensions,
    drop column reason, drop column version, drop column created_at, drop column created_by, alter limit_amount type smallint,
    add constraint sla_policy_kind_check check (kind in ('verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion')),
    add constraint sla_policy_limit_amount_check check (limit_amount between 1 and 3650),
    add constraint sla_policy_limit_unit_check check (limit_unit in ('working_day', 'calendar_day'));

  create table calendar_day (
    calendar_id uuid not null references calendar,
    date date not null,
    kind text not null check (kind in ('national_holiday', 'joint_leave', 'local', 'election')),
    name text not null,
    decree text,
    primary key (calendar_id, date)
  );
  -- The old form knows one calendar a city, and one window a day: the ordinary opening of Monday and the closing of its last window.
  delete from calendar_version where calendar_id in (select id from calendar where agency_id <> root_agency_id);
  delete from calendar where agency_id <> root_agency_id;
  alter table calendar add zone text, add weekdays smallint[], add office_start time, add office_end time,
    add count_joint_leave boolean not null default false, add covered_years smallint[] not null default '{}';
  update calendar c set zone = v.rules->>'zone', weekdays = '{1,2,3,4,5}', office_start = '07:30', office_end = '16:00',
      count_joint_leave = (v.rules->>'countJointLeave')::boolean,
      covered_years = array(select jsonb_array_elements_text(coalesce(v.rules->'coveredYears', '[]'))::smallint)
    from calendar_version v where v.calendar_id = c.id and v.version = c.version;
  insert into calendar_day (calendar_id, date, kind, name, decree)
  select c.id, (d->>'date')::date, d->>'kind', d->>'name', d->>'decree' from calendar c
    join calendar_version v on v.calendar_id = c.id and v.version = c.version cross join jsonb_array_elements(v.rules->'daysOff') d;
  drop index calendar_root;
  drop table calendar_version;
  alter table calendar alter zone set not null, alter weekdays set not null, alter office_start set not null, alter office_end set not null,
    add constraint calendar_weekdays_check check (cardinality(weekdays) between 1 and 7), add constraint calendar_check check (office_end > office_start),
    drop constraint calendar_agency, drop column agency_id, drop column created_at, add constraint calendar_root_agency_id_key unique (root_agency_id);
`;
