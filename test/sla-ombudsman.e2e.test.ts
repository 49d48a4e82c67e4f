import { SweepService } from '../src/reports/sweep.service.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { type Given, type GivenReport, givenIn, on, typesOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
});
afterAll(() => app.stop());

/** Verified on 1 September 2026; the 60th calendar day is Saturday, 31 October. */
async function old(): Promise<GivenReport> {
  app.clock.travelTo(on('09-01'));
  return given.aReport({ status: 'dispatched' });
}
const sweepAt = (day: string, time?: string): Promise<number> => {
  app.clock.travelTo(on(day, time));
  return app.app.get(SweepService).sweep();
};

test('after 60 calendar days without an end the reporter is offered the Ombudsman, once', async () => {
  const report = await old();
  await sweepAt('10-30');
  expect(await report.read(report.reporter)).not.toHaveProperty('ombudsman');
  await sweepAt('11-02');
  await sweepAt('11-03');
  expect(await report.read(report.reporter)).toMatchObject({
    ombudsman: 'offered',
    allowedActions: expect.arrayContaining(['ombudsman-consent']) as string[],
  });
  expect(typesOf(await report.history(report.reporter)).filter((type) => type === 'ombudsman_offered')).toHaveLength(1);
});

test.each([
  [true, 'consented'],
  [false, 'declined'],
])('consent %s: %s, which only the reporter and the city may know', async (consent, state) => {
  const report = await old();
  await sweepAt('11-02');
  const { body } = await report.call(report.reporter, 'answerOmbudsmanOffer', { consent });
  expect(body).toMatchObject({ ombudsman: state });
  expect(body.allowedActions).not.toContain('ombudsman-consent');
  expect(await report.read(city.coordinator)).toMatchObject({ ombudsman: state });
  expect(await report.read(city.anyone)).not.toHaveProperty('ombudsman');
  expect(typesOf(await report.history(city.anyone)).filter((type) => type.startsWith('ombudsman'))).toEqual([]);
  expect(typesOf(await report.history(city.liaison))).toEqual(expect.arrayContaining(['ombudsman_offered', 'ombudsman_answered']));
  const answered = (await report.history(report.reporter)).find(({ type }) => type === 'report.ombudsman_answered');
  expect(answered?.data).toEqual({ from: 'dispatched', to: 'dispatched', consent });
});

test('nobody answers for the reporter, and nobody before the offer', async () => {
  const report = await old();
  expect((await report.reporter.refused('answerOmbudsmanOffer', 409, { path: report.path, body: { consent: true } })).code).toBe(
    'report.action_not_open',
  );
  await sweepAt('11-02');
  for (const who of [city.coordinator, city.liaison]) await who.refused('answerOmbudsmanOffer', 403, { path: report.path, body: { consent: true } });
  await city.citizen.refused('answerOmbudsmanOffer', 404, { path: report.path, body: { consent: true } });
});

test('what the reporter has answered stands when the report is reopened and waits for another 60 days', async () => {
  const report = await old();
  await sweepAt('11-02');
  await report.call(report.reporter, 'answerOmbudsmanOffer', { consent: true });
  await report.followUp('answer');
  await report.close();
  await report.call(report.reporter, 'reopenReport', { reason: 'Lubangnya terbuka lagi setelah hujan.' });
  app.clock.travelTo(new Date('2027-02-01T03:00:00Z'));
  await app.app.get(SweepService).sweep();
  expect(await report.read(report.reporter)).toMatchObject({ status: 'in_progress', ombudsman: 'consented' });
  expect(typesOf(await report.history(report.reporter)).filter((type) => type === 'ombudsman_offered')).toHaveLength(1);
});

test('what has ended before is not offered', async () => {
  const report = await old();
  await report.followUp('answer');
  await report.close();
  await sweepAt('11-02');
  expect(await report.read(report.reporter)).not.toHaveProperty('ombudsman');
});
