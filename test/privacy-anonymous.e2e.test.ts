import { SweepService } from '../src/reports/sweep.service.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { crawl, type Known, leaksOf } from './support/crawl.js';
import { dumpOf, linesWith } from './support/dump.js';
import { type Given, type GivenReport, givenIn, on } from './support/given.js';

const reporter = { name: 'Zubaidah Rahmaningtyas', phone: '+62 812-7001-3344', email: 'zubaidah.r@warga.test', nik: '2172014507820003' };
const secrets = [...Object.values(reporter), 'Zubaidah', 'Rahmaningtyas', '81270013344'];
/** Stands in the title, which everybody may read: the crawl must be able to find something. */
const canary = 'kenari-penanda-umum';

let app: App;
let city: City;
let given: Given;
let report: GivenReport;
let other: GivenReport;
let duplicate: GivenReport;
let known: Known;

/** An anonymous report that lives through everything, with a duplicate as anonymous as itself. */
beforeAll(async () => {
  app = await startApp({ LOG_LEVEL: 'trace' });
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
  const shy = { anonymous: true, reporter };
  report = await given.aReport({ ...shy, title: `Pungutan di loket ${canary}`, supporting: ['dishub'] });
  duplicate = await given.aReport(shy);
  other = await given.aReport({ reporter: { name: 'Orang Lain' } });
  await report.ask();
  await report.call(report.reporter, 'supplyInformation', { body: 'Di loket dua.' });
  await report.reach('answered');
  await duplicate.call(city.coordinator, 'mergeReport', { leadReportId: report.id });
  await report.call(report.reporter, 'rateReport', { score: 2, solved: false, comment: 'Kurang cepat.' });
  await report.call(report.reporter, 'replyToReport', { body: 'Belum selesai.' });
  await report.followUp('answer', city.officer, false);
  await app.app.get(SweepService).sweep();
  known = await whatExists();
}, 60_000);
afterAll(() => app.stop());

async function whatExists(): Promise<Known> {
  const reports = [report, duplicate, other];
  const drafts = (await city.coordinator.call<{ items: { id: string }[] }>('listFollowUps', { path: report.path })).body.items;
  return {
    reports: reports.map(({ id }) => id),
    track: reports.map(({ filed }) => filed.code),
    'follow-ups': drafts.map(({ id }) => id),
    agencies: [city.agencies.pupr],
    categories: [city.categories.roads],
    regions: ['21.72.01.1001'],
    users: [city.accounts.officer, city.accounts.citizen],
    problems: ['report.not_found'],
  };
}

const strangers = (): [string, Client][] => [
  ['anyone', city.anyone],
  ['somebody with another report’s key', other.reporter],
  ['somebody with a key that was made up', city.anyone.withReportKey('AAAAAAAAAAAAAAAAAAAAAAAA')],
  ['a citizen', city.citizen],
  ['the officer who handles it', city.officer],
  ['the liaison who handles it', city.liaison],
  ['the supporting liaison', city.dishubLiaison],
  ['an officer of no part', city.dlhOfficer],
  ['the coordinator', city.coordinator],
  ['the supervisor', city.supervisor],
  ['the administrator', city.admin],
  ['a machine with every scope', city.machine],
];

describe('An anonymous reporter', () => {
  test('stands in no answer to anybody else', async () => {
    for (const [name, who] of strangers()) {
      const crawled = await crawl(who, known);
      expect({ name, leaks: leaksOf(crawled, secrets) }).toEqual({ name, leaks: [] });
      expect(new Set(leaksOf(crawled, [canary]).map((leak) => leak.split(':')[0]))).toEqual(new Set(['listReports', 'readReport', 'trackReport']));
    }
  }, 120_000);

  test('is shown to the reporter, except for the number that the state knows them by', async () => {
    const own = (await report.read(report.reporter)).reporter;
    const { nik: _, ...shown } = reporter;
    expect(own).toEqual(shown);
    expect(leaksOf(await crawl(report.reporter, known), secrets)).not.toEqual([]);
  });

  test('is shown to no office that asks for the identity, whatever its reason', async () => {
    for (const who of [city.coordinator, city.liaison]) {
      const asked = { path: report.path, query: { reason: 'legal_request' } };
      expect((await who.refused('readIdentity', 403, asked)).code).toBe('report.identity_hidden');
    }
  });

  test('stands in no line of the log, even when a request is faulty or fails', async () => {
    const body = { title: 'Uji', body: reporter.nik, type: 'complaint', reporter: { ...reporter, phone: `${reporter.phone} ${reporter.name}` } };
    await city.anyone.refused('fileReport', 400, { body });
    await city.anyone.post('/v1/reports', `{"title":"${reporter.name}`, { expect: 400 });
    await city.anyone.get(`/v1/track/${encodeURIComponent(reporter.name)}`, { expect: [400, 404] });
    await city.anyone.get('/v1/reports', { query: { q: reporter.email, [reporter.nik]: '1' }, expect: 400 });
    expect(app.log.length).toBeGreaterThan(100);
    expect(linesWith(app.log, secrets)).toEqual([]);
    expect(linesWith([...app.log, `{"name":"${reporter.name}"}`], secrets)).toHaveLength(1);
  });

  test('lies in no column in clear, nor in a form that anybody can read', async () => {
    const lines = await dumpOf(app.databaseUrl);
    expect(lines.length).toBeGreaterThan(100);
    expect(linesWith(lines, secrets)).toEqual([]);
  });

  test('would be found where it lies about: the control of the two searches above', async () => {
    await asSuperuser(app.databaseUrl, 'create table careless (id int, clear text, hexadecimal bytea, base64 text)');
    const values = [reporter.name, Buffer.from(`x${reporter.email}`), Buffer.from(`{"nik":"${reporter.nik}"}`).toString('base64')];
    for (const [index, column] of ['clear', 'hexadecimal', 'base64'].entries())
      await asSuperuser(app.databaseUrl, `insert into careless (id, ${column}) values ($1, $2)`, [index, values[index]]);
    const found = linesWith(await dumpOf(app.databaseUrl), secrets);
    expect(found.map((line) => /"id":(\d)/.exec(line)?.[1])).toEqual(['0', '1', '2']);
  });
});

test('a citizen who files anonymously with an account stands in no answer about reports, to those in charge either', async () => {
  const own = await given.aReport({ by: city.neighbour, anonymous: true, lead: 'pupr' });
  await own.reach('in_progress');
  await own.call(city.neighbour, 'replyToReport', { body: 'Terima kasih.' });
  const reports = {
    agencies: [],
    categories: [],
    regions: [],
    users: [],
    problems: [],
    'follow-ups': [],
    reports: [own.id],
    track: [own.filed.code],
  };
  for (const [name, who] of strangers()) {
    const crawled = (await crawl(who, reports)).filter(({ operationId }) => !['listUsers', 'readMe'].includes(operationId));
    expect({ name, leaks: leaksOf(crawled, ['neighbour', city.accounts.neighbour]) }).toEqual({ name, leaks: [] });
  }
  expect((await own.history(city.coordinator))[0]?.actor).toEqual({ kind: 'reporter', label: 'Pelapor' });
}, 60_000);
