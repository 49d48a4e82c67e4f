import { SweepService } from '../src/reports/sweep.service.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { clocksOf, type Given, givenIn, on, typesOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
});
beforeEach(() => app.clock.travelTo(on('11-02')));
afterAll(() => app.stop());

const answer = { body: 'Di depan toko buku, dua tiang dari lampu merah.' };

test('while the reporter is asked, the city’s clocks stand still and the reporter’s runs', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  app.clock.travelTo(on('11-04', '10:00'));
  const { body: asked } = await report.ask();
  expect(asked).toMatchObject({ status: 'needs_information', statusLabel: 'Tunda (menunggu pelapor)', zone: 'green' });
  expect(asked.dueAt).toBeUndefined();
  expect(clocksOf(asked)).toEqual(['verification met', 'first_follow_up paused', 'resolution paused', 'completion running']);
  expect(asked.clocks[1]).not.toHaveProperty('dueAt');
  expect(asked.clocks.at(-1)?.dueAt).toBe(on('11-18', '16:00').toISOString());
});

test('the reporter’s answer sends it back to where it was, with the days of waiting added', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  app.clock.travelTo(on('11-04', '10:00'));
  await report.ask();
  app.clock.travelTo(on('11-09', '10:00'));
  const { body } = await report.call(report.reporter, 'supplyInformation', { ...answer, location: { lat: 0.92, lng: 104.55 } });
  expect(body).toMatchObject({ status: 'dispatched', location: { regionCode: '21.72.01.1002', regionName: 'Kelurahan Timur' } });
  expect(clocksOf(body)).toEqual(['verification met', 'first_follow_up running', 'resolution running', 'completion met']);
  // Of the days up to the answer only Tuesday's end counted; the ends of 4, 5 and 6 November fell into the pause.
  expect(body.clocks[1]?.dueAt).toBe(on('11-12', '16:00').toISOString());
  expect(body.dueAt).toBe(body.clocks[1]?.dueAt);
  // Staff also read which place it replaced.
  expect((await report.history(city.coordinator)).at(-1)?.data.text).toMatch(/Lokasi semula/);
  expect(typesOf(await report.history(city.anyone)).slice(-2)).toEqual(['information_requested', 'information_supplied']);
  expect((await report.history(city.anyone)).at(-1)?.data).toMatchObject({ from: 'needs_information', to: 'dispatched', text: answer.body });
});

test('what was late before the question stays late while the reporter is asked: a pause heals nothing', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  app.clock.travelTo(on('11-12'));
  const { body } = await report.ask();
  expect(body).toMatchObject({ zone: 'red', dueAt: on('11-09', '16:00').toISOString() });
  expect(clocksOf(body)).toEqual(['verification met', 'first_follow_up breached', 'resolution paused', 'completion running']);
});

test.each(['received', 'in_progress'] as const)('a report asked about while %s goes back there', async (status) => {
  const report = await given.aReport({ status });
  await report.ask();
  expect((await report.call(report.reporter, 'supplyInformation', answer)).body.status).toBe(status);
});

test('a liaison may ask, too', async () => {
  const report = await given.aReport({ status: 'in_progress' });
  const { body } = await report.call(city.liaison, 'requestInformation', { question: 'Nomor rumahnya berapa?' });
  expect(body.status).toBe('needs_information');
});

test('only the reporter answers', async () => {
  const report = await given.aReport({ status: 'needs_information' });
  const asked = { path: report.path, body: answer };
  expect((await city.coordinator.refused('supplyInformation', 403, asked)).code).toBe('auth.not_permitted');
  expect((await city.citizen.refused('supplyInformation', 404, asked)).code).toBe('report.not_found');
  expect((await city.anyone.refused('supplyInformation', 401, asked)).code).toBe('auth.required');
});

test('nothing else is open while the reporter is asked, and the refusal says what is', async () => {
  const report = await given.aReport({ status: 'needs_information' });
  const problem = await city.coordinator.refused('verifyReport', 409, { path: report.path, body: report.verification });
  expect(problem).toMatchObject({ code: 'report.action_not_open', allowedActions: ['archive'] });
  expect((await report.read(report.reporter)).allowedActions).toEqual(['supply-information', 'withdraw']);
});

test('asked twice, the clocks forget no pause', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  for (const [asked, answered] of [
    ['11-03', '11-04'],
    ['11-05', '11-06'],
  ] as const) {
    // prettier-ignore
    app.clock.travelTo(on(asked));
    await report.ask();
    app.clock.travelTo(on(answered));
    await report.call(report.reporter, 'supplyInformation', answer);
  }
  // The ends of 3 and 5 November were the reporter's: 4, 6, 9, 10 and 11 November count.
  expect((await report.read(city.coordinator)).dueAt).toBe(on('11-11', '16:00').toISOString());
});

test('a question that nobody answers in 10 working days archives the report', async () => {
  const sweep = app.app.get(SweepService);
  // What other tests have left is not to be counted here.
  app.clock.travelTo(on('12-30'));
  await sweep.sweep();
  app.clock.travelTo(on('11-02'));
  const report = await given.aReport({ status: 'needs_information' });
  const answered = await given.aReport({ status: 'needs_information' });
  await answered.call(answered.reporter, 'supplyInformation', answer);
  app.clock.travelTo(on('11-16', '15:59'));
  await sweep.sweep();
  expect((await report.read(city.anyone)).status).toBe('needs_information');
  app.clock.travelTo(on('11-16', '16:01'));
  expect(await sweep.sweep()).toBe(1);
  const after = await report.read(city.anyone);
  expect(after).toMatchObject({ status: 'archived', archiveReason: 'incomplete' });
  expect(clocksOf(after)).toEqual(['verification met', 'completion met']);
  expect((await report.history(city.anyone)).at(-1)).toMatchObject({
    type: 'report.archived',
    actor: { kind: 'system', label: 'Sistem' },
    data: { silent: true, reason: 'incomplete' },
  });
  expect((await answered.read(city.anyone)).status).toBe('received');
});
