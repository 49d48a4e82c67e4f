import type { ReportSla } from '../src/reports/explanation.views.js';
import { SweepService } from '../src/reports/sweep.service.js';
import type { ExplainedClock } from '../src/sla/explained-clock.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { type Given, type GivenReport, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
});
afterAll(() => app.stop());

const clocksOf = async (report: GivenReport, who: Client): Promise<ExplainedClock[]> =>
  (await report.call<ReportSla>(who, 'readReportSla')).body.clocks;

describe('Of a report that is late', () => {
  let report: GivenReport;
  beforeAll(async () => {
    app.clock.travelTo(on('11-02'));
    report = await given.aReport({ status: 'dispatched' });
    app.clock.travelTo(on('11-12', '17:00'));
    await app.app.get(SweepService).sweep();
  });

  test('staff see who was warned and whom it was taken to', async () => {
    const read = await report.read(city.liaison);
    expect(read.escalation).toBe(3);
    expect(read.clocks.find(({ kind }) => kind === 'first_follow_up')?.escalation).toBe(3);
    const [, late] = await clocksOf(report, city.liaison);
    expect(late?.alerts.map(({ type }) => type)).toEqual(['warning', 'warning', 'breach', 'escalation', 'escalation', 'escalation']);
  });

  test.each(['public', 'reporter'])('the %s sees that it is late, and nothing of that', async (who) => {
    const client = who === 'public' ? city.anyone : report.reporter;
    const read = await report.read(client);
    expect(read).not.toHaveProperty('escalation');
    for (const clock of read.clocks) expect(clock).not.toHaveProperty('escalation');
    const clocks = await clocksOf(report, client);
    expect(clocks.flatMap(({ alerts }) => alerts).map(({ type }) => type)).toEqual(['breach', 'breach', 'breach']);
    expect(clocks.find(({ kind }) => kind === 'first_follow_up')?.alerts).toMatchObject([{ type: 'breach', given: true }]);
  });
});

describe('Of a clock that was changed very often', () => {
  const changes = 250;
  let report: GivenReport;

  /** As if its rule had gone to and fro; `rules`: how many there are. */
  const changed = (rules: number): Promise<unknown> =>
    asSuperuser(
      app.databaseUrl,
      `update clock c set deadline_version = ${changes + 1}, former = (
         select jsonb_agg(jsonb_build_object('policyId', case when i % ${rules} = 0 then c.policy_id else p.id end, 'calendarId', c.calendar_id,
           'calendarVersion', c.calendar_version, 'until', c.started_at + i * interval '1 minute') order by i) from generate_series(1, ${changes}) i)
         from (select id from sla_policy where kind = 'ombudsman_offer' limit 1) p where c.report_id = $1 and c.kind = 'resolution'`,
      [report.id],
    );
  const resolution = async (): Promise<ExplainedClock | undefined> => (await clocksOf(report, city.anyone)).find(({ kind }) => kind === 'resolution');

  beforeAll(async () => {
    app.clock.travelTo(on('11-02'));
    report = await given.aReport({ status: 'dispatched' });
    await asSuperuser(
      app.databaseUrl,
      `insert into fact (id, type, subject_kind, subject_id, report_id, at, actor_kind, visibility, data)
       select gen_random_uuid(), 'clock.moved', 'report', c.report_id, c.report_id, c.started_at + i * interval '1 minute', 'system', 'public',
              jsonb_build_object('clockId', c.id, 'reason', 'policy', 'dueBefore', c.due_at, 'dueAt', c.due_at + i * interval '1 minute')
         from clock c cross join generate_series(1, ${changes}) i where c.report_id = $1 and c.kind = 'resolution' order by i`,
      [report.id],
    );
  });

  test('the newest moves are told, oldest first', async () => {
    await changed(2);
    const clock = await resolution();
    const minutes = clock?.moves.map(({ dueBefore = '', dueAt = '' }) => (Date.parse(dueAt) - Date.parse(dueBefore)) / 60_000);
    expect(minutes).toEqual(Array.from({ length: 200 }, (_, i) => i + 51));
  });

  test('the newest segments are told, to the present', async () => {
    await changed(2);
    const clock = await resolution();
    expect(clock?.segments).toHaveLength(100);
    expect(clock?.segments.at(-1)).not.toHaveProperty('to');
    for (const [i, { to }] of (clock?.segments ?? []).entries()) if (i < 99) expect(clock?.segments[i + 1]?.from).toBe(to);
  });

  test('neighbours that count by the same are one segment', async () => {
    await changed(1);
    const clock = await resolution();
    expect(clock?.segments).toMatchObject([{ from: clock?.startedAt, policyId: clock?.policy.id }]);
  });
});
