import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../src/platform/problem.view.js';
import type { FiledReport, Report } from '../src/reports/report.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, complaint, givenACity } from './support/city.js';
import { type Answer, Client } from './support/client.js';
import { type Given, givenIn, typesOf } from './support/given.js';

const identityKey = randomBytes(32).toString('base64');
let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp({ IDENTITY_KEY: identityKey });
  city = await givenACity(app);
  given = givenIn(city);
});
afterAll(() => app.stop());

const keyed = (key: string = randomUUID()): { headers: Record<string, string> } => ({ headers: { 'idempotency-key': key } });
const count = async (table: string, where = 'true'): Promise<number> =>
  (await asSuperuser<{ count: number }>(app.databaseUrl, `select count(*)::int as count from ${table} where ${where}`))[0]?.count ?? -1;

/** Files until it is done, coming back when told to: another call with this key still runs, or a slow machine has no connection free. */
async function fileOnce(who: Client, key: string, body: object): Promise<Answer<FiledReport>> {
  for (;;) {
    const answer = await who.call<FiledReport>('fileReport', { body, ...keyed(key), expect: [201, 409, 503] });
    if (answer.status === 201) return answer;
    expect(['idempotency.in_progress', 'service.unavailable']).toContain((answer.body as unknown as Problem).code);
    await sleep(100);
  }
}

test('50 keys, each sent 20 times at once, are 50 reports, and every caller is told of its own', async () => {
  const keys = Array.from({ length: 50 }, () => randomUUID());
  const calls = Array.from({ length: 20 }, () => keys).flat();
  const answers = await Promise.all(calls.map((key) => fileOnce(city.machine, key, { ...complaint, title: `Laporan ${key}` })));
  const byKey = Map.groupBy(answers, (_, index) => calls[index] ?? '');
  for (const [key, same] of byKey) {
    const [first] = same;
    expect(first?.body.title).toBe(`Laporan ${key}`);
    expect(same.every(({ text, headers }) => text === first?.text && headers.location === first.headers.location)).toBe(true);
    expect(same.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19);
  }
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(50);
  const mine = `report_id in (select id from report where title like 'Laporan %')`;
  expect([await count('report', `title like 'Laporan %'`), await count('fact', mine), await count('clock', mine)]).toEqual([50, 50, 50]);
}, 90_000);

test('a key sent again gets the same answer, said to be a repeated one; with another body it is refused', async () => {
  const key = randomUUID();
  const first = await city.citizen.call<FiledReport>('fileReport', { body: complaint, ...keyed(key) });
  const again = await city.citizen.call<FiledReport>('fileReport', { body: complaint, ...keyed(key) });
  expect(again.body).toEqual(first.body);
  expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
  expect(again.headers).toMatchObject({ location: first.headers.location, etag: first.headers.etag });
  const other = await city.citizen.refused('fileReport', 422, { body: { ...complaint, title: 'Sesuatu yang lain' }, ...keyed(key) });
  expect(other.code).toBe('idempotency.key_reused');
});

test('a machine must send one', async () => {
  const problem = await city.machine.refused('fileReport', 400, { body: complaint });
  expect(problem).toMatchObject({ code: 'idempotency.key_required', errors: [{ pointer: '/header/Idempotency-Key' }] });
});

test.each([' ', 'a b', 'x'.repeat(256), 'kunci-é'])('%p is no key', async (key) => {
  const problem = await city.anyone.refused('fileReport', 400, { body: complaint, ...keyed(key) });
  expect(problem.errors).toMatchObject([{ pointer: '/header/Idempotency-Key' }]);
});

test('a key is its caller’s own: the same key of another caller is another report', async () => {
  const key = randomUUID();
  const filed = [];
  for (const who of [city.machine, city.citizen, city.neighbour, city.anyone])
    filed.push((await who.call<FiledReport>('fileReport', { body: complaint, ...keyed(key) })).body.id);
  expect(new Set(filed).size).toBe(4);
});

test('the answer to a reporter’s key is not given to whoever guesses the key', async () => {
  const report = await given.aReport({ reporter: { name: 'Siti Rahma' } });
  const asked = { path: report.path, body: { body: 'Halo' }, ...keyed('balasan-1') };
  await report.reporter.call('replyToReport', asked);
  const guesser = city.anyone.withReportKey('AAAAAAAAAAAAAAAAAAAAAAAA');
  expect((await guesser.refused('replyToReport', 404, asked)).code).toBe('report.not_found');
  expect((await report.reporter.call<Report>('replyToReport', asked)).headers['idempotency-replayed']).toBe('true');
});

test('an action with a key happens once, and is answered twice', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  const asked = { path: report.path, ...keyed() };
  const first = await city.liaison.call<Report>('acceptReport', asked);
  const again = await city.liaison.call<Report>('acceptReport', asked);
  expect(again.body).toEqual(first.body);
  expect(typesOf(await report.history(city.anyone)).filter((type) => type === 'accepted')).toHaveLength(1);
  expect((await city.liaison.refused('acceptReport', 409, { path: report.path, ...keyed() })).code).toBe('report.action_not_open');
});

test('what was refused has used no key', async () => {
  const key = randomUUID();
  await city.machine.refused('fileReport', 400, { body: { ...complaint, categoryId: randomUUID() }, ...keyed(key) });
  await city.machine.call('fileReport', { body: complaint, ...keyed(key) });
});

test('a key is kept when the process is gone', async () => {
  const key = randomUUID();
  const { body } = await city.anyone.call<FiledReport>('fileReport', { body: complaint, ...keyed(key) });
  await app.stop();
  app = await startApp({ DATABASE_URL: app.databaseUrl, IDENTITY_KEY: identityKey });
  const again = await new Client(app.url).call<FiledReport>('fileReport', { body: complaint, ...keyed(key) });
  expect(again.body).toEqual(body);
  expect(again.headers['idempotency-replayed']).toBe('true');
});
