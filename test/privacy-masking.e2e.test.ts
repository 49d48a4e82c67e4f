import type { FollowUp } from '../src/reports/follow-up.views.js';
import type { ReportPage } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { crawl, leaksOf } from './support/crawl.js';
import { type Given, type GivenReport, givenIn, on } from './support/given.js';

const phone = '0812-7001-3344';
const email = 'zubaidah.r@warga.test';
const nik = '2172014507820003';
const words = [phone, email, nik, '081270013344'];
const all = `NIK ${nik}, telepon ${phone}, surel ${email}.`;
const masked = 'NIK [NIK disembunyikan], telepon [telepon disembunyikan], surel [email disembunyikan].';

let app: App;
let city: City;
let given: Given;
let report: GivenReport;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
  report = await given.aReport({
    title: `Hubungi ${phone} soal lampu`,
    body: `Lampu padam. ${all}`,
    location: { lat: 0.92, lng: 104.45, address: `Rumah Zubaidah, ${phone}` },
  });
  await report.call(city.coordinator, 'requestInformation', { question: `Apakah ${phone} nomor Anda?` });
  await report.call(report.reporter, 'supplyInformation', { body: all });
  await report.verify();
  await report.call(report.reporter, 'replyToReport', { body: all });
  const plan = { fundingYear: 2027, estimatedCost: 350_000_000, source: `APBD, ${phone}` };
  await report.call(city.liaison, 'writeFollowUp', { kind: 'plan', body: `Direncanakan bersama ${all}`, publish: true, plan });
  await report.call(city.liaison, 'writeFollowUp', { kind: 'answer', body: `Kami sudah menghubungi ${all}`, publish: true });
  await report.call(report.reporter, 'rateReport', { score: 5, solved: true, comment: all });
  await report.call(report.reporter, 'closeReport', { note: all });
});
afterAll(() => app.stop());

const outsiders = (): Client[] => [city.anyone, city.citizen, city.dishubOfficer, city.admin, city.machine];
const insiders = (): Client[] => [city.officer, city.liaison, city.coordinator, city.supervisor, report.reporter];

test('personal data in a text is masked in every answer to whoever is not in charge', async () => {
  const followUps = (await report.call<{ items: FollowUp[] }>(city.anyone, 'listFollowUps')).body.items.map(({ id }) => id);
  const known = { reports: [report.id], track: [report.filed.code], 'follow-ups': followUps, agencies: [], categories: [], regions: [], users: [] };
  for (const who of outsiders()) expect(leaksOf(await crawl(who, { ...known, problems: [] }), words)).toEqual([]);
});

test('the mask says what was hidden, and leaves the rest', async () => {
  const seen = await report.read(city.anyone);
  expect(seen).toMatchObject({ title: 'Hubungi [telepon disembunyikan] soal lampu', body: `Lampu padam. ${masked}` });
  expect(seen.location?.address).toBe('Rumah Zubaidah, [telepon disembunyikan]');
  const said = (await report.history(city.anyone)).flatMap(({ data }) => data.text ?? []);
  expect(said).toEqual([
    'Apakah [telepon disembunyikan] nomor Anda?',
    masked,
    masked,
    `Direncanakan bersama ${masked}`,
    `Kami sudah menghubungi ${masked}`,
    masked,
    masked,
  ]);
});

test('staff in charge and the reporter read the words as they were written', async () => {
  for (const who of insiders()) {
    expect(await report.read(who)).toMatchObject({ title: report.filed.title, body: `Lampu padam. ${all}` });
    expect((await report.history(who)).flatMap(({ data }) => data.text ?? [])).toContain(all);
  }
});

test('where the money of a plan comes from is masked like the text beside it', async () => {
  const sources = async (who: Client): Promise<(string | undefined)[]> => [
    ...(await report.call<{ items: FollowUp[] }>(who, 'listFollowUps')).body.items.flatMap(({ plan }) => plan?.source ?? []),
    ...(await report.history(who)).flatMap(({ data }) => data.plan?.source ?? []),
  ];
  for (const who of outsiders()) expect(await sources(who)).toEqual(Array(2).fill('APBD, [telepon disembunyikan]'));
  for (const who of insiders()) expect(await sources(who)).toEqual(Array(2).fill(`APBD, ${phone}`));
});

test('a new title is masked anew', async () => {
  const other = await given.aReport();
  const { headers } = await other.call(city.coordinator, 'readReport');
  const body = { title: `Telepon ${phone} dari warga` };
  await city.coordinator.call('reviseReport', { path: other.path, body, headers: { 'if-match': headers.etag ?? '' } });
  expect((await other.read(city.anyone)).title).toBe('Telepon [telepon disembunyikan] dari warga');
});

test.each(words)('a search for %s finds nothing: it must not tell whether that stands in a text', async (q) => {
  for (const who of [...outsiders(), city.coordinator]) {
    const { items } = (await who.call<ReportPage>('listReports', { query: { q } })).body;
    expect(items).toEqual([]);
  }
});

test('a search for a word beside it does', async () => {
  const { items } = (await city.anyone.call<ReportPage>('listReports', { query: { q: 'lampu padam' } })).body;
  expect(items.map(({ id }) => id)).toEqual([report.id]);
});

test('texts of an anonymous report are masked for its handlers, too, and its reporter’s name for everybody', async () => {
  const body = 'Saya, SITI  zulaikha, menunggu jawaban di 0812-7000-4321.';
  const hidden = 'Saya, [nama disembunyikan], menunggu jawaban di [telepon disembunyikan].';
  const given = givenIn(city);
  const open = await given.aReport({ status: 'dispatched', body, reporter: { name: 'Siti Zulaikha' } });
  const anonymous = await given.aReport({ status: 'dispatched', anonymous: true, body, reporter: { name: 'Siti Zulaikha' } });
  for (const one of [open, anonymous]) await one.call(one.reporter, 'replyToReport', { body });
  const seen = async (who: Client): Promise<unknown[]> =>
    Promise.all(
      [open, anonymous].flatMap((one) => [one.read(who).then((report) => report.body), one.history(who).then((all) => all.at(-1)?.data.text)]),
    );
  expect(await seen(city.anyone)).toEqual([hidden, hidden, hidden, hidden]);
  expect(await seen(city.officer)).toEqual([body, body, hidden, hidden]);
  expect(await anonymous.read(anonymous.reporter)).toMatchObject({ body });
});
