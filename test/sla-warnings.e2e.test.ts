import { SweepService } from '../src/reports/sweep.service.js';
import type { PolicyPage } from '../src/sla/policies.views.js';
import type { ReportSla } from '../src/reports/explanation.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
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

const sweepAt = (day: string, time?: string): Promise<number> => {
  app.clock.travelTo(on(day, time));
  return app.app.get(SweepService).sweep();
};

/** What a report's clocks have said so far, for example `first_follow_up escalated escalation:1`. */
async function said(report: GivenReport): Promise<string[]> {
  const facts = await app.source.query<{ line: string }[]>(
    `select concat_ws(' ', data->>'clockKind', substr(type, 7), data->>'alert') as line from fact
      where report_id = $1 and type in ('clock.warned', 'clock.breached', 'clock.escalated') order by ord`,
    [report.id],
  );
  return facts.map(({ line }) => line);
}

const explain = async (report: GivenReport): Promise<ReportSla> => (await report.call<ReportSla>(city.liaison, 'readReportSla')).body;

describe('A report that nobody follows up', () => {
  let report: GivenReport;

  test('warns at 50 and at 80 %, once', async () => {
    // Verified on Monday 2 November: first follow-up due on the 9th, the answer on the 20th.
    app.clock.travelTo(on('11-02'));
    report = await given.aReport({ status: 'dispatched' });
    await sweepAt('11-05', '16:01');
    expect(await said(report)).toEqual(['first_follow_up warned warning:50']);
    await sweepAt('11-06', '16:31');
    await sweepAt('11-06', '17:00');
    expect(await said(report)).toEqual(['first_follow_up warned warning:50', 'first_follow_up warned warning:80']);
  });

  test('at the breach is escalated to the liaison, the next working day to the head and the coordinator, after three to the supervisor', async () => {
    await sweepAt('11-09', '15:59');
    expect(await said(report)).toHaveLength(2);
    await sweepAt('11-09', '16:01');
    expect((await said(report)).slice(2)).toEqual(['first_follow_up breached breach', 'first_follow_up escalated escalation:1']);
    expect((await report.read(city.liaison)).escalation).toBe(1);
    await sweepAt('11-10', '16:01');
    await sweepAt('11-12', '16:01');
    const escalated = (await report.history(city.supervisor)).filter(({ type }) => type === 'clock.escalated');
    expect(escalated.map(({ data }) => data)).toMatchObject([
      { step: 1, clockKind: 'first_follow_up', addressees: [{ role: 'liaison', agencyId: city.agencies.pupr }] },
      {
        step: 2,
        addressees: [
          { role: 'supervisor', agencyId: city.agencies.pupr },
          { role: 'coordinator', agencyId: city.agencies.tpi },
        ],
      },
      { step: 3, addressees: [{ role: 'supervisor', agencyId: city.agencies.tpi }] },
    ]);
    expect((await report.read(city.officer)).escalation).toBe(3);
  });

  test('tells the public that it is late, and staff whom it was escalated to', async () => {
    const types = (await report.history(city.anyone)).map(({ type }) => type);
    expect(types).toContain('clock.breached');
    expect(types).not.toContain('clock.escalated');
  });

  test('says in its explanation what was given and what is to come', async () => {
    const { clocks } = await explain(report);
    const alerts = clocks.find(({ kind }) => kind === 'first_follow_up')?.alerts.map(({ type, given }) => `${type} ${given}`);
    expect(alerts).toEqual(['warning true', 'warning true', 'breach true', 'escalation true', 'escalation true', 'escalation true']);
    const answer = clocks.find(({ kind }) => kind === 'resolution');
    expect(answer?.alerts.map(({ given }) => given)).toEqual([true, false, false, false, false, false]);
    expect(answer?.sentences.id).toMatch(/jatuh tempo Jumat, 20 November 2026 pukul 16.30 WIB; sisa \d hari kerja\.$/);
  });
});

test('warnings that come too late to warn are dropped; the breach and every step are said', async () => {
  app.clock.travelTo(on('09-01'));
  const report = await given.aReport();
  await sweepAt('09-30');
  expect(await said(report)).toEqual(['verification breached breach', ...[1, 2, 3].map((step) => `verification escalated escalation:${step}`)]);
});

