import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports, who reported them (apart and sealed), their dispositions, follow-ups, texts and clocks. */
export class Reports1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table report (
        id uuid primary key,
        root_agency_id uuid not null references agency,
        code text not null unique,
        title text not null,
        body text not null,
        -- With personal data masked; null where nothing had to be.
        public_title text,
        public_body text,
        search tsvector,
        type text not null check (type in ('complaint', 'information_request', 'aspiration')),
        classification text check (classification in ('information_request', 'complaint', 'oversight_complaint', 'aspiration')),
        status text not null check (status in ('received', 'needs_information', 'dispatched', 'in_progress', 'answered', 'closed', 'archived', 'transferred')),
        -- Where the report goes on after the reporter's answer, or after it is taken out of a merge.
        resume_status text check (resume_status in ('received', 'dispatched', 'in_progress')),
        category_id uuid references category,
        requested_agency_id uuid references agency,
        agency_id uuid references agency,
        lat double precision check (lat between -90 and 90),
        lng double precision check (lng between -180 and 180),
        address text,
        public_address text,
        region_code text references region,
        outside_area boolean not null default false,
        anonymous boolean not null,
        confidential boolean not null,
        channel text not null check (channel in ('web', 'mobile', 'sms', 'walk_in', 'letter', 'phone', 'whatsapp', 'suggestion_box', 'open311', 'lapor', 'api')),
        occurred_on date,
        filed_at timestamptz not null,
        updated_at timestamptz not null,
        verified_at timestamptz,
        answered_at timestamptz,
        closed_at timestamptz,
        reopen_until timestamptz,
        archive_reason text check (archive_reason in ('unintelligible', 'not_about_government', 'incomplete', 'withdrawn', 'duplicate', 'other')),
        lead_report_id uuid references report check (lead_report_id <> id),
        return_count smallint not null default 0,
        reopen_count smallint not null default 0,
        support_count integer not null default 0,
        rating_score smallint check (rating_score between 1 and 5),
        rating_solved boolean,
        -- The earliest deadline that runs, and when its warning zone begins: kept by the clocks.
        due_at timestamptz,
        yellow_at timestamptz,
        report_key_hash bytea not null,
        account_id uuid references account,
        client_id uuid references api_client,
        lapor_tracking_id text,
        version integer not null default 1,
        check ((lat is null) = (lng is null)),
        check (status not in ('dispatched', 'in_progress', 'answered', 'closed') or (agency_id is not null and classification is not null)),
        check ((status = 'archived') = (archive_reason is not null)),
        check (status <> 'needs_information' or resume_status is not null)
      );
      create index report_newest on report (filed_at desc, id desc);
      create index report_agency on report (agency_id, filed_at desc, id desc);
      create index report_agency_status on report (agency_id, status, filed_at desc, id desc);
      create index report_due on report (coalesce(due_at, 'infinity'), id);
      create index report_category on report (category_id, filed_at desc);
      create index report_region on report (region_code, filed_at desc);
      create index report_account on report (account_id) where account_id is not null;
      create index report_client on report (client_id) where client_id is not null;
      create index report_followers on report (lead_report_id) where lead_report_id is not null;
      create index report_place on report using gist (point(lng, lat)) where lat is not null;
      create index report_search on report using gin (search);

      create table report_identity (
        report_id uuid primary key references report,
        name bytea, phone bytea, email bytea, nik bytea
      );

      create table disposition (
        id uuid primary key,
        report_id uuid not null references report,
        agency_id uuid not null references agency,
        role text not null check (role in ('lead', 'supporting')),
        status text not null check (status in ('pending', 'accepted', 'returned', 'answered', 'replaced')),
        proposed_agency_id uuid references agency,
        dispatched_at timestamptz not null,
        ended_at timestamptz,
        check ((status in ('returned', 'replaced')) = (ended_at is not null))
      );
      create index disposition_report on disposition (report_id, dispatched_at);
      create index disposition_agency on disposition (agency_id) where ended_at is null;
      create unique index disposition_one_lead on disposition (report_id) where role = 'lead' and ended_at is null;
      create unique index disposition_once on disposition (report_id, agency_id) where ended_at is null;

      create table follow_up (
        id uuid primary key,
        report_id uuid not null references report,
        disposition_id uuid not null references disposition,
        agency_id uuid not null references agency,
        kind text not null check (kind in ('progress', 'answer', 'plan')),
        state text not null check (state in ('draft', 'published')),
        body text not null,
        public_body text,
        plan jsonb check ((kind = 'plan') = (plan is not null)),
        author_id uuid not null references account,
        approver_id uuid references account,
        created_at timestamptz not null,
        published_at timestamptz check ((state = 'published') = (published_at is not null)),
        version integer not null default 1
      );
      create index follow_up_report on follow_up (report_id, created_at);

      -- Free texts stand here and never in facts, so that they can be masked or erased.
      create table message (
        id uuid primary key,
        report_id uuid not null references report,
        body text not null,
        public_body text,
        created_at timestamptz not null
      );
      create index message_report on message (report_id);

      create table report_support (
        report_id uuid not null references report,
        account_id uuid not null references account,
        primary key (report_id, account_id)
      );

      create table clock (
        id uuid primary key,
        report_id uuid not null references report,
        disposition_id uuid references disposition,
        kind text not null check (kind in ('verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion')),
        policy_id uuid not null references sla_policy,
        calendar_id uuid not null references calendar,
        limit_amount smallint not null,
        limit_unit text not null,
        started_at timestamptz not null,
        due_at timestamptz,
        yellow_at timestamptz,
        paused_at timestamptz,
        pauses jsonb not null default '[]',
        stopped_at timestamptz,
        provisional boolean not null default false,
        check (due_at is not null or paused_at is not null or stopped_at is not null)
      );
      create index clock_report on clock (report_id, started_at);
      create index clock_due on clock (due_at) where stopped_at is null and paused_at is null;
      create unique index clock_running on clock (report_id, kind, disposition_id) nulls not distinct where stopped_at is null;
    `);
    await runner.query(search);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table clock; drop table report_support; drop table message; drop table follow_up; drop table disposition; drop table report_identity; drop table report;
      drop function report_search_words(); drop function search_query(text); drop function search_vector(text); drop function without_stop_words(text);
    `);
  }
}

