import { Transactions } from '../src/platform/transactions.js';
import { statuses } from '../src/reports/report.status.js';
import { FiguresService, type Measured } from '../src/sla/figures.service.js';
import type { Performance } from '../src/sla/performance.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { measuredIn, owedIn } from './support/figures.js';
import { type Given, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp({ DATABASE_POOL_SIZE: '20' });
  city = await givenACity(app);
  given = givenIn(city);
  await livesOfReports();
});
afterAll(() => app.stop());

/** Reports that go every way there is. */
async function livesOfReports(): Promise<void> {
  const place = { lat: 0.92, lng: 104.45 };
  const reports = [];
  for (const day of ['11-02', '11-03']) {
    app.clock.travelTo(on(day));
    reports.push(
      await given.aReport({ location: place, category: 'roads' }),
      await given.aReport({ category: 'lights', lead: 'dishub' }),
      await given.aReport({ location: place, category: 'drains', lead: 'drainage', supporting: ['pupr'] }),
      await given.aReport({ category: 'roads', categoryId: city.categories.roads }),
    );
  }
  app.clock.travelTo(on('11-04', '13:30'));
  for (const report of reports) await report.verify();
  // A third of a minute later: the clock goes on while the tests run.
  app.clock.travelTo(new Date(on('11-06', '10:15').getTime() + 20_000));
  const [quick, lights, , back, again] = reports;
  await quick?.followUp('answer');
  await quick?.close();
  await back?.call(city.liaison, 'returnReport', { reason: 'Bukan wewenang kami.' });
  await again?.followUp('progress');
  // Late by the five working days of a first follow-up, and by the fourteen of a resolution.
  app.clock.travelTo(on('11-23', '09:00'));
  await lights?.followUp('progress');
  app.clock.travelTo(on('12-14', '11:00'));
  for (const report of [lights, again]) {
    await report?.followUp('answer');
    await report?.close();
  }
  await given.aReport({ status: 'archived' });
}

interface FigureRow extends Record<string, unknown> {
  n: number;
}
const order = 'order by day, measure, agency_id, category_id, region_code, met, worked_minutes';
const kept = (): Promise<FigureRow[]> =>
  asSuperuser<FigureRow>(
    app.databaseUrl,
    `select day::text, measure, root_agency_id, agency_id, category_id, region_code, met, worked_minutes, n from sla_figure ${order}`,
  );

/** The same rows from the facts alone. */
const recounted = (): Promise<FigureRow[]> =>
  asSuperuser<FigureRow>(
    app.databaseUrl,
    `select (f.at at time zone root.zone)::date::text as day, f.data->>'measure' as measure, root.id as root_agency_id, (f.data->>'agencyId')::uuid as agency_id,
            (f.data->>'categoryId')::uuid as category_id, f.data->>'regionCode' as region_code, (f.data->>'met')::boolean as met,
            (f.data->>'workedMinutes')::integer as worked_minutes, count(*)::integer as n
       from fact f join report r on r.id = f.report_id join agency root on root.id = r.root_agency_id
      where f.type = 'report.measured' group by 1, 2, 3, 4, 5, 6, 7, 8 ${order}`,
  );

const differs = async (): Promise<boolean> => JSON.stringify(await kept()) !== JSON.stringify(await recounted());

const one = async (): Promise<Measured> => ({
  measure: 'resolution',
  reportId: (await given.aReport()).id,
  rootAgencyId: city.agencies.tpi,
  agencyId: city.agencies.pupr,
  categoryId: null,
  regionCode: null,
  met: true,
  workedMinutes: 90,
  at: on('12-14', '23:30'),
});

const record = (measured: Measured): Promise<void> =>
  app.app.get(Transactions).run(undefined, (tx) => app.app.get(FiguresService).record(tx, measured));

test('after many lives the roll-up is, row by row, what a recount of the facts gives', async () => {
  const found = await kept();
  expect(found).toEqual(await recounted());
  const of = (measure: string): FigureRow[] => found.filter((row) => row.measure === measure);
  const sum = (rows: FigureRow[]): number => rows.reduce((total, { n }) => total + n, 0);
  // Archiving ends the wait for a verification as well, giving back that for a first follow-up.
  expect(sum(of('verification'))).toBe(9);
  expect(sum(of('first_follow_up'))).toBe(4);
  expect(sum(of('follow_up_pace'))).toBe(3);
  expect(sum(of('resolution'))).toBe(3);
  expect(sum(of('return'))).toBe(1);
});

