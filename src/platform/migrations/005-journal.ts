import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One journal: history, audit, feed and outbox. */
export class Journal1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fact (
        -- Order of writing; within one report, whose row is locked, the order of what happened.
        ord bigint generated always as identity primary key,
        id uuid not null unique,
        type text not null,
        subject_kind text not null,
        subject_id uuid not null,
        report_id uuid references report,
        at timestamptz not null,
        actor_kind text not null check (actor_kind in ('reporter', 'staff', 'client', 'system')),
        actor_id uuid,
        agency_id uuid references agency,
        visibility text not null check (visibility in ('public', 'internal')),
        data jsonb not null default '{}'
      );
      create index fact_report on fact (report_id, ord) where report_id is not null;
      create index fact_subject on fact (subject_id, ord);

      create function fact_is_final() returns trigger language plpgsql as $$
        begin raise exception 'facts are never changed or deleted'; end
      $$;
      create trigger fact_is_final before update or delete or truncate on fact for each statement execute function fact_is_final();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table fact; drop function fact_is_final();');
  }
}
