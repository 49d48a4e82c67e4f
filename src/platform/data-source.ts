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

/**
 * Brings the schema up to date. Many processes may start at once: one migrates, the others wait.
 * @returns the names of the migrations that were run
 */
export const migrate = (source: DataSource): Promise<string[]> =>
  alone(source, 1708, async () => (await source.runMigrations()).map(({ name }) => name));

/** Does the work while nobody else on this database does work of the same number; the others wait up to two minutes. */
export async function alone<Result>(source: DataSource, number: number, work: () => Promise<Result>): Promise<Result> {
  const runner = source.createQueryRunner();
  try {
    await runner.query("select set_config('lock_timeout', '120s', false), set_config('statement_timeout', '0', false)");
    await runner.query('select pg_advisory_lock($1)', [number]);
    return await work();
  } finally {
    await runner
      .query("select pg_advisory_unlock($1), set_config('lock_timeout', '5s', false), set_config('statement_timeout', '10s', false)", [number])
      .catch(() => undefined);
    await runner.release();
  }
}
