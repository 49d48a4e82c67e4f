import type { Problem } from '../src/platform/problem.view.js';
import type { FiledReport, Report, ReportPage, Tracking } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { type Given, type GivenReport, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let given: Given;
let secret: GivenReport;
let open: GivenReport;

const rare = 'ketumbar';

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
  const wish = { title: `Pungutan di pasar ${rare}`, location: { lat: 0.92, lng: 104.45 }, supporting: ['dishub'] } as const;
  secret = await given.aReport({ ...wish, supporting: ['dishub'], status: 'in_progress', confidential: true });
  open = await given.aReport({ ...wish, supporting: ['dishub'], status: 'in_progress' });
});
afterAll(() => app.stop());

const strangers = (): [string, Client][] => [
  ['anyone', city.anyone],
  ['another reporter', open.reporter],
  ['a citizen', city.citizen],
  ['an officer of no part', city.dlhOfficer],
  ['the administrator', city.admin],
  ['a machine', city.machine],
];
const insiders = (): Client[] => [city.coordinator, city.supervisor, city.officer, city.liaison, city.dishubOfficer];

const withoutInstance = ({ instance: _, ...problem }: Problem): Omit<Problem, 'instance'> => problem;

describe('A confidential report does not exist for the public', () => {
  const reads: [string, object][] = [
    ['readReport', {}],
    ['readTimeline', {}],
    ['listFollowUps', {}],
  ];

  test.each(reads)('%s answers as for an id that was never given', async (operation) => {
    for (const [, who] of strangers()) {
      const hidden = await who.refused(operation, 404, { path: secret.path });
      const unknown = await who.refused(operation, 404, { path: { id: crypto.randomUUID() } });
      expect(hidden.code).toBe('report.not_found');
      expect(withoutInstance(hidden)).toEqual(withoutInstance(unknown));
    }
  });

  test('what one would do to it answers the same', async () => {
    const asked = (path: { id: string }) => [
      city.dlhOfficer.refused('acceptReport', 404, { path }),
      city.citizen.refused('supportReport', 404, { path }),
      city.citizen.refused('replyToReport', 404, { path, body: { body: 'Halo.' } }),
      city.citizen.refused('reviseReport', 404, { path, body: { confidential: false }, headers: { 'if-match': '*' } }),
      open.reporter.refused('withdrawReport', 404, { path, body: {} }),
    ];
    const [hidden, unknown] = [await Promise.all(asked(secret.path)), await Promise.all(asked({ id: crypto.randomUUID() }))];
    expect(hidden.map(withoutInstance)).toEqual(unknown.map(withoutInstance));
  });

  const filters: Record<string, string>[] = [
    {},
    { q: rare },
    { status: 'in_progress' },
    { near: '0.92,104.45' },
    { bbox: '104,0,105,1' },
    { regionCode: '21.72' },
    { sort: 'due' },
  ];
  test.each(filters)('no list shows it: %p', async (query) => {
    const listed = async (who: Client): Promise<string[]> =>
      (await who.call<ReportPage>('listReports', { query: { ...query, limit: 100 } })).body.items.map(({ id }) => id);
    for (const [, who] of strangers()) expect(await listed(who)).toEqual([open.id]);
    for (const who of insiders()) expect((await listed(who)).sort()).toEqual([secret.id, open.id].sort());
  });

  test('its code tells a stranger where it stands, and not what it is about', async () => {
    for (const [, who] of strangers()) {
      const { body } = await who.call<Tracking>('trackReport', { path: { code: secret.filed.code } });
      expect(body).toMatchObject({ code: secret.filed.code, status: 'in_progress', zone: 'green' });
      expect(Object.keys(body)).toEqual(expect.not.arrayContaining(['id', 'title', 'agency']));
    }
  });

  test('its code leads its reporter and staff in charge to it', async () => {
    for (const who of [...insiders(), secret.reporter]) {
      const { body } = await who.call<Tracking>('trackReport', { path: { code: secret.filed.code } });
      expect(body).toMatchObject({ id: secret.id, title: secret.filed.title, agency: { id: city.agencies.pupr } });
    }
  });

  test('staff in charge and the reporter see it whole', async () => {
    for (const who of [...insiders(), secret.reporter]) expect((await secret.read(who)).title).toBe(secret.filed.title);
  });
});