// PostgreSQL stems Indonesian well but ships no stop words for it. These are in almost every report and tell nothing of it;
// short forms that people type on telephones are among them. Words of the trade, of time and of place stay searchable.
const stopWords = `
  yang yg dan atau serta tetapi tapi tp namun sedangkan sehingga hingga agar supaya karena krn karna sebab jika kalau
  apabila bila di ke dari dr pada kepada kpd untuk utk dengan dgn oleh dalam bagi tentang terhadap tanpa secara sebagai
  seperti melalui selama sejak ini itu tersebut tsb sini situ sana begitu demikian yaitu adalah ialah merupakan bahwa para
  si nya hal saya sy aku kami kita kamu anda dia ia beliau mereka apa apakah siapa kapan mengapa kenapa bagaimana kok tidak
  tdk tak bukan belum sudah sdh telah masih sedang akan dapat bisa juga jg pun lagi saja hanya cuma kan lah ya sangat
  sekali lebih paling terlalu cukup hampir ada adanya maka lalu kemudian jadi sama setelah sebelum ketika saat mohon tolong
  harap terima kasih terimakasih yth pak bapak bpk bu ibu maaf assalamualaikum semoga`
  .trim()
  .split(/\s+/);

const search = `
  create function without_stop_words(words text) returns text language sql immutable parallel safe as $$
    select regexp_replace(lower(words), '\\m(${stopWords.join('|')})\\M', ' ', 'g')
  $$;
  create function search_vector(words text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('pg_catalog.indonesian', without_stop_words(words))
  $$;
  create function search_query(words text) returns tsquery language sql immutable parallel safe as $$
    select websearch_to_tsquery('pg_catalog.indonesian', without_stop_words(words))
  $$;
  -- Only what the public may read is searchable: a search must not tell whether a telephone number stands in a text.
  create function report_search_words() returns trigger language plpgsql as $$
    begin
      new.search := setweight(search_vector(coalesce(new.public_title, new.title)), 'A') || search_vector(coalesce(new.public_body, new.body));
      return new;
    end
  $$;
  create trigger report_search before insert or update of title, body, public_title, public_body on report
    for each row execute function report_search_words();
`;
