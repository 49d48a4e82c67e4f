import type { Report } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { clocksOf, type Given, type GivenReport, givenIn, on, typesOf } from './support/given.js';

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

const reason = 'Lampu ini milik jalan provinsi.';
const giveBack = async (report: GivenReport, who = city.liaison, more: object = {}): Promise<Report> =>
  (await report.call(who, 'returnReport', { reason, ...more })).body;

describe('A leading agency gives a report back', () => {
  test('to the coordinator, with its reason and the agency it thinks of', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    app.clock.travelTo(on('11-04'));
    await giveBack(report, city.liaison, { proposedAgencyId: city.agencies.dishub });
    const after = await report.read(city.coordinator);
    expect(after).toMatchObject({ status: 'received', returnCount: 1, pingPong: false, dispositions: [{ status: 'returned' }] });
    expect(after.agency).toBeUndefined();
    // The coordinator is timed again; the case, being complete, is not given more time.
    expect(clocksOf(after)).toEqual(['verification met', 'first_follow_up met', 'resolution running', 'verification running']);
    expect(after.dueAt).toBe(on('11-09', '16:00').toISOString());
    expect((await report.history(city.coordinator)).at(-1)).toMatchObject({
      type: 'report.returned',
      visibility: 'internal',
      data: { from: 'dispatched', to: 'received', agencyId: city.agencies.pupr, proposedAgencyId: city.agencies.dishub, text: reason },
    });
  });

  test('which the public does not read about', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    await giveBack(report);
    for (const outsider of [city.anyone, report.reporter]) {
      const history = await report.history(outsider);
      expect(typesOf(history)).toEqual(['filed', 'verified']);
      expect(JSON.stringify(history)).not.toContain(reason);
    }
  });

  test('after which it is a stranger to it: it sees and does what the public does', async () => {
    const report = await given.aReport({ status: 'dispatched', confidential: true });
    expect(await giveBack(report)).toMatchObject({ status: 'received', title: report.filed.title, allowedActions: [] });
    const missing = await city.liaison.refused('readReport', 404, { path: report.path });
    expect(missing.code).toBe('report.not_found');
    expect((await report.read(city.coordinator)).status).toBe('received');
  });

  test('and after the second time the report is marked as ping-pong', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    await giveBack(report);
    await report.call(city.coordinator, 'dispatchReport', { leadAgencyId: city.agencies.dishub, note: 'Jalan ini jalan kota.' });
    const again = await report.read(city.dishubLiaison);
    expect(again).toMatchObject({ status: 'dispatched', returnCount: 1, agency: { id: city.agencies.dishub } });
    await giveBack(report, city.dishubOfficer);
    expect(await report.read(city.anyone)).toMatchObject({ status: 'received', returnCount: 2, pingPong: true });
    expect(typesOf(await report.history(city.coordinator))).toEqual(['filed', 'verified', 'returned', 'dispatched', 'returned']);
  });

  test('also once it has said something, but not once it has answered', async () => {
    const working = await given.aReport({ status: 'in_progress' });
    await giveBack(working);
    expect((await working.read(city.anyone)).status).toBe('received');
    const answered = await given.aReport({ status: 'answered' });
    const problem = await city.liaison.refused('returnReport', 409, { path: answered.path, body: { reason } });
    expect(problem).toMatchObject({ code: 'report.action_not_open', allowedActions: [] });
  });
});

