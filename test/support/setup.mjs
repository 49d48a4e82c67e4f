import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import teardown from './teardown.mjs';

const template = 'aksi_template';

/**
 * One throw-away PostgreSQL for the run, with one migrated database from which each test file's own is cloned.
 * The paths go to the workers by environment: AKSI_TEST_DATABASE, AKSI_TEST_FOLDER.
 */
export default async function () {
  const { startEmbeddedPostgres } = await import('../../dist/platform/embedded-postgres.js');
  const made = await mkdtemp(join(tmpdir(), 'aksi-test-'));
  globalThis.testBed = { made };
  try {
    await chmod(made, 0o755);
    const cluster = (globalThis.testBed.cluster = await startEmbeddedPostgres({ directory: join(made, 'cluster'), durable: false }));
    process.env.AKSI_TEST_DATABASE = cluster.url;
    // Given when several runs belong together, see scripts/check.mjs.
    process.env.AKSI_TEST_FOLDER ??= made;
    await makeTemplate(cluster.url);
  } catch (error) {
    // Jest calls no teardown after a setup that failed.
    await teardown();
    throw error;
  }
}

async function makeTemplate(url) {
  const { default: pg } = await import('pg');
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await migrateDatabase(new URL(`/${template}`, url).href);
  await admin.query(`alter database ${template} with allow_connections false is_template true`);
  await admin.end();
}

async function migrateDatabase(url) {
  const { readConfig } = await import('../../dist/platform/config.js');
  const { dataSourceOptions, migrate } = await import('../../dist/platform/data-source.js');
  const { DataSource } = await import('typeorm');
  const secret = randomBytes(32).toString('base64');
  const config = readConfig({ DATABASE_URL: url, SIGNING_KEY: 'none', IDENTITY_KEY: secret });
  const source = await new DataSource(dataSourceOptions(config)).initialize();
  await migrate(source);
  await source.destroy();
}
