import { SweepService } from '../src/reports/sweep.service.js';
import { Transactions } from '../src/platform/transactions.js';
import { CalendarsService } from '../src/sla/calendars.service.js';
import type { ExplainedClock } from '../src/sla/explained-clock.views.js';
import type { ReportSla } from '../src/reports/explanation.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { type Given, type GivenReport, givenIn, on, resolutionOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  // The harbour's office: an hour ahead of the city, on Saturdays too.
  const days = [{ weekdays: [1, 2, 3, 4, 5, 6], windows: [{ opens: '08:00', closes: '18:00' }] }];
  const calendar = { agencyId: city.agencies.dishub, name: 'Kalender pelabuhan', own: { zone: 'Asia/Makassar', hours: [{ days }] } };
  await app.app
    .get(Transactions)
    .run(undefined, (tx) => app.app.get(CalendarsService).create(tx, { ...calendar, validFrom: '2026-01-01', reason: 'Pelabuhan' }, new Date()));
});
afterAll(() => app.stop());

const dueOf = async (report: GivenReport): Promise<string | undefined> => resolutionOf(await report.read(city.coordinator))?.dueAt;
const explained = async (report: GivenReport, kind: string): Promise<ExplainedClock | undefined> =>
  (await report.call<ReportSla>(city.coordinator, 'readReportSla')).body.clocks.find((clock) => clock.kind === kind);

async function recategorise(report: GivenReport, category: keyof City['categories']): Promise<void> {
  const { headers } = await report.call(city.coordinator, 'readReport');
  const body = { categoryId: city.categories[category] };
  await city.coordinator.call('reviseReport', { path: report.path, headers: { 'if-match': headers.etag ?? '' }, body });
}

/** Verified on Monday 2 November 2026. */
async function dispatched(wish: Parameters<Given['aReport']>[0] = {}): Promise<GivenReport> {
  app.clock.travelTo(on('11-02'));
  return given.aReport({ status: 'dispatched', ...wish });
}

test('another category gives the limit it would have had from its start: the days that are used up stay used up', async () => {
  const report = await dispatched();
  app.clock.travelTo(on('11-09'));
  await recategorise(report, 'drains');
  // Twenty working days from 2 November.
  expect(await dueOf(report)).toBe(on('11-30', '16:00').toISOString());
  const clock = await explained(report, 'resolution');
  expect(clock).toMatchObject({
    limit: { amount: 20, unit: 'working_day' },
    remainingWorkingDays: 15,
    policy: { category: { id: city.categories.drains } },
  });
  expect(clock?.moves).toMatchObject([
    { reason: 'category', dueBefore: on('11-20', '16:30').toISOString(), dueAt: on('11-30', '16:00').toISOString() },
  ]);
  expect(clock?.segments).toHaveLength(2);
  await recategorise(report, 'roads');
  expect(await dueOf(report)).toBe(on('11-20', '16:30').toISOString());
});

test('verified anew with another class, what runs on takes that class’s limit', async () => {
  const report = await dispatched();
  await report.call(city.liaison, 'returnReport', { reason: 'Ini permintaan informasi, bukan pengaduan.' });
  app.clock.travelTo(on('11-03'));
  await report.call(city.coordinator, 'verifyReport', { ...report.verification, classification: 'information_request' });
  expect(await dueOf(report)).toBe(on('11-09', '16:00').toISOString());
  expect((await explained(report, 'resolution'))?.moves).toMatchObject([{ reason: 'classification' }]);
});

test('at an agency with other hours the days to come count by its calendar, those before stay as they were', async () => {
  const report = await dispatched();
  app.clock.travelTo(on('11-09'));
  await report.call(city.coordinator, 'dispatchReport', { leadAgencyId: city.agencies.dishub });
  // Four of fourteen were used up by Friday the 6th; ten more by the harbour's week of six days end on Thursday the 19th, at 18.00 WITA.
  expect(await dueOf(report)).toBe('2026-11-19T10:00:00.000Z');
  const clock = await explained(report, 'resolution');
  expect(clock?.segments.map(({ calendar }) => calendar.name)).toEqual(['Kalender kerja', 'Kalender pelabuhan']);
  expect(clock?.ledger.find(({ date }) => date === '2026-11-07')).toMatchObject({ counted: false, reason: 'weekend' });
  expect(clock?.ledger.find(({ date }) => date === '2026-11-14')).toMatchObject({ counted: true, reason: 'working' });
  expect(clock?.moves).toMatchObject([{ reason: 'agency' }]);
  const own = (await report.read(city.dishubOfficer)).clocks.filter(({ agencyId }) => agencyId === city.agencies.dishub);
  expect(own.map(({ kind, state }) => `${kind} ${state}`)).toContain('first_follow_up running');
});

test('a successor takes over the clocks of the agency it follows', async () => {
  const report = await dispatched({ lead: 'dishub', category: 'lights' });
  await city.admin.call('succeedAgency', { path: { id: city.agencies.dishub }, body: { successorId: city.agencies.pupr } });
  const clocks = (await report.read(city.liaison)).clocks.filter(({ stoppedAt, kind }) => stoppedAt === undefined && kind !== 'ombudsman_offer');
  expect(clocks.map(({ agencyId }) => agencyId)).toEqual([city.agencies.pupr, city.agencies.pupr]);
  expect((await explained(report, 'resolution'))?.segments.map(({ calendar }) => calendar.name)).toEqual(['Kalender pelabuhan', 'Kalender kerja']);
});

test('a clock says what it is, and whether what it waited for came in time', async () => {
  const report = await dispatched();
  const { sentences } = (await explained(report, 'verification')) ?? {};
  expect(sentences?.id).toMatch(/^Verifikasi: mulai Senin, 2 November 2026 .*; berhenti Senin, 2 November 2026 .*, tepat waktu\.$/);
  expect(sentences?.en).toMatch(/^Verification: started Monday, 2 November 2026 .*; stopped Monday, 2 November 2026 .*, in time\.$/);
  expect((await explained(report, 'first_follow_up'))?.sentences.id).toMatch(/^Tindak lanjut pertama: mulai .*; sisa 5 hari kerja\.$/);
});

test('a year without a list is said of every clock that touches it, and in its sentence', async () => {
  app.clock.travelTo(new Date('2027-12-20T02:00:00Z'));
  const report = await given.aReport({ status: 'dispatched' });
  const clock = await explained(report, 'resolution');
  expect(clock).toMatchObject({ provisional: true, unknownYears: [2028] });
  expect(clock?.sentences.id).toContain('daftar libur 2028 belum ada');
  expect(resolutionOf(await report.read(city.anyone))?.provisional).toBe(true);
});

test('one part of a sweep that fails keeps nothing else from being done', async () => {
  app.clock.travelTo(on('09-01'));
  const report = await given.aReport({ status: 'answered' });
  await given.aReport();
  await app.source.query(
    `create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
     create trigger broken before insert on fact for each row when (new.type = 'clock.breached') execute function broken()`,
  );
  app.clock.travelTo(on('10-01'));
  await expect(app.app.get(SweepService).sweep()).rejects.toThrow('broken');
  expect(await report.status()).toBe('closed');
  await app.source.query('drop trigger broken on fact; drop function broken()');
});
