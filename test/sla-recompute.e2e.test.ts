import { SweepService } from '../src/reports/sweep.service.js';
import type { ReportSla } from '../src/reports/explanation.views.js';
import type { Job } from '../src/operations/job.views.js';
import { amendNow } from './support/amendment.js';
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
  app.clock.travelTo(on('11-02'));
});
afterAll(() => app.stop());

const amend = (date: string): Promise<string> => amendNow(app, city, date);
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
