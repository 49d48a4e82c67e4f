import { v7 } from 'uuid';
import type { Job } from '../src/operations/job.views.js';
import { AgenciesService } from '../src/agencies/agencies.service.js';
import { Transactions } from '../src/platform/transactions.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';

let app: App;
let city: City;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
});
afterAll(() => app.stop());

/** A row as the runner leaves it. @returns its id */
async function aJob(changes: { state?: string; total?: number; done?: number; result?: object; rootAgencyId?: string } = {}): Promise<string> {
  const { state = 'running', total = 0, done = 0, result = {}, rootAgencyId = city.agencies.tpi } = changes;
  const id = v7();
  await asSuperuser(
    app.databaseUrl,
    `insert into job (id, kind, root_agency_id, state, input, result, total, done, created_at, updated_at, finished_at)
     values ($1, 'sla_recompute', $2, $3, '{"secret": "of the runner"}', $4, $5, $6, '2026-11-02T02:00:00Z', '2026-11-02T02:00:09Z',
       case when $3 in ('done', 'failed') then '2026-11-02T02:00:09Z'::timestamptz end)`,
    [id, rootAgencyId, state, result, total, done],
  );
  return id;
}

const read = async (id: string): Promise<Job> => (await city.admin.call<Job>('readJob', { path: { id } })).body;

test.each([
  [{ state: 'queued', total: 400 }, 0],
  [{ state: 'queued' }, 0],
  [{ total: 400, done: 100 }, 0.25],
  [{ total: 3, done: 2 }, 0.666],
  [{ total: 400, done: 400 }, 0.999],
  [{ total: 400, done: 410 }, 0.999],
  [{ state: 'done', total: 400, done: 380 }, 1],
  [{ state: 'done' }, 1],
  [{ state: 'failed', total: 400, done: 100 }, 0.25],
])('A job %j is done to %d', async (job, progress) => {
  expect(await read(await aJob(job))).toMatchObject({ ...job, progress });
});

test('A job shows what it changed and when, and nothing of what it works with', async () => {
  const result = { moved: 12, later: 11, earlier: 1, becomeOverdue: 1, saved: 2, cursor: 'internal' };
  const id = await aJob({ state: 'done', total: 12, done: 12, result });
  expect(await read(id)).toEqual({
    ...{ id, kind: 'sla_recompute', state: 'done', total: 12, done: 12, progress: 1 },
    result: { moved: 12, later: 11, earlier: 1, becomeOverdue: 1, saved: 2 },
    ...{ createdAt: '2026-11-02T02:00:00.000Z', updatedAt: '2026-11-02T02:00:09.000Z', finishedAt: '2026-11-02T02:00:09.000Z' },
  });
  expect(await read(await aJob())).not.toHaveProperty('finishedAt');
});

test('Whoever waits for a job asks again with its tag and is told only when something moved', async () => {
  const id = await aJob({ total: 4, done: 1 });
  const { headers } = await city.admin.call<Job>('readJob', { path: { id } });
  const again = { path: { id }, headers: { 'if-none-match': headers.etag ?? '' } };
  await city.admin.call('readJob', { ...again, expect: 304 });
  await asSuperuser(app.databaseUrl, 'update job set done = 2, version = version + 1 where id = $1', [id]);
  expect((await city.admin.call<Job>('readJob', again)).body).toMatchObject({ done: 2, progress: 0.5 });
});

test('A job is read by whoever administers the city it works for, and exists for nobody else', async () => {
  const id = await aJob();
  expect((await city.machine.call<Job>('readJob', { path: { id } })).body.id).toBe(id);
  await city.supervisor.refused('readJob', 403, { path: { id } });
  await city.anyone.refused('readJob', 401, { path: { id } });
  const found = (): Promise<string> =>
    app.app
      .get(Transactions)
      .run(undefined, (tx) =>
        app.app.get(AgenciesService).found(tx, { code: 'btm', name: 'Kota Lain', shortName: 'Kota Lain', codePrefix: 'BTM' }, new Date()),
      );
  const elsewhere = await aJob({ rootAgencyId: await found() });
  expect(await city.admin.refused('readJob', 404, { path: { id: elsewhere } })).toMatchObject({ code: 'job.not_found' });
  expect(await city.admin.refused('readJob', 404, { path: { id: v7() } })).toMatchObject({ code: 'job.not_found' });
});