test('the lives are told apart as they were', async () => {
  const { body } = await city.supervisor.call<Performance>('readPerformance', {
    query: { groupBy: 'agency', from: '2026-11-01', to: '2026-12-31', asOf: '2026-12-14' },
  });
  const of = (name: RegExp): Performance['items'][number] | undefined => body.items.find(({ key }) => name.test(key?.name ?? ''));
  expect(of(/Perhubungan/)).toMatchObject({
    // Verified on Wednesday 4 November at 13.30; office hours up to Monday 23 November, 09.00: 12 whole office days and more.
    clocks: { firstFollowUp: { finished: 1, met: 0, breached: 1, compliance: 0 }, resolution: { finished: 1, met: 0 } },
    returns: 0,
  });
  expect(of(/Pekerjaan Umum/)).toMatchObject({
    clocks: { firstFollowUp: { finished: 3, met: 3 }, resolution: { finished: 2, met: 1, compliance: 0.5 } },
    returns: 1,
  });
  // From Wednesday 13.30 to Friday 10.15: 2.5 hours, 7.5 on Thursday (07.30–12.00, 13.00–16.00), 2.75 on Friday.
  expect(of(/Pekerjaan Umum/)?.clocks.firstFollowUp).toMatchObject({ medianWorkingHours: 12.75, p90WorkingHours: 12.75 });
  expect(of(/Kota Uji/)?.clocks.verification).toMatchObject({ finished: 9, met: 9 });
});

test('mergers, questions, moves, endings and second chances are counted alike', async () => {
  const before = (await recounted()).length;
  app.clock.travelTo(on('12-15', '10:00'));
  for (const status of statuses) await given.aReport({ status });
  const [lead, follower, asked, moved] = [
    await given.aReport(),
    await given.aReport(),
    await given.aReport(),
    await given.aReport({ status: 'dispatched' }),
  ];
  const closed = await given.aReport({ status: 'closed' });
  await follower.merge(lead);
  await asked.ask();
  app.clock.travelTo(on('12-17', '14:00'));
  await follower.unmerge();
  await asked.call(asked.reporter, 'supplyInformation', { body: 'Di depan pasar, sebelah kiri.' });
  await moved.call(city.coordinator, 'dispatchReport', { leadAgencyId: city.agencies.dlh });
  await closed.call(closed.reporter, 'reopenReport', { reason: 'Lubangnya terbuka lagi setelah hujan.' });
  for (const report of [lead, follower, asked]) await report.reach('answered');
  await closed.followUp('answer');
  expect(await kept()).toEqual(await recounted());
  expect((await recounted()).length).toBeGreaterThan(before);
  expect(await measuredIn(app)).toEqual(await owedIn(app));
});

test.each([
  ['lost', 'update sla_figure set n = n - 1 where ctid = (select ctid from sla_figure where n > 1 limit 1)'],
  ['doubled', 'update sla_figure set n = n + 1 where ctid = (select ctid from sla_figure limit 1)'],
  [
    'given to another agency',
    `update sla_figure set agency_id = root_agency_id where ctid = (select ctid from sla_figure where agency_id <> root_agency_id limit 1)`,
  ],
])('a recount notices a count that was %s', async (_, fault) => {
  expect(await differs()).toBe(false);
  const saved = await kept();
  await asSuperuser(app.databaseUrl, fault);
  expect(await differs()).toBe(true);
  await asSuperuser(app.databaseUrl, 'delete from sla_figure');
  await asSuperuser(
    app.databaseUrl,
    `insert into sla_figure select (f->>'day')::date, f->>'measure', (f->>'root_agency_id')::uuid, (f->>'agency_id')::uuid, (f->>'category_id')::uuid,
       f->>'region_code', (f->>'met')::boolean, (f->>'worked_minutes')::integer, (f->>'n')::integer from jsonb_array_elements($1) f`,
    [JSON.stringify(saved)],
  );
  expect(await differs()).toBe(false);
});

test('what many count at once is counted once each', async () => {
  const measured = await one();
  await Promise.all(Array.from({ length: 25 }, () => record(measured)));
  expect((await kept()).filter(({ worked_minutes, day }) => worked_minutes === 90 && day === '2026-12-14')).toMatchObject([{ n: 25, met: true }]);
  expect(await kept()).toEqual(await recounted());
});

test('what is taken back leaves neither fact nor count', async () => {
  const measured = { ...(await one()), workedMinutes: 1234 };
  const broken = app.app.get(Transactions).run(undefined, async (tx) => {
    await app.app.get(FiguresService).record(tx, measured);
    throw new Error('the step failed');
  });
  await expect(broken).rejects.toThrow('the step failed');
  expect((await kept()).some(({ worked_minutes }) => worked_minutes === 1234)).toBe(false);
  expect(await differs()).toBe(false);
});