test('a clock that stands says nothing, and goes on saying what is due when it runs again', async () => {
  app.clock.travelTo(on('10-05'));
  const report = await given.aReport();
  await report.ask();
  await sweepAt('10-12');
  expect(await said(report)).toEqual([]);
  await report.call(report.reporter, 'supplyInformation', { body: 'Di depan pasar.' });
  // Of three days both warnings come with the second; the later one says it all.
  await sweepAt('10-13', '16:01');
  expect(await said(report)).toEqual(['verification warned warning:80']);
});

test('what was late before the question goes on to be escalated: a pause heals nothing', async () => {
  app.clock.travelTo(on('10-05'));
  const report = await given.aReport();
  // Verification is due on Thursday the 8th; the question comes a minute later, before any sweep.
  app.clock.travelTo(on('10-08', '16:01'));
  await report.ask();
  await sweepAt('10-08', '16:02');
  expect(await said(report)).toEqual(['verification breached breach', 'verification escalated escalation:1']);
  await sweepAt('10-14');
  expect((await said(report)).slice(2)).toEqual(['verification escalated escalation:2', 'verification escalated escalation:3']);
});

test('other warnings for a clock that is late make it say nothing twice, and keep no other clock from speaking', async () => {
  app.clock.travelTo(on('07-06'));
  const [late, other] = [await given.aReport({ status: 'dispatched' }), await given.aReport()];
  await sweepAt('08-03');
  const before = await said(late);
  expect(before.filter((line) => line.startsWith('resolution'))).toHaveLength(4);
  const { body } = await city.admin.call<PolicyPage>('listPolicies', { query: { kind: 'resolution', classification: 'complaint', limit: 100 } });
  const rule = body.items.find(({ category }) => category === undefined);
  const wish = {
    kind: 'resolution',
    classification: 'complaint',
    limit: { amount: 14, unit: 'working_day' },
    warnPercents: [25, 50, 80],
    replacesId: rule?.id,
  };
  await city.admin.call('createPolicy', { body: { ...wish, validFrom: '2026-07-01', reason: 'Peringatan lebih dini', recompute: true } });
  await sweepAt('08-03', '10:00');
  expect(await said(late)).toEqual(before);
  expect((await late.read(city.liaison)).escalation).toBe(3);
  expect((await said(other)).length).toBeGreaterThan(0);
});

test('a clock that cannot say what it has to keeps no other from speaking', async () => {
  app.clock.travelTo(on('06-01'));
  const [mute, other] = [await given.aReport(), await given.aReport()];
  await app.source.query(
    `create function mute() returns trigger language plpgsql as $$ begin raise exception 'mute'; end $$;
     create trigger mute before insert on fact for each row when (new.report_id = '${mute.id}' and new.type = 'clock.breached') execute function mute()`,
  );
  await expect(sweepAt('06-08')).rejects.toThrow('mute');
  expect(await said(other)).toEqual(['verification breached breach', 'verification escalated escalation:1']);
  expect(await said(mute)).toEqual([]);
  await app.source.query('drop trigger mute on fact; drop function mute()');
  await sweepAt('06-08', '12:00');
  expect(await said(mute)).toHaveLength(2);
});

test('what was answered in time is not said to be late by a sweep that comes later', async () => {
  app.clock.travelTo(on('10-05'));
  const report = await given.aReport();
  app.clock.travelTo(on('10-08', '15:59'));
  await report.verify();
  await sweepAt('10-09');
  expect((await said(report)).filter((line) => line.startsWith('verification'))).toEqual([]);
});

describe('Escalating by hand', () => {
  test('goes one step up at a time, to the roles of that step, with a reason for staff', async () => {
    app.clock.travelTo(on('11-02'));
    const report = await given.aReport({ status: 'dispatched' });
    const reason = 'Dua warga sudah terjatuh di lubang ini.';
    for (const step of [1, 2, 3]) expect((await report.call(city.officer, 'escalateReport', { reason })).body.escalation).toBe(step);
    const problem = await city.officer.refused('escalateReport', 409, { path: report.path, body: { reason } });
    expect(problem.code).toBe('report.escalation_highest');
    const escalated = (await report.history(city.coordinator)).filter(({ type }) => type === 'report.escalated');
    expect(escalated.map(({ data }) => [data.step, data.addressees?.[0]?.role, data.text])).toEqual([
      [1, 'liaison', reason],
      [2, 'supervisor', reason],
      [3, 'supervisor', reason],
    ]);
    expect((await report.history(report.reporter)).map(({ type }) => type)).not.toContain('report.escalated');
  });
});
