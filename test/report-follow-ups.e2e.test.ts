import type { FollowUp, FollowUpPage } from '../src/reports/follow-up.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { type Answer, type Client } from './support/client.js';
import { clocksOf, type Given, type GivenReport, givenIn, on, textOf, typesOf } from './support/given.js';

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

const bodyOf = (kind: string, publish: boolean): object => ({ kind, publish, body: textOf('Tim memeriksa lokasi pagi ini.') });
const list = async (report: GivenReport, who: Client, query = {}): Promise<FollowUpPage> =>
  (await who.call<FollowUpPage>('listFollowUps', { path: report.path, query })).body;
const approve = (report: GivenReport, who: Client, { id }: FollowUp, headers = {}): Promise<Answer<FollowUp>> =>
  who.call<FollowUp>('approveFollowUp', { path: { ...report.path, followUpId: id }, headers });

describe('Publishing', () => {
  test('needs the liaison: an officer’s own publishing is refused whole, and a draft is welcome', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const problem = await city.officer.refused('writeFollowUp', 403, { path: report.path, body: bodyOf('progress', true) });
    expect(problem.code).toBe('report.approval_required');
    expect((await list(report, city.coordinator)).items).toEqual([]);
    expect((await report.read(city.coordinator)).status).toBe('dispatched');
    await report.followUp('progress', city.officer, false);
  });

  test('is the officer’s where the agency trusts its officers', async () => {
    const report = await given.aReport({ status: 'dispatched', lead: 'dlh' });
    const { body } = await report.followUp('answer', city.dlhOfficer);
    expect(body).toMatchObject({ state: 'published', agency: { id: city.agencies.dlh } });
    expect((await report.read(city.anyone)).status).toBe('answered');
  });

  test('moves the report as the kind says, at the moment of approval', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const { body: draft } = await report.followUp('answer', city.officer, false);
    expect((await report.read(city.anyone)).status).toBe('dispatched');
    await approve(report, city.liaison, draft);
    expect(await report.read(city.anyone)).toMatchObject({ status: 'answered', dispositions: [{ status: 'answered' }] });
    expect(typesOf(await report.history(city.anyone))).toEqual(['filed', 'verified', 'answered']);
  });

  test('comes too late when the report has been answered otherwise', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const { body: draft } = await report.followUp('progress', city.officer, false);
    await report.followUp('answer');
    const path = { ...report.path, followUpId: draft.id };
    expect(await city.liaison.refused('approveFollowUp', 409, { path })).toMatchObject({ code: 'report.action_not_open', allowedActions: [] });
    expect((await list(report, city.liaison)).items[0]).toMatchObject({ id: draft.id, state: 'draft' });
  });
});

describe('A draft', () => {
  test('is read by staff in charge, with its author, and by nobody else', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const { body: draft } = await report.followUp('progress', city.officer, false);
    const path = { ...report.path, followUpId: draft.id };
    for (const inside of [city.officer, city.liaison, city.coordinator, city.supervisor])
      expect((await inside.call<FollowUp>('readFollowUp', { path })).body.author).toEqual({ id: city.accounts.officer, name: 'Pengguna officer' });
    for (const outside of [city.anyone, report.reporter, city.dishubOfficer, city.admin, city.machine])
      expect((await outside.refused('readFollowUp', 404, { path })).code).toBe('report.follow_up_not_found');
  });

  test('is approved by a liaison of its own agency, not by its author nor by the leading agency for a supporting one', async () => {
    const report = await given.aReport({ status: 'dispatched', supporting: ['dishub'] });
    const { body: draft } = await report.followUp('answer', city.dishubOfficer, false);
    const path = { ...report.path, followUpId: draft.id };
    expect((await city.liaison.refused('approveFollowUp', 403, { path })).code).toBe('report.not_permitted');
    expect((await city.dishubOfficer.refused('approveFollowUp', 403, { path })).code).toBe('auth.not_permitted');
    expect((await city.coordinator.refused('approveFollowUp', 403, { path })).code).toBe('auth.not_permitted');
    await approve(report, city.dishubLiaison, draft);
  });

  test('is approved as it was read: If-Match is about the draft', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const { body: draft } = await report.followUp('progress', city.officer, false);
    const path = { ...report.path, followUpId: draft.id };
    const { headers } = await city.liaison.call('readFollowUp', { path });
    const stale = { path, headers: { 'if-match': '"7-AAAAAAAAAAAA"' } };
    expect((await city.liaison.refused('approveFollowUp', 412, stale)).code).toBe('precondition.stale');
    await approve(report, city.liaison, draft, { 'if-match': headers.etag });
  });
});

test('a supporting agency’s answer ends its own part and does not answer the report', async () => {
  const report = await given.aReport({ status: 'dispatched', supporting: ['dishub'] });
  await report.followUp('answer', city.dishubLiaison);
  const after = await report.read(city.coordinator);
  expect(after).toMatchObject({ status: 'in_progress', dispositions: [{ status: 'pending' }, { role: 'supporting', status: 'answered' }] });
  expect(clocksOf(after)).toEqual(['verification met', 'first_follow_up running', 'first_follow_up met', 'resolution running']);
  expect(typesOf(await report.history(city.anyone)).at(-1)).toBe('follow_up_published');
  await report.followUp('answer');
  expect((await report.read(city.anyone)).status).toBe('answered');
});

test('follow-ups are listed oldest first, a page at a time, without their authors for the public', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  for (let count = 0; count < 3; count += 1) await report.followUp('progress');
  const first = await list(report, city.anyone, { limit: 2 });
  const rest = await list(report, city.anyone, { limit: 2, cursor: first.nextCursor ?? '' });
  const all = [...first.items, ...rest.items];
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
  expect(all.map(({ createdAt }) => createdAt)).toEqual(all.map(({ createdAt }) => createdAt).sort());
  expect(all.every((one) => one.author === undefined)).toBe(true);
  expect(new Set(all.map(({ id }) => id)).size).toBe(3);
  const other = await given.aReport();
  expect((await city.anyone.refused('listFollowUps', 400, { path: other.path, query: { cursor: first.nextCursor ?? '' } })).code).toBe(
    'request.cursor_invalid',
  );
});

test('a plan comes with its figures, and no other kind does', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  const plan = { fundingYear: 2027, estimatedCost: 350_000_000, source: 'APBD' };
  for (const body of [bodyOf('plan', true), { ...bodyOf('progress', true), plan }]) {
    const problem = await city.liaison.refused('writeFollowUp', 400, { path: report.path, body });
    expect(problem).toMatchObject({ code: 'report.plan_missing', errors: [{ pointer: '/plan' }] });
  }
  const { body: made } = await report.call<FollowUp>(city.liaison, 'writeFollowUp', { ...bodyOf('plan', true), plan });
  expect(made.plan).toEqual(plan);
});

test('a follow-up that says nothing is refused', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  const body = { kind: 'progress', publish: true, body: 'Akan ditindak.' };
  expect((await city.liaison.refused('writeFollowUp', 400, { path: report.path, body })).errors).toMatchObject([
    { pointer: '/body', code: 'field.too_short' },
  ]);
});
