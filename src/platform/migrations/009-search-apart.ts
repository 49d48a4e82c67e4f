import type { MigrationInterface, QueryRunner } from 'typeorm';

const words = (of: string): string =>
  `setweight(search_vector(coalesce(${of}.public_title, ${of}.title)), 'A') || search_vector(coalesce(${of}.public_body, ${of}.body))`;

/**
 * The words of a report get a row of their own. They change with its text, while its row changes with each step and each
 * deadline that moves: PostgreSQL would then enter all its words into their index once more.
 */
export class SearchApart1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table report_words (report_id uuid primary key references report on delete cascade, search tsvector not null);
      insert into report_words (report_id, search) select r.id, ${words('r')} from report r;
      create index report_words_search on report_words using gin (search);
      drop trigger report_search on report;
      create or replace function report_search_words() returns trigger language plpgsql as $$
        begin
          insert into report_words (report_id, search) values (new.id, ${words('new')})
            on conflict (report_id) do update set search = excluded.search;
          return null;
        end
      $$;
      create trigger report_search after insert or update of title, body, public_title, public_body on report
        for each row execute function report_search_words();
      alter table report drop column search;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger report_search on report;
      alter table report add column search tsvector;
      update report r set search = w.search from report_words w where w.report_id = r.id;
      drop table report_words;
      create index report_search on report using gin (search);
      create or replace function report_search_words() returns trigger language plpgsql as $$
        begin
          new.search := ${words('new')};
          return new;
        end
      $$;
      create trigger report_search before insert or update of title, body, public_title, public_body on report
        for each row execute function report_search_words();
    `);
  }
}
