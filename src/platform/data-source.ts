import type { Socket } from 'node:net';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import type { Config } from './config.js';
import { Agencies1764000000001 } from './migrations/001-agencies.js';
import { Users1764000000002 } from './migrations/002-users.js';
import { Sla1764000000003 } from './migrations/003-sla.js';
import { Reports1764000000004 } from './migrations/004-reports.js';
import { Journal1764000000005 } from './migrations/005-journal.js';
import { Idempotency1764000000006 } from './migrations/006-idempotency.js';
import { ReportInvariants1764000000007 } from './migrations/007-report-invariants.js';
import { SlaEngine1764000000008 } from './migrations/008-sla-engine.js';
import { SearchApart1764000000009 } from './migrations/009-search-apart.js';

// Named one by one: TypeORM would import a pattern's files through code made at run time, which fails in the second test
// file of a process.
const migrations = [
  Agencies1764000000001,
  Users1764000000002,
  Sla1764000000003,
  Reports1764000000004,
  Journal1764000000005,
  Idempotency1764000000006,
  ReportInvariants1764000000007,
  SlaEngine1764000000008,
  SearchApart1764000000009,
];

/** Bounds that keep a slow or absent database from hanging a caller. Milliseconds. */
const patience = { connect: 2_000, statement: 10_000, lock: 5_000, idleInTransaction: 10_000, silence: 12_000 };

const streamOf = (client: unknown): Socket => (client as { connection: { stream: Socket } }).connection.stream;

/**
 * The database's own timeouts do not reach us from behind a dead line. A connection that is silent for longer than any
 * statement may take is given up, and whoever waits on it with it; idle ones the pool has closed before.
 */
function boundSilence(client: unknown): void {
  const stream = streamOf(client);
  const giveUp = (): void => void stream.destroy(Object.assign(new Error('The database is silent'), { code: 'ETIMEDOUT' }));
  stream.setTimeout(patience.silence, giveUp);
}

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
    onConnect: boundSilence,
  },
});

/**
 * Brings the schema up to date. Many processes may start at once: one migrates, the others wait.
 * @returns the names of the migrations that were run
 */
export const migrate = (source: DataSource): Promise<string[]> =>
  alone(source, 1708, async (runner) => {
    // On the connection without bounds: building an index may take longer than any request.
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'each';
    return (await executor.executePendingMigrations()).map(({ name }) => name);
  });

/** Does the work while nobody else on this database does work of the same number; the others wait up to two minutes. */
export async function alone<Result>(source: DataSource, number: number, work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
  const runner = source.createQueryRunner();
  const stream = streamOf(await runner.connect());
  stream.setTimeout(0);
  try {
    await runner.query("select set_config('lock_timeout', '120s', false), set_config('statement_timeout', '0', false)");
    await runner.query('select pg_advisory_lock($1)', [number]);
    return await work(runner);
  } finally {
    await runner
      .query("select pg_advisory_unlock($1), set_config('lock_timeout', '5s', false), set_config('statement_timeout', '10s', false)", [number])
      .catch(() => undefined);
    stream.setTimeout(patience.silence);
    await runner.release();
  }
}
