import { migrate } from '../src/platform/data-source.js';
import { Transactions } from '../src/platform/transactions.js';
import { SweepService } from '../src/reports/sweep.service.js';
import { CalendarsService } from '../src/sla/calendars.service.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { measuredIn, type Measurements } from './support/figures.js';
import { type GivenReport, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let reports: Record<'waiting' | 'returned' | 'friday' | 'ended' | 'merged', GivenReport>;
let before: { clocks: ClockRow[]; measured: Measurements[]; figures: object[]; words: object[] };

interface ClockRow extends Record<string, unknown> {
  id: string;
  due_at: Date;
}

const clocks = (): Promise<ClockRow[]> =>
  asSuperuser<ClockRow>(
    app.databaseUrl,
    `select id, report_id, disposition_id, kind, policy_id, started_at, due_at, stopped_at from clock where kind <> 'ombudsman_offer' order by id`,
  );
const figures = (): Promise<object[]> =>
  asSuperuser(app.databaseUrl, `select to_jsonb(f) as figure from sla_figure f order by day, measure, agency_id, met, worked_minutes`);
const words = (): Promise<object[]> => all('select report_id, search from report_words order by report_id');
const all = <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asSuperuser<Row>(app.databaseUrl, sql, values);

/** A city that uses what only the engine of deadlines knows, goes back to the version before it, and comes again. */
beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  const { dishub, pupr } = city.agencies;
  const days = [{ weekdays: [1, 2, 3, 4, 5, 6], windows: [{ opens: '08:00', closes: '18:00' }] }];
  const calendar = { agencyId: dishub, name: 'Kalender pelabuhan', own: { zone: 'Asia/Makassar', hours: [{ days }] } };
  await app.app
    .get(Transactions)
    .run(undefined, (tx) => app.app.get(CalendarsService).create(tx, { ...calendar, validFrom: '2026-01-01', reason: 'Pelabuhan' }, new Date()));
  app.clock.travelTo(on('11-02'));
  const rule = { kind: 'first_follow_up', limit: { amount: 40, unit: 'working_hour' }, reason: 'Uji' };
  for (const agencyId of [dishub, pupr]) await city.admin.call('createPolicy', { body: { ...rule, agencyId } });
  const given = givenIn(city);
  const lead = 'dishub';
  reports = {
    waiting: await given.aReport({ status: 'dispatched', lead }),
    returned: await given.aReport({ status: 'dispatched' }),
    friday: await given.aReport(),
    ended: await given.aReport({ status: 'closed', lead }),
    merged: await given.aReport({ status: 'dispatched' }),
  };
  await reports.merged.merge(reports.returned);
  await reports.returned.call(city.liaison, 'returnReport', { reason: 'Bukan wewenang kami.' });
  app.clock.travelTo(on('11-06', '17:00'));
  await reports.friday.verify();
  app.clock.travelTo(on('11-20'));
  await app.app.get(SweepService).sweep();
  before = { clocks: await clocks(), measured: await measuredIn(app), figures: await figures(), words: await words() };
  while ((await all(`select 1 from migration where name like 'SlaEngine%'`)).length > 0) await app.source.undoLastMigration();
}, 60_000);
afterAll(() => app.stop());

test('a city that is lived in can go back: its reports are found by the same words as before', async () => {
  expect(before.words.length).toBeGreaterThan(4);
  expect(await all('select id as report_id, search from report order by id')).toEqual(before.words);
});

test('and it counts days for hours, by one calendar', async () => {
  expect(await clocks()).toEqual(before.clocks);
  const found = await all<{ unit: string; amount: number; calendars: number }>(
    `select limit_unit as unit, limit_amount::integer as amount, count(distinct calendar_id)::integer as calendars
       from clock where kind = 'first_follow_up' group by 1, 2`,
  );
  expect(found).toEqual([{ unit: 'working_day', amount: 6, calendars: 1 }]);
  // An agency's rule holds for nobody else.
  expect(await all(`select 1 from sla_policy where limit_amount = 6 and coalesce(valid_to, 'infinity') > '2017-01-01'`)).toEqual([]);
});

describe('When it comes again', () => {
  beforeAll(() => migrate(app.source), 60_000);

  test('it has its clocks, its facts and its figures', async () => {
    expect(await clocks()).toEqual(before.clocks);
    expect(await measuredIn(app)).toEqual(before.measured);
    expect(await figures()).toEqual(before.figures);
    expect(before.figures.length).toBeGreaterThan(2);
  });

  test('it has the words of its reports', async () => {
    expect(await words()).toEqual(before.words);
  });

  test('whoever waits is offered the Ombudsman at the closing of the sixtieth calendar day after the verification', async () => {
    const found = await all<{ report_id: string; at: string }>(
      `select report_id, to_char(due_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as at from clock
        where kind = 'ombudsman_offer' and alert_at = due_at and stopped_at is null`,
    );
    const { waiting, returned, friday } = reports;
    expect(new Map(found.map(({ report_id, at }) => [report_id, at]))).toEqual(
      // Verified after Friday's closing: Monday, the 9th, is day 0.
      new Map([
        [waiting.id, '2027-01-01 16:00'],
        [returned.id, '2027-01-01 16:00'],
        [friday.id, '2027-01-08 16:00'],
      ]),
    );
  });

  test('what is late is said again, and the sweep goes on', async () => {
    const again = await startApp({ DATABASE_URL: app.databaseUrl });
    try {
      again.clock.travelTo(on('11-24'));
      await again.app.get(SweepService).sweep();
      const breaches = await all<{ versions: number[] }>(
        `select array_agg((data->>'deadlineVersion')::integer order by ord) as versions from fact where type = 'clock.breached' group by data->>'clockId'`,
      );
      expect(breaches.map(({ versions }) => versions)).toContainEqual([1, 2]);
      for (const { versions } of breaches) expect(new Set(versions).size).toBe(versions.length);
    } finally {
      await again.stop();
    }
  });
});
