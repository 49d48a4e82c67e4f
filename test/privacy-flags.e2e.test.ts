import type { Identity } from '../src/reports/identity.views.js';
import type { Report } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Answer, Client } from './support/client.js';
import { type Given, type GivenReport, givenIn, on, typesOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
});
afterAll(() => app.stop());

async function ask(report: GivenReport, who: Client, body: object): Promise<{ path: { id: string }; body: object; headers: Record<string, string> }> {
  const { headers } = await report.call(who, 'readReport');
  return { path: report.path, body, headers: { 'if-match': headers.etag ?? '' } };
}
const revise = async (report: GivenReport, who: Client, body: object): Promise<Answer<Report>> =>
  who.call('reviseReport', await ask(report, who, body));

describe.each(['anonymous', 'confidential'] as const)('The flag %s', (flag) => {
  test('is raised by whoever has the report in hand, and that is told to all who see it', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    expect((await revise(report, city.officer, { [flag]: true })).body[flag]).toBe(true);
    expect((await report.history(report.reporter)).at(-1)).toMatchObject({
      type: 'report.flags_changed',
      actor: { kind: 'staff' },
      data: { [flag]: true },
    });
  });

  test('is raised at verification, too', async () => {
    const report = await given.aReport();
    const { body } = await report.call(city.coordinator, 'verifyReport', { ...report.verification, [flag]: true });
    expect(body[flag]).toBe(true);
  });

  test('is never lowered by verification', async () => {
    const report = await given.aReport({ [flag]: true });
    const { body } = await report.call(city.coordinator, 'verifyReport', { ...report.verification, [flag]: false });
    expect(body[flag]).toBe(true);
  });

  test('is lowered by the reporter alone', async () => {
    const report = await given.aReport({ status: 'dispatched', [flag]: true });
    for (const who of [city.officer, city.liaison, city.coordinator]) {
      const problem = await who.refused('reviseReport', 403, await ask(report, who, { [flag]: false }));
      expect(problem).toMatchObject({ code: 'report.flag_lowered', errors: [{ pointer: `/${flag}` }] });
    }
    expect((await revise(report, report.reporter, { [flag]: false })).body[flag]).toBe(false);
    expect((await report.history(city.anyone)).at(-1)).toMatchObject({ actor: { kind: 'reporter' }, data: { [flag]: false } });
  });
});

test('confidentiality that the category or class asks for stays, even against the reporter', async () => {
  const sensitive = await given.aReport({ categoryId: city.categories.corruption });
  const oversight = await given.aReport({ status: 'dispatched', classification: 'oversight_complaint' });
  for (const report of [sensitive, oversight]) {
    const problem = await report.reporter.refused('reviseReport', 409, await ask(report, report.reporter, { confidential: false }));
    expect(problem).toMatchObject({ code: 'report.flag_forced', errors: [{ pointer: '/confidential' }] });
  }
});

describe('Revising', () => {
  test('the title and category is the coordinator’s; a sensitive category makes the report confidential', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const refused = await city.officer.refused('reviseReport', 403, await ask(report, city.officer, { title: 'Judul yang lebih baik' }));
    expect(refused.code).toBe('report.not_permitted');
    const { body } = await revise(report, city.coordinator, { title: 'Judul yang lebih baik', categoryId: city.categories.corruption });
    expect(body).toMatchObject({ title: 'Judul yang lebih baik', category: { id: city.categories.corruption }, confidential: true });
    expect(typesOf(await report.history(city.coordinator)).at(-1)).toBe('revised');
    // The words were the reporter's, so they may see what became of them; nobody else outside.
    const semula = { type: 'report.revised', data: { text: `Judul semula: ${report.filed.title}` } };
    expect((await report.history(report.reporter)).at(-1)).toMatchObject(semula);
  });

  test('the place resolves its village anew', async () => {
    const report = await given.aReport({ location: { lat: 0.92, lng: 104.45 } });
    const { body } = await revise(report, report.reporter, { location: { lat: 0.92, lng: 104.65 } });
    expect(body.location).toMatchObject({ regionCode: '21.72.02.1001', regionName: 'Kelurahan Seberang' });
  });

  test('needs the version that was read', async () => {
    const report = await given.aReport();
    const body = { title: 'Judul yang lebih baik' };
    expect((await city.coordinator.refused('reviseReport', 428, { path: report.path, body })).code).toBe('precondition.required');
    const stale = await ask(report, city.coordinator, body);
    await report.verify();
    expect((await city.coordinator.refused('reviseReport', 412, stale)).code).toBe('precondition.stale');
    expect((await report.read(city.anyone)).title).toBe(report.filed.title);
  });
});

