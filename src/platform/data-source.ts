import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Config } from './config.js';
import { Agencies1764000000001 } from './migrations/001-agencies.js';
import { Users1764000000002 } from './migrations/002-users.js';
import { Sla1764000000003 } from './migrations/003-sla.js';
import { Reports1764000000004 } from './migrations/004-reports.js';
import { Journal1764000000005 } from './migrations/005-journal.js';
import { Idempotency1764000000006 } from './migrations/006-idempotency.js';

// Named one by one: TypeORM would import a pattern's files through code made at run time, which fails in the second test
// file of a process.
const migrations = [
  Agencies1764000000001,
  Users1764000000002,
  Sla1764000000003,
  Reports1764000000004,
  Journal1764000000005,
  Idempotency1764000000006,
];

/** Bounds that keep a slow or absent database from hanging a caller. Milliseconds. */
const patience = { connect: 2_000, statement: 10_000, lock: 5_000, idleInTransaction: 10_000 };

export const dataSourceOptions = (config: Config): TypeOrmModuleOptions => ({
  type: 'postgres',
  url: config.databaseUrl,
  autoLoadEntities: true,
  migrations,
  migrationsTransactionMode: 'each',
  migrationsTableName: 'migration',
  logging: false,
  retryAttempts: 5,
  retryDelay: 1_000,
  applicationName: 'aksi',
  poolSize: config.databasePoolSize,
  extra: {
    connectionTimeoutMillis: patience.connect,
    statement_timeout: patience.statement,
    lock_timeout: patience.lock,
    idle_in_transaction_session_timeout: patience.idleInTransaction,
  },
});

/** Brings the schema up to date. Many processes may start at once: one migrates, the others wait. */
export async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query("select set_config('lock_timeout', '60s', false), set_config('statement_timeout', '0', false)");
    await runner.query('select pg_advisory_lock(1708)');
    await source.runMigrations();
  } finally {
    await runner
      .query("select pg_advisory_unlock(1708), set_config('lock_timeout', '5s', false), set_config('statement_timeout', '10s', false)")
      .catch(() => undefined);
    await runner.release();
  }
}
