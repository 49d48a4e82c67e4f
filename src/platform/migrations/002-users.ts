import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, the roles they hold at agencies, sessions and machine clients. */
export class Users1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        id uuid primary key,
        email text not null check (email = lower(email)),
        name text not null,
        password_hash text not null,
        suspended_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index account_email on account (email);
      create index account_list on account (name, id);

      create table account_role (
        account_id uuid not null references account,
        agency_id uuid not null references agency,
        role text not null check (role in ('citizen', 'officer', 'liaison', 'coordinator', 'supervisor', 'admin')),
        primary key (account_id, agency_id, role)
      );
      create index account_role_agency on account_role (agency_id);

      -- One sign-in and its line of refresh tokens. Only the newest token is known; any older one that names the row is a
      -- reuse and ends it, and as there is one row, one UPDATE decides every race.
      create table session (
        id uuid primary key,
        account_id uuid not null references account,
        token_hash bytea not null check (length(token_hash) = 32),
        expires_at timestamptz not null,
        ended_at timestamptz,
        created_at timestamptz not null default now()
      );
      create index session_account on session (account_id) where ended_at is null;

      create table api_client (
        id uuid primary key,
        client_id text not null unique check (client_id ~ '^[a-z0-9-]{3,60}$' and client_id <> 'aksi'),
        name text not null,
        secret_hash text not null,
        scopes text[] not null,
        agency_id uuid not null references agency,
        disabled_at timestamptz,
        created_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_client; drop table session; drop table account_role; drop table account;');
  }
}
