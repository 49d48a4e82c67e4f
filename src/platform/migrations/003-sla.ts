import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Working calendars and the limits set by law. */
export class Sla1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table calendar (
        id uuid primary key,
        root_agency_id uuid not null unique references agency,
        name text not null,
        zone text not null,
        weekdays smallint[] not null check (cardinality(weekdays) between 1 and 7),
        office_start time not null,
        office_end time not null check (office_end > office_start),
        count_joint_leave boolean not null default false,
        covered_years smallint[] not null default '{}',
        version integer not null default 1
      );

      create table calendar_day (
        calendar_id uuid not null references calendar,
        date date not null,
        kind text not null check (kind in ('national_holiday', 'joint_leave', 'local', 'election')),
        name text not null,
        decree text,
        primary key (calendar_id, date)
      );

      create table sla_policy (
        id uuid primary key,
        root_agency_id uuid not null references agency,
        kind text not null check (kind in ('verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion')),
        classification text check (classification in ('information_request', 'complaint', 'oversight_complaint', 'aspiration')),
        category_id uuid references category,
        limit_amount smallint not null check (limit_amount between 1 and 3650),
        limit_unit text not null check (limit_unit in ('working_day', 'calendar_day')),
        valid_from date not null,
        valid_to date check (valid_to >= valid_from)
      );
      create index sla_policy_kind on sla_policy (root_agency_id, kind);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sla_policy; drop table calendar_day; drop table calendar;');
  }
}
