import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/app.js';
import { Clock } from '../../src/platform/clock.js';
import { type Environment, readConfig } from '../../src/platform/config.js';

/** The real application on a database of its own. */
export interface App {
  url: string;
  databaseUrl: string;
  source: DataSource;
  clock: Clock;
  app: NestExpressApplication;
  /** Every log line so far, as JSON text. */
  log: string[];
  stop(): Promise<void>;
}

const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** What the application needs to know to run on this database. */
export const environmentFor = (databaseUrl: string): Environment => ({
  DATABASE_URL: databaseUrl,
  SIGNING_KEY: signingKey,
  IDENTITY_KEY: randomBytes(32).toString('base64'),
  HOST: '127.0.0.1',
  PORT: '0',
  CORS_ORIGINS: '*',
  WORKER: 'apart',
});

/** Starts the application on a random port of 127.0.0.1, workers off. `environment` overrides single variables. */
export async function startApp(environment: Environment = {}): Promise<App> {
  const databaseUrl = environment.DATABASE_URL ?? (await createDatabase());
  const config = readConfig({ ...environmentFor(databaseUrl), ...environment });
  const log: string[] = [];
  const app = await createApp(config, pino({ level: config.logLevel }, { write: (line) => void log.push(line) }));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const stop = (): Promise<void> => app.close();
  return { url: `http://127.0.0.1:${port}`, databaseUrl, source: app.get(DataSource), clock: app.get(Clock), app, log, stop };
}

/** A fresh database with all migrations (about 200 ms). @returns its address */
export async function createDatabase(template: 'aksi_template' | 'template0' = 'aksi_template'): Promise<string> {
  const cluster = process.env.AKSI_TEST_DATABASE;
  if (!cluster) throw new Error('No test database: run the tests with jest (npm test).');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(cluster, `create database ${name} template ${template}`);
  return new URL(`/${name}`, cluster).href;
}

/** One statement from outside the application, on the database at `url`. */
export async function asSuperuser<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
