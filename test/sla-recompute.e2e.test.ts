import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import { Transactions } from '../src/platform/transactions.js';
import { PoliciesQuery } from '../src/sla/policies.query.js';
import { SweepService } from '../src/reports/sweep.service.js';
import type { ReportSla } from '../src/reports/explanation.views.js';
import type { Job } from '../src/operations/job.views.js';
import { amendCity } from './support/amendment.js';
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

async function amend(date: string): Promise<string> {
  const order = await app.app
    .get(Transactions)
    .run(undefined, async (tx) =>
      amendCity(app, tx, city.agencies.tpi, { date, kind: 'local', name: 'Hari jadi kota', decree: 'Perda 1/2026' }, await app.clock.now(tx)),
    );
  if (order === undefined) throw new Error('That day is off already');
  return order;
}

const dueOf = async (report: GivenReport): Promise<string | undefined> => resolutionOf(await report.read(city.liaison))?.dueAt;
const jobOf = async (id: string): Promise<Job> => (await city.admin.call<Job>('readJob', { path: { id } })).body;

test('a day added by decree moves what runs, says why, and leaves alone what has ended', async () => {
  const [running, ended] = [await given.aReport({ status: 'dispatched' }), await given.aReport({ status: 'answered' })];
  const before = await ended.read(city.liaison);
  const job = await amend('2026-11-10');
  await app.app.get(SweepService).sweep();
  expect(await dueOf(running)).toBe(on('11-23', '16:00').toISOString());
  const after = await ended.read(city.liaison);
  const stopped = ({ stoppedAt }: { stoppedAt?: string }): boolean => stoppedAt !== undefined;
  expect(after.clocks.filter(stopped)).toEqual(before.clocks.filter(stopped));
  // The reporter's window of ten working days runs, and is longer by the day off.
  expect(after.clocks.find(({ kind }) => kind === 'reporter_reply')?.dueAt).toBe(on('11-17', '16:00').toISOString());
  const { clocks } = (await running.call<ReportSla>(city.anyone, 'readReportSla')).body;
  const answer = clocks.find(({ kind }) => kind === 'resolution');
  expect(answer?.moves).toMatchObject([
    { reason: 'calendar', dueBefore: on('11-20', '16:30').toISOString(), dueAt: on('11-23', '16:00').toISOString() },
  ]);
  expect(answer?.segments).toMatchObject([{ calendar: { version: 2 } }]);
  expect(answer?.ledger.find(({ date }) => date === '2026-11-10')).toMatchObject({
    counted: false,
    reason: 'local',
    name: 'Hari jadi kota',
    decree: 'Perda 1/2026',
  });
  expect(answer?.sentences.en).toContain('Hari jadi kota');
  expect(await jobOf(job)).toMatchObject({ state: 'done', progress: 1, result: { later: expect.any(Number) as number, earlier: 0 } });
});

test('a report that is opened anew, or filed, counts by the new version at once', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  expect(await dueOf(report)).toBe(on('11-23', '16:00').toISOString());
});

test('a deadline that is saved is warned of again; what is still past is not said twice', async () => {
  app.clock.travelTo(on('08-03'));
  const report = await given.aReport({ status: 'dispatched' });
  // A minute past: at the very instant it would still be in time.
  app.clock.travelTo(on('08-10', '16:01'));
  await app.app.get(SweepService).sweep();
  const alerts = async (): Promise<string[]> =>
    (
      await app.source.query<{ line: string }[]>(
        `select data->>'deadlineVersion' || ' ' || (data->>'alert') as line from fact
          where report_id = $1 and data->>'clockKind' = 'first_follow_up' and type in ('clock.warned', 'clock.breached', 'clock.escalated') order by ord`,
        [report.id],
      )
    ).map(({ line }) => line);
  expect(await alerts()).toEqual(['1 breach', '1 escalation:1']);
  expect((await report.read(city.anyone)).zone).toBe('red');
  await amend('2026-08-07');
  await app.app.get(SweepService).sweep();
  // Saved: it is due a working day later, and yellow, for most of its time is used.
  expect(await report.read(city.liaison)).toMatchObject({ zone: 'yellow', escalation: 0, dueAt: on('08-11', '16:00').toISOString() });
  expect(await alerts()).toHaveLength(2);
  app.clock.travelTo(on('08-11', '16:01'));
  await app.app.get(SweepService).sweep();
  expect((await alerts()).slice(2)).toEqual(['2 breach', '2 escalation:1']);
  app.clock.travelTo(on('11-02'));
});

test('a clock that stands moves too: what is said of it is when it would run out if it ran on', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  await report.ask();
  await amend('2026-11-13');
  await app.app.get(SweepService).sweep();
  await report.call(report.reporter, 'supplyInformation', { body: 'Di depan pasar.' });
  const { clocks } = (await report.call<ReportSla>(city.anyone, 'readReportSla')).body;
  expect(clocks.find(({ kind }) => kind === 'resolution')?.moves).toMatchObject([{ reason: 'calendar' }]);
});

test('what was answered and goes on counts by the law of today', async () => {
  const report = await given.aReport({ status: 'answered' });
  const due = resolutionOf(await report.read(city.liaison))?.dueAt ?? '';
  await amend('2026-11-16');
  await app.app.get(SweepService).sweep();
  expect(await dueOf(report)).toBe(due);
  await report.call(report.reporter, 'replyToReport', { body: 'Belum selesai.' });
  expect((await dueOf(report)) ?? '').not.toBe(due);
  const { clocks } = (await report.call<ReportSla>(city.anyone, 'readReportSla')).body;
  expect(clocks.find(({ kind }) => kind === 'resolution')?.moves).toMatchObject([{ reason: 'calendar', dueBefore: due }]);
});

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
  const bad = await amend('2026-11-26');
  await app.source.query(
    `create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
     create trigger broken before insert on fact for each row when (new.data->>'jobId' = '${bad}') execute function broken()`,
  );
  const good = await amend('2026-11-27');
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
    const order = await amend('2026-11-12');
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
    expect(moved).toEqual([{ moves: 1, due: on('12-02', '16:00'), n: copies }]);
  },
  patience,
);

test(
  'the lists show the new deadlines, and their tags are new',
  async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const tag = (await report.call(city.anyone, 'readReport')).headers.etag;
    await amend('2026-11-17');
    for (let tries = 0; (await dueOf(report)) !== on('12-03', '16:00').toISOString(); tries += 1) {
      if (tries > 300) throw new Error(`Still ${await dueOf(report)}`);
      await sleep(100);
    }
    expect((await report.call(city.anyone, 'readReport')).headers.etag).not.toBe(tag);
  },
  patience,
);
