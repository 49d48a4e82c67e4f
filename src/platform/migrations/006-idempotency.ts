import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers kept for 7 days under the caller's key, sealed. */
export class Idempotency1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_key (
        caller text not null,
        key text not null,
        fingerprint text not null,
        answer bytea not null,
        created_at timestamptz not null default now(),
        primary key (caller, key)
      );
      create index idempotency_key_age on idempotency_key (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_key;');
  }
}
