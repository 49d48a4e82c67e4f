import type { Report } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { measuredIn, owedIn } from './support/figures.js';
import { clocksOf, type Given, type GivenReport, givenIn, on, typesOf } from './support/given.js';

let app: App;
let city: City;
let reports: Record<
  'led' | 'working' | 'supported' | 'both' | 'reversed' | 'late' | 'answered' | 'closed' | 'closedWithHelp' | 'secret' | 'other',
  GivenReport
>;
let before: Map<string, Report>;

/** Dinas Perhubungan is merged into Dinas PUPR while it has reports of every kind. */
beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  const given: Given = givenIn(city);
  app.clock.travelTo(on('10-20'));
  const late = await given.aReport({ status: 'dispatched', lead: 'pupr', supporting: ['dishub'] });
  app.clock.travelTo(on('11-02'));
  reports = {
    late,
    led: await given.aReport({ status: 'dispatched', lead: 'dishub' }),
    working: await given.aReport({ status: 'in_progress', lead: 'dishub' }),
    supported: await given.aReport({ status: 'dispatched', lead: 'dlh', supporting: ['dishub'] }),
    both: await given.aReport({ status: 'dispatched', lead: 'pupr', supporting: ['dishub'] }),
    reversed: await given.aReport({ status: 'dispatched', lead: 'dishub', supporting: ['pupr'] }),
    answered: await given.aReport({ status: 'answered', lead: 'dishub' }),
    closed: await given.aReport({ status: 'closed', lead: 'dishub' }),
    closedWithHelp: await given.aReport({ status: 'closed', lead: 'dishub', supporting: ['pupr'] }),
    secret: await given.aReport({ status: 'dispatched', lead: 'dishub', confidential: true }),
    other: await given.aReport({ status: 'dispatched', lead: 'dlh' }),
  };
  before = new Map(await Promise.all(Object.entries(reports).map(async ([name, report]) => [name, await report.read(city.coordinator)] as const)));
  app.clock.travelTo(on('11-04'));
  const body = { successorId: city.agencies.pupr };
  await city.admin.call('succeedAgency', { path: { id: city.agencies.dishub }, body });
}, 60_000);
afterAll(() => app.stop());

const now = (name: keyof typeof reports): Promise<Report> => reports[name].read(city.coordinator);

test.each(['led', 'working', 'answered', 'secret'] as const)(
  'a report it led (%s) is led by the successor, as far as it was and with the same clocks',
  async (name) => {
    const [was, is] = [before.get(name), await now(name)];
    expect(is).toMatchObject({ status: was?.status, agency: { id: city.agencies.pupr } });
    expect(is.dispositions).toEqual(was?.dispositions.map((one) => ({ ...one, agency: is.agency })));
    const limits = ({ clocks }: Report): unknown => clocks.map(({ kind, startedAt, dueAt, stoppedAt }) => ({ kind, startedAt, dueAt, stoppedAt }));
    expect(was && limits(is)).toEqual(was && limits(was));
    expect(is.dueAt).toBe(was?.dueAt);
  },
);

test('a report that it only supported is supported by the successor', async () => {
  expect((await now('supported')).dispositions).toMatchObject([
    { agency: { id: city.agencies.dlh }, role: 'lead' },
    { agency: { id: city.agencies.pupr }, role: 'supporting', status: 'pending' },
  ]);
});

test.each(['both', 'reversed'] as const)('where both had a part (%s), one leading part is left, and one clock', async (name) => {
  const is = await now(name);
  expect(is).toMatchObject({
    agency: { id: city.agencies.pupr },
    dispositions: [{ agency: { id: city.agencies.pupr }, role: 'lead', status: 'pending' }],
  });
  expect(is.dispositions).toHaveLength(1);
  expect(clocksOf(is).sort()).toEqual(['first_follow_up met', 'first_follow_up running', 'resolution running', 'verification met']);
  await reports[name].followUp('progress', city.liaison);
  // No clock of the part that ended keeps the report due.
  expect((await now(name)).dueAt).toBe(on('11-20', '16:30').toISOString());
});

test('the part that ends is measured where its first follow-up was late by then, and no other', async () => {
  const found = await app.source.query<object[]>(
    `select r.id as report, f.data->>'agencyId' as agency, f.data->'met' as met from fact f join report r on r.id = f.report_id
      where f.type = 'report.measured' and f.data->>'measure' = 'first_follow_up' and f.data->>'met' = 'false'`,
  );
  expect(found).toEqual([{ report: reports.late.id, agency: city.agencies.dishub, met: false }]);
  expect(await measuredIn(app)).toEqual(await owedIn(app));
});

test('what has ended and what was never its own stays where it is', async () => {
  expect((await now('closed')).agency?.id).toBe(city.agencies.dishub);
  const { clocks: _, ...was } = before.get('other') ?? {};
  expect(await now('other')).toMatchObject(was);
});

test('the people of the successor go on, those of the closed agency have it no more', async () => {
  expect((await reports.led.call(city.liaison, 'acceptReport')).body.dispositions).toMatchObject([{ status: 'accepted' }]);
  expect((await city.dishubLiaison.refused('acceptReport', 404, { path: reports.secret.path })).code).toBe('report.not_found');
  expect((await reports.secret.read(city.officer)).status).toBe('dispatched');
});

test('the move is in the history of staff, not of the public', async () => {
  const data = { agencyId: city.agencies.pupr };
  expect((await reports.secret.history(city.coordinator)).at(-1)).toMatchObject({ type: 'report.moved', visibility: 'internal', data });
  expect(typesOf(await reports.working.history(city.anyone))).not.toContain('moved');
});

test('a version seen before the move is stale after it, also for a supported report', async () => {
  for (const name of ['working', 'supported'] as const) {
    const headers = { 'if-match': `"1-AAAAAAAAAAAA"` };
    await city.coordinator.refused('requestInformation', 412, { path: reports[name].path, body: { question: 'Di mana?' }, headers });
  }
});

test('what was closed before goes to the successor when its reporter reopens it', async () => {
  const { body } = await reports.closed.call(reports.closed.reporter, 'reopenReport', { reason: 'Rusak lagi.' });
  expect(body).toMatchObject({ status: 'in_progress', agency: { id: city.agencies.pupr }, dispositions: [{ agency: { id: city.agencies.pupr } }] });
  await reports.closed.followUp('answer', city.liaison);
  const helped = reports.closedWithHelp;
  expect((await helped.call(helped.reporter, 'reopenReport', { reason: 'Rusak lagi.' })).body.dispositions).toMatchObject([
    { agency: { id: city.agencies.pupr }, role: 'lead', status: 'accepted' },
  ]);
});
