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

      create table refresh_token (
        id uuid primary key,
        family_id uuid not null,
        account_id uuid not null references account,
        token_hash bytea not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        created_at timestamptz not null default now()
      );
      create unique index refresh_token_hash on refresh_token (token_hash);
      create index refresh_token_family on refresh_token (family_id);
      create index refresh_token_account on refresh_token (account_id);

      create table api_client (
        id uuid primary key,
        client_id text not null unique,
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
    await runner.query('drop table api_client; drop table refresh_token; drop table account_role; drop table account;');
  }
}
