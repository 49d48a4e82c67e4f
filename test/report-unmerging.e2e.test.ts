import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { clocksOf, type Given, givenIn, on } from './support/given.js';

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

describe('Taking a report out of a merge', () => {
  test('sends it back to where it was, with the time that was left', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'in_progress', lead: 'dishub' }), await given.aReport({ status: 'dispatched' })];
    app.clock.travelTo(on('11-05'));
    await duplicate.merge(lead);
    expect((await duplicate.read(city.coordinator)).agency?.id).toBe(city.agencies.dishub);
    await lead.followUp('answer');
    app.clock.travelTo(on('11-16'));
    const after = await duplicate.unmerge();
    expect(after).toMatchObject({ status: 'dispatched', agency: { id: city.agencies.pupr }, dispositions: [{ status: 'pending' }] });
    expect(after.leadReportId).toBeUndefined();
    // Two of five days for a first follow-up and of fourteen for the case were over when it was merged.
    expect(clocksOf(after).slice(-2).sort()).toEqual(['first_follow_up running', 'resolution running']);
    const due = after.clocks.slice(-3, -1).map(({ dueAt }) => dueAt);
    expect(due.sort()).toEqual([on('11-18', '16:00').toISOString(), on('12-01', '16:00').toISOString()]);
    expect(after.dueAt).toBe(on('11-18', '16:00').toISOString());
    await duplicate.accept();
  });

  test('gives a report that nobody had verified back unverified', async () => {
    const [lead, duplicate] = [await given.aReport(), await given.aReport()];
    await duplicate.merge(lead);
    await lead.verify();
    expect(await duplicate.read(city.coordinator)).toMatchObject({ status: 'dispatched', classification: 'complaint' });
    const after = await duplicate.unmerge();
    expect(after).toMatchObject({
      status: 'received',
      allowedActions: ['verify', 'request-information', 'transfer', 'archive', 'merge', 'escalate'],
    });
    expect(after).not.toHaveProperty('classification');
    expect(after).not.toHaveProperty('agency');
    expect(clocksOf(after)).toEqual(['verification running']);
    await duplicate.verify();
    await lead.followUp('progress', city.liaison);
    expect(await duplicate.status()).toBe('dispatched');
  });

  test.each(['closed', 'archived', 'transferred'] as const)('is open also when the lead is %s: a wrong merge is nobody’s end', async (end) => {
    const [lead, duplicate] = [await given.aReport({ status: end === 'closed' ? 'answered' : 'received' }), await given.aReport()];
    await duplicate.merge(lead);
    if (end === 'closed') await lead.close();
    if (end === 'archived') await lead.call(city.coordinator, 'archiveReport', { reason: 'unintelligible' });
    if (end === 'transferred') await lead.call(city.coordinator, 'transferReport', { agencyId: city.agencies.pln, reason: 'Milik PLN.' });
    expect(await duplicate.status()).toBe(end);
    expect(await duplicate.unmerge()).toMatchObject({ status: 'received', zone: 'green' });
    await duplicate.verify();
  });
});