describe('Dispatching anew', () => {
  test('replaces those who had it, and gives the case no more time', async () => {
    const report = await given.aReport({ status: 'in_progress', supporting: ['dlh'] });
    app.clock.travelTo(on('11-05'));
    const { body } = await report.call(city.coordinator, 'dispatchReport', {
      leadAgencyId: city.agencies.dishub,
      supportingAgencyIds: [city.agencies.pupr],
    });
    expect(body).toMatchObject({ status: 'dispatched', agency: { id: city.agencies.dishub } });
    expect(body.dispositions).toMatchObject([
      { agency: { id: city.agencies.pupr }, role: 'supporting', status: 'accepted' },
      { agency: { id: city.agencies.dishub }, role: 'lead', status: 'pending' },
    ]);
    const resolution = body.clocks.filter(({ kind }) => kind === 'resolution');
    expect(resolution).toMatchObject([{ state: 'running', dueAt: on('11-20', '16:30').toISOString() }]);
    expect(clocksOf(body).filter((state) => state === 'first_follow_up running')).toHaveLength(1);
  });

  test('leaves those who are named again with what they have in hand, and their draft', async () => {
    const report = await given.aReport({ status: 'in_progress' });
    const before = await report.read(city.coordinator);
    const { body: draft } = await report.followUp('progress', city.officer, false);
    const { body } = await report.call(city.coordinator, 'dispatchReport', {
      leadAgencyId: city.agencies.pupr,
      supportingAgencyIds: [city.agencies.dishub],
    });
    expect(body.status).toBe('in_progress');
    expect(body.dispositions).toMatchObject([
      { id: before.dispositions[0]?.id, status: 'accepted' },
      { role: 'supporting', status: 'pending' },
    ]);
    expect(clocksOf(body)).toEqual(['verification met', 'first_follow_up met', 'resolution running', 'first_follow_up running']);
    await city.liaison.call('approveFollowUp', { path: { id: report.id, followUpId: draft.id } });
  });

  test('to the drafting agency again makes its draft approvable again, and not while it is elsewhere', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const { body: draft } = await report.followUp('progress', city.officer, false);
    const path = { id: report.id, followUpId: draft.id };
    const handTo = (agencyId: string): Promise<unknown> => report.call(city.coordinator, 'dispatchReport', { leadAgencyId: agencyId });
    await handTo(city.agencies.drainage);
    expect((await city.liaison.refused('approveFollowUp', 409, { path })).code).toBe('report.follow_up_stranded');
    await handTo(city.agencies.pupr);
    await city.liaison.call('approveFollowUp', { path });
    expect(clocksOf(await report.read(city.anyone)).filter((state) => state === 'first_follow_up running')).toEqual([]);
  });

  test('keeps its note from the public', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const note = 'Warga sudah dua kali menelepon wali kota.';
    await report.call(city.coordinator, 'dispatchReport', { leadAgencyId: city.agencies.pupr, note });
    expect(JSON.stringify(await report.history(city.anyone))).not.toContain(note);
    expect((await report.history(city.officer)).at(-1)?.data.text).toBe(note);
  });

  test('is not open for a report that was never verified', async () => {
    const report = await given.aReport();
    const problem = await city.coordinator.refused('dispatchReport', 409, { path: report.path, body: { leadAgencyId: city.agencies.pupr } });
    expect(problem.allowedActions).toEqual(['verify', 'request-information', 'transfer', 'archive', 'merge', 'escalate']);
  });
});

test('a supporting agency gives its part back and the lead goes on', async () => {
  const report = await given.aReport({ status: 'dispatched', supporting: ['dishub'] });
  await giveBack(report, city.dishubLiaison);
  const after = await report.read(city.coordinator);
  expect(after).toMatchObject({ status: 'dispatched', agency: { id: city.agencies.pupr } });
  expect(after.dispositions).toMatchObject([
    { role: 'lead', status: 'pending' },
    { role: 'supporting', status: 'returned' },
  ]);
  expect(clocksOf(after)).toEqual(['verification met', 'first_follow_up running', 'first_follow_up met', 'resolution running']);
  expect((await report.read(city.dishubLiaison)).allowedActions).toEqual([]);
});

test('a report of another body is transferred to it: every clock of the city stops, and the reporter reads why', async () => {
  const report = await given.aReport({ status: 'in_progress' });
  const words = 'Gangguan jaringan listrik ditangani PLN.';
  const { body } = await report.call(city.coordinator, 'transferReport', { agencyId: city.agencies.pln, reason: words });
  expect(body).toMatchObject({ status: 'transferred', statusLabel: 'Bukan Wewenang', agency: { id: city.agencies.pln }, allowedActions: [] });
  expect(body.clocks.every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true);
  expect(body.dueAt).toBeUndefined();
  expect((await report.history(report.reporter)).at(-1)).toMatchObject({
    type: 'report.transferred',
    data: { text: words, agencyId: city.agencies.pln },
  });
});

test('the agency is told apart by its tree: whoever stands above a unit handles what the unit has', async () => {
  const report = await given.aReport({ status: 'dispatched', lead: 'drainage' });
  expect((await report.read(city.unitOfficer)).allowedActions).toContain('accept');
  expect((await report.call(city.officer, 'acceptReport')).body.dispositions).toMatchObject([{ status: 'accepted' }]);
  const above = await given.aReport({ status: 'dispatched', lead: 'pupr' });
  expect((await city.unitOfficer.refused('acceptReport', 404, { path: above.path })).code).toBe('report.not_found');
});

test('when the lead returns it, nobody is timed for it any more; what supporters return is no ping-pong', async () => {
  const report = await given.aReport({ status: 'dispatched', supporting: ['dishub'] });
  await report.call(city.dishubLiaison, 'returnReport', { reason });
  expect(await report.read(city.anyone)).toMatchObject({ status: 'dispatched', returnCount: 0 });
  await report.call(city.coordinator, 'dispatchReport', { leadAgencyId: city.agencies.pupr, supportingAgencyIds: [city.agencies.dishub] });
  const { body } = await report.call(city.liaison, 'returnReport', { reason });
  expect(body).toMatchObject({ status: 'received', returnCount: 1 });
  expect(clocksOf(body).filter((state) => state.endsWith('running'))).toEqual(['resolution running', 'verification running']);
});
