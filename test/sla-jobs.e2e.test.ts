import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import { PoliciesQuery } from '../src/sla/policies.query.js';
import { SweepService } from '../src/reports/sweep.service.js';
import type { Job } from '../src/operations/job.views.js';
import { amendNow } from './support/amendment.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { type Given, type GivenReport, givenIn, on, resolutionOf } from './support/given.js';
import { copyReport, slowFacts } from './support/many.js';
import { patience, Program } from './support/program.js';

let app: App;
let city: City;
let given: Given;
let worker: Program | undefined;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
}, patience);
afterAll(async () => {
  await worker?.stop();
  await app.stop();
}, patience);

const amend = (date: string): Promise<string> => amendNow(app, city, date);
const dueOf = async (report: GivenReport): Promise<string | undefined> => resolutionOf(await report.read(city.liaison))?.dueAt;
const jobOf = async (id: string): Promise<Job> => (await city.admin.call<Job>('readJob', { path: { id } })).body;

test('a job waits for nobody: what somebody works on is moved by its last pass', async () => {
  const [busy, free] = [await given.aReport({ status: 'dispatched' }), await given.aReport({ status: 'dispatched' })];
  const held = app.source.createQueryRunner();
  await held.startTransaction();
  await held.query('select 1 from report where id = $1 for update', [busy.id]);
  const before = await dueOf(busy);
  const order = await amend('2026-11-09');
  await app.app.get(SweepService).sweep();
  expect(await dueOf(free)).not.toBe(before);
  expect(await dueOf(busy)).toBe(before);
  expect((await jobOf(order)).state).toBe('running');
  await held.rollbackTransaction();
  await held.release();
  await app.app.get(SweepService).sweep();
  expect(await dueOf(busy)).toBe(await dueOf(free));
  expect((await jobOf(order)).state).toBe('done');
});

test('a job does not end while somebody may still start a clock by what held before', async () => {
  const step = app.source.createQueryRunner();
  await step.startTransaction();
  // A verification in flight: it has asked for the rule, and has not written yet.
  await app.app.get(PoliciesQuery).choose(step.manager, 'resolution', city.agencies.pupr, { rootAgencyId: city.agencies.tpi }, on('11-02'));
  const order = await amend('2026-11-06');
  await app.app
    .get(SweepService)
    .sweep()
    .catch(() => undefined);
  expect((await jobOf(order)).state).toBe('running');
  await step.rollbackTransaction();
  await step.release();
  await app.app.get(SweepService).sweep();
  expect((await jobOf(order)).state).toBe('done');
});

test('a job that cannot go on has failed, says so in the journal, and keeps no other waiting', async () => {
  await given.aReport({ status: 'dispatched' });
  const bad = await amend('2026-11-12');
  await app.source.query(
    `create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
     create trigger broken before insert on fact for each row when (new.data->>'jobId' = '${bad}') execute function broken()`,
  );
  const good = await amend('2026-11-13');
  await expect(app.app.get(SweepService).sweep()).rejects.toThrow('broken');
  await app.app.get(SweepService).sweep();
  expect([(await jobOf(bad)).state, (await jobOf(good)).state]).toEqual(['failed', 'done']);
  const facts = await app.source.query<{ type: string }[]>(`select type from fact where subject_id = $1 order by ord`, [bad]);
  expect(facts.map(({ type }) => type)).toEqual(['job.ordered', 'job.failed']);
  await app.source.query('drop trigger broken on fact; drop function broken()');
});

test(
  'a job whose worker is killed in the middle goes on where it was, and moves every clock once',
  async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const copies = 400;
    await copyReport(app.databaseUrl, report.id, copies);
    await slowFacts(app.databaseUrl, 5);
    const order = await amend('2026-11-16');
    const environment = {
      ...{ DATABASE_URL: app.databaseUrl, WORKER: 'apart', SWEEP_SECONDS: '1', LOG_LEVEL: 'fatal' },
      ...{ SIGNING_KEY: newSigningKey(), IDENTITY_KEY: randomBytes(32).toString('base64') },
    };
    const first = new Program('dist/worker.js', environment);
    for (let { done } = await jobOf(order); done === 0; { done } = await jobOf(order)) await sleep(20);
    first.signal('SIGKILL');
    await first.end();
    const middle = await jobOf(order);
    expect(middle.state).toBe('running');
    expect(middle.done).toBeLessThan(middle.total);
    worker = new Program('dist/worker.js', environment);
    for (let { state } = await jobOf(order); state !== 'done'; { state } = await jobOf(order)) await sleep(100);
    const moved = await asSuperuser<{ moves: number; due: Date; n: number }>(
      app.databaseUrl,
      `select moves::integer, due_at as due, count(*)::integer as n from (
       select c.due_at, (select count(*) from fact f where f.report_id = c.report_id and f.type = 'clock.moved' and f.data->>'jobId' = $1
          and f.data->>'clockId' = c.id::text) as moves
         from clock c join report r on r.id = c.report_id where r.code like $2 || '-%' and c.kind = 'resolution') t group by 1, 2`,
      [order, report.filed.code],
    );
    expect(moved).toEqual([{ moves: 1, due: on('11-27', '16:30'), n: copies }]);
  },
  patience,
);

test(
  'the lists show the new deadlines, and their tags are new',
  async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const tag = (await report.call(city.anyone, 'readReport')).headers.etag;
    await amend('2026-11-17');
    for (let tries = 0; (await dueOf(report)) !== on('11-30', '16:00').toISOString(); tries += 1) {
      if (tries > 300) throw new Error(`Still ${await dueOf(report)}`);
      await sleep(100);
    }
    expect((await report.call(city.anyone, 'readReport')).headers.etag).not.toBe(tag);
  },
  patience,
);
