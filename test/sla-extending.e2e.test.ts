import type { Extension, ReportSla } from '../src/reports/explanation.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { type Given, type GivenReport, givenIn, on, resolutionOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
});
afterAll(() => app.stop());

const reason = 'Suku cadang lampu baru tiba pekan depan dari Batam.';
const dueOf = async (report: GivenReport): Promise<string | undefined> => resolutionOf(await report.read(city.liaison))?.dueAt;
const extensionsOf = async (report: GivenReport, who: Client): Promise<Extension[]> =>
  (await report.call<ReportSla>(who, 'readReportSla')).body.extensions;

/** Verified on Monday 2 November 2026: the answer is due on Friday the 20th. */
async function dispatched(): Promise<GivenReport> {
  app.clock.travelTo(on('11-02'));
  return given.aReport({ status: 'dispatched' });
}

test('a liaison extends the limit at once, and everybody sees by how much and why', async () => {
  const report = await dispatched();
  const { body } = await report.call(city.liaison, 'extendReport', { workingDays: 5, reason });
  expect(resolutionOf(body)).toMatchObject({ dueAt: on('11-27', '16:30').toISOString(), extensionDays: 5 });
  expect(await extensionsOf(report, city.anyone)).toMatchObject([{ workingDays: 5, state: 'approved', reason }]);
  const history = await report.history(city.anyone);
  expect(history.find(({ type }) => type === 'report.extended')?.data).toMatchObject({ workingDays: 5, text: reason });
  expect(history.find(({ type }) => type === 'clock.moved')?.data).toMatchObject({
    clockKind: 'resolution',
    reason: 'extension',
    dueBefore: on('11-20', '16:30').toISOString(),
    dueAt: on('11-27', '16:30').toISOString(),
  });
});

test('an officer asks, and the clock waits for the liaison', async () => {
  const report = await dispatched();
  await report.call(city.officer, 'extendReport', { workingDays: 3, reason });
  expect(await dueOf(report)).toBe(on('11-20', '16:30').toISOString());
  expect(await extensionsOf(report, city.anyone)).toEqual([]);
  const [asked] = await extensionsOf(report, city.liaison);
  expect(asked).toMatchObject({ state: 'requested', workingDays: 3 });
  const path = { ...report.path, extensionId: asked?.id ?? '' };
  await city.officer.refused('approveExtension', 403, { path });
  await city.dishubLiaison.refused('approveExtension', 404, { path });
  await city.liaison.call('approveExtension', { path });
  expect(await dueOf(report)).toBe(on('11-25', '16:00').toISOString());
  expect((await city.liaison.refused('approveExtension', 409, { path })).code).toBe('report.extension_settled');
  const unknown = { ...report.path, extensionId: report.id };
  expect((await city.liaison.refused('approveExtension', 404, { path: unknown })).code).toBe('report.extension_not_found');
});

test('a request is replaced by a later one, or by what the liaison grants', async () => {
  const report = await dispatched();
  await report.call(city.officer, 'extendReport', { workingDays: 3, reason });
  await report.call(city.officer, 'extendReport', { workingDays: 4, reason });
  await report.call(city.liaison, 'extendReport', { workingDays: 2, reason });
  expect((await extensionsOf(report, city.coordinator)).map(({ state, workingDays }) => [state, workingDays])).toEqual([
    ['replaced', 3],
    ['replaced', 4],
    ['approved', 2],
  ]);
});

test('twice at most, and not when it is too late', async () => {
  const report = await dispatched();
  const grant = { workingDays: 1, reason };
  for (const day of ['11-23', '11-24']) {
    await report.call(city.liaison, 'extendReport', grant);
    expect((await dueOf(report))?.slice(5, 10)).toBe(day);
  }
  expect((await city.liaison.refused('extendReport', 409, { path: report.path, body: grant })).code).toBe('report.extensions_used');
  const late = await dispatched();
  app.clock.travelTo(on('11-20', '16:31'));
  expect((await city.liaison.refused('extendReport', 409, { path: late.path, body: grant })).code).toBe('report.extension_late');
});

test.each([0, -1, 61, 1.5])('%d days are no extension', async (workingDays) => {
  const report = await dispatched();
  const problem = await city.liaison.refused('extendReport', 400, { path: report.path, body: { workingDays, reason } });
  expect(problem.errors?.[0]?.pointer).toBe('/workingDays');
});

test('only the leading agency may', async () => {
  app.clock.travelTo(on('11-02'));
  const report = await given.aReport({ status: 'dispatched', supporting: ['dishub'] });
  await city.dishubLiaison.refused('extendReport', 409, { path: report.path, body: { workingDays: 1, reason } });
});

test('where no clock runs, there is nothing to raise an alarm about', async () => {
  const report = await dispatched();
  await asSuperuser(app.databaseUrl, `update clock set stopped_at = started_at, stop_reason = 'ended' where report_id = $1 and stopped_at is null`, [
    report.id,
  ]);
  const refused = await city.officer.refused('escalateReport', 409, { path: report.path, body: { reason: 'Dua warga sudah terjatuh.' } });
  expect(refused.code).toBe('report.escalation_highest');
});