describe('Who reported', () => {
  const reporter = { name: 'Siti Rahma', phone: '+62 812-0000-0001', email: 'siti.rahma@warga.test', nik: '2172014507820003' };
  const because = (reason?: string) => ({ ...(reason ? { query: { reason } } : {}) });

  test('is read by liaison and coordinator, with a reason that the reporter can see', async () => {
    const report = await given.aReport({ status: 'dispatched', reporter });
    for (const who of [city.liaison, city.coordinator]) {
      const { body } = await who.call<Identity>('readIdentity', { path: report.path, ...because('contact_reporter') });
      expect(body).toEqual({ name: reporter.name, phone: reporter.phone, email: reporter.email, hasNik: true });
    }
    const readings = (await report.history(report.reporter)).filter(({ type }) => type === 'report.identity_read');
    expect(readings).toMatchObject([
      { actor: { kind: 'staff', label: 'Dinas Pekerjaan Umum dan Penataan Ruang' }, data: { reason: 'contact_reporter' } },
      { actor: { kind: 'staff', label: 'Kota Uji' }, data: { reason: 'contact_reporter' } },
    ]);
    expect(typesOf(await report.history(city.coordinator)).filter((type) => type === 'identity_read')).toHaveLength(2);
    expect(typesOf(await report.history(city.anyone))).not.toContain('identity_read');
  });

  test('is read by nobody without a reason, nor for a reason that is none', async () => {
    const report = await given.aReport({ status: 'dispatched', reporter });
    for (const reason of [undefined, 'curiosity']) {
      const problem = await city.coordinator.refused('readIdentity', 400, { path: report.path, ...because(reason) });
      expect(problem.errors).toMatchObject([{ pointer: '/query/reason' }]);
    }
    expect(typesOf(await report.history(city.coordinator))).not.toContain('identity_read');
  });

  test('is none of the business of officers, supervisors, other agencies, machines and strangers', async () => {
    const report = await given.aReport({ status: 'dispatched', reporter });
    const asked = { path: report.path, ...because('legal_request') };
    for (const who of [city.officer, city.supervisor, city.admin, city.machine]) await who.refused('readIdentity', 403, asked);
    await city.dishubLiaison.refused('readIdentity', 404, asked);
    await city.anyone.refused('readIdentity', 401, asked);
    for (const who of [city.officer, city.liaison, city.coordinator]) expect(await report.read(who)).not.toHaveProperty('reporter');
  });

  test('stays hidden once anonymity is raised, and can be read once its reporter lowers it', async () => {
    const report = await given.aReport({ status: 'dispatched', anonymous: true, reporter });
    const asked = { path: report.path, ...because('verify_facts') };
    expect((await city.liaison.refused('readIdentity', 403, asked)).code).toBe('report.identity_hidden');
    await revise(report, report.reporter, { anonymous: false });
    expect((await city.liaison.call<Identity>('readIdentity', asked)).body.name).toBe(reporter.name);
  });
});

test('a revision that changes nothing leaves no trace and no new version', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  const before = await report.read(city.coordinator);
  for (const changes of [{}, { title: report.filed.title, anonymous: false }]) await revise(report, city.coordinator, changes);
  expect(await report.read(city.coordinator)).toEqual(before);
  expect(typesOf(await report.history(city.coordinator))).toEqual(['filed', 'verified']);
});
