import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import { asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { givenIn } from './support/given.js';
import { copyReport, slowFacts } from './support/many.js';
import { patience, Program } from './support/program.js';

const due = 500;

let databaseUrl: string;
let environment: Record<string, string>;
let workers: Program[] = [];

beforeAll(async () => {
  const app = await startApp();
  databaseUrl = app.databaseUrl;
  const city: City = await givenACity(app);
  const report = await givenIn(city).aReport();
  await app.stop();
  expect(await copyReport(databaseUrl, report.id, due - 1)).toBe(due - 1);
  environment = {
    ...{ DATABASE_URL: databaseUrl, WORKER: 'apart', SWEEP_SECONDS: '1', LOG_LEVEL: 'fatal' },
    ...{ SIGNING_KEY: newSigningKey(), IDENTITY_KEY: randomBytes(32).toString('base64') },
  };
}, patience);
afterAll(() => Promise.all(workers.map((worker) => worker.stop())), patience);

/** All clocks run out a minute ago: each has its breach and its first step of escalation to say. */
const runOut = (): Promise<unknown> =>
  asSuperuser(
    databaseUrl,
    `update clock set due_at = now() - interval '1 minute', alert_at = now() - interval '1 minute', alerts_given = '{warning:50,warning:80}'`,
  );

/** How often clocks were escalated, and how many were. */
async function escalations(): Promise<{ all: number; clocks: number }> {
  const [found] = await asSuperuser<{ all: number; clocks: number }>(
    databaseUrl,
    `select count(*)::integer as all, count(distinct data->>'clockId')::integer as clocks from fact where type = 'clock.escalated'`,
  );
  return found ?? { all: 0, clocks: 0 };
}

/** Waits for a worker in the middle of its batch: it has locked clocks and said nothing yet. */
async function inTheMiddle(pid: () => Promise<number | undefined>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if ((await pid()) !== undefined) return;
    await sleep(20);
  }
  throw new Error('No worker was seen at work');
}

const writing = async (): Promise<number | undefined> =>
  (
    await asSuperuser<{ pid: number }>(
      databaseUrl,
      `select pid from pg_stat_activity where datname = current_database() and query like 'insert into fact%' and state = 'active' and pid <> pg_backend_pid()`,
    )
  )[0]?.pid;

test(
  'three workers, 500 due clocks, one killed and one frozen in the middle: 500 escalations, none twice',
  async () => {
    await slowFacts(databaseUrl, 4);
    await runOut();
    const start = (): Program => new Program('dist/worker.js', environment);
    const [killed, frozen] = [start(), start()];
    workers = [killed, frozen];
    await inTheMiddle(writing);
    await sleep(200);
    killed.signal('SIGKILL');
    frozen.signal('SIGSTOP');
    workers.push(start());
    await killed.end();
    // PostgreSQL gives up on the frozen one's transaction after ten seconds; what it had locked is free then.
    for (let tries = 0; (await escalations()).clocks < due; tries += 1) {
      if (tries > 600) throw new Error(`Only ${JSON.stringify(await escalations())}`);
      await sleep(100);
    }
    frozen.signal('SIGCONT');
    await sleep(2_500);
    expect(await escalations()).toEqual({ all: due, clocks: due });
  },
  patience,
);

test(
  'the naive way, which looks first and marks later without a lock, doubles: the check above can fail',
  async () => {
    await asSuperuser(databaseUrl, 'create table naive_escalation (clock_id uuid); create table naive_done (clock_id uuid)');
    // All three have looked before any of them marks, as happens by chance to workers that run at once.
    let looking = 3;
    const { promise: allHaveLooked, resolve } = Promise.withResolvers<void>();
    const work = async (): Promise<void> => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      for (;;) {
        const open = 'select id from clock where id not in (select clock_id from naive_done) order by alert_at, id limit 50';
        const found = (await client.query<{ id: string }>(open)).rows.map(({ id }) => id);
        if (found.length === 0) break;
        if ((looking -= 1) === 0) resolve();
        await allHaveLooked;
        await client.query('insert into naive_escalation select unnest($1::uuid[])', [found]);
        await client.query('insert into naive_done select unnest($1::uuid[])', [found]);
      }
      await client.end();
    };
    await Promise.all([work(), work(), work()]);
    const [found] = await asSuperuser<{ all: number; clocks: number }>(
      databaseUrl,
      'select count(*)::integer as all, count(distinct clock_id)::integer as clocks from naive_escalation',
    );
    expect(found?.clocks).toBe(due);
    expect(found?.all).toBeGreaterThan(due);
  },
  patience,
);