describe('Confidentiality', () => {
  test('is forced by a sensitive category, when filed and when verified', async () => {
    const filed = await given.aReport({ categoryId: city.categories.corruption });
    expect(filed.filed.confidential).toBe(true);
    await filed.call(city.anyone, 'readReport', undefined, 404);
    const verified = await given.aReport({ category: 'corruption' });
    expect(verified.filed.confidential).toBe(false);
    await verified.verify();
    await verified.call(city.anyone, 'readReport', undefined, 404);
  });

  test('is forced for an oversight complaint, which goes to the inspectorate', async () => {
    const report = await given.aReport({ classification: 'oversight_complaint' });
    const { body } = await report.verify();
    expect(body).toMatchObject({ confidential: true, classification: 'oversight_complaint' });
    // Sixty working days, without 24 and 25 December, New Year and Isra Mikraj on 5 January.
    expect(body.clocks.find(({ kind }) => kind === 'resolution')?.dueAt).toBe('2027-01-29T09:30:00.000Z');
    await report.call(city.anyone, 'readReport', undefined, 404);
  });

  test('does not keep it from the list of the citizen whose account filed it', async () => {
    const own = await given.aReport({ by: city.citizen, confidential: true });
    const listed = async (who: Client): Promise<string[]> => (await who.call<ReportPage>('listReports')).body.items.map(({ id }) => id);
    expect(await listed(city.citizen)).toContain(own.id);
    expect(await listed(city.neighbour)).not.toContain(own.id);
    expect((await own.read(city.citizen)).allowedActions).toEqual(['reply', 'withdraw']);
  });

  test('leaves it among the reports that are listed as the citizen’s own, and shows them no others', async () => {
    const own = [await given.aReport({ by: city.citizen, confidential: true }), await given.aReport({ by: city.citizen })];
    await given.aReport({ by: city.neighbour });
    const mine = async (who: Client): Promise<ReportPage['items']> =>
      (await who.call<ReportPage>('listReports', { query: { mine: true, limit: 100 } })).body.items;
    const listed = await mine(city.citizen);
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(own.map(({ id }) => id)));
    for (const { id } of listed) expect((await city.citizen.call<Report>('readReport', { path: { id } })).body.allowedActions).toContain('withdraw');
    expect(await mine(city.coordinator)).toEqual([]);
  });

  test('of reports of one’s own knows nobody who has not signed in', async () => {
    for (const who of [city.anyone, secret.reporter]) {
      const problem = await who.refused('listReports', 401, { query: { mine: true } });
      expect(problem.code).toBe('auth.required');
    }
    await city.anyone.call('listReports', { query: { mine: false } });
  });

  test('hides it from the machine that filed it no more than from the reporter, and tells it nothing else', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = { title: 'Laporan lewat aplikasi', body: 'Hubungi 0812-7001-3344.', type: 'complaint', confidential: true };
    const { body: filed } = await city.machine.call<FiledReport>('fileReport', { body, headers });
    const seen = (await city.machine.call<FiledReport>('readReport', { path: { id: filed.id } })).body;
    expect(seen).toMatchObject({ id: filed.id, channel: 'api', body: 'Hubungi [telepon disembunyikan].' });
    await city.anyone.refused('readReport', 404, { path: { id: filed.id } });
    const mine = (await city.machine.call<ReportPage>('listReports', { query: { mine: true } })).body.items;
    expect(mine.map(({ id }) => id)).toEqual([filed.id]);
  });
});
