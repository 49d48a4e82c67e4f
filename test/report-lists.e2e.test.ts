import type { Report, ReportPage } from '../src/reports/report.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { givenIn, on, type Wish } from './support/given.js';

let app: App;
let city: City;
let all: Report[];

const now = on('11-10', '10:00');

/** Reports that differ in everything a list can be narrowed by. */
const wishes = ({ categories }: City): [filed: Date, wish: Wish][] => [
  [on('11-01', '23:59'), { status: 'received', location: { lat: 0.91, lng: 104.41 } }],
  [on('11-02', '00:00'), { status: 'dispatched', lead: 'drainage', category: 'drains', location: { lat: 0.92, lng: 104.55 } }],
  [on('11-02', '09:00'), { status: 'in_progress', lead: 'dishub', category: 'lights', location: { lat: 0.9201, lng: 104.5501 } }],
  [on('11-02', '23:59'), { status: 'answered', classification: 'information_request', location: { lat: 0.95, lng: 104.65 } }],
  [on('11-03', '00:00'), { status: 'closed', location: { lat: 0.5, lng: 104.1 } }],
  [on('11-03', '09:00'), { status: 'archived', channel: 'mobile', location: { regionCode: '21.72.01.1001' } }],
  [on('11-04', '08:00'), { status: 'dispatched', lead: 'drainage', category: 'drains', location: { lat: 0.93, lng: 104.5 } }],
  [on('11-04', '09:00'), { status: 'transferred', location: { regionCode: '21.72.02' } }],
  [on('11-05', '09:00'), { status: 'needs_information', categoryId: categories.roads }],
  [on('11-06', '09:00'), { status: 'dispatched', classification: 'aspiration', category: 'roads' }],
  [on('11-09', '09:00'), { status: 'dispatched', lead: 'dlh', category: 'infrastructure', location: { lat: 0.91, lng: 104.41 } }],
  [on('11-10', '09:00'), { status: 'received', channel: 'mobile', location: { lat: 0.9, lng: 104.4 } }],
];

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  const given = givenIn(city);
  for (const [filed, wish] of wishes(city)) {
    app.clock.travelTo(filed);
    await given.aReport(wish);
  }
  app.clock.travelTo(now);
  all = (await listed({ limit: 100 })).items;
});
afterAll(() => app.stop());

type Query = Record<string, string | number | boolean>;
const listed = async (query: Query, who = city.anyone): Promise<ReportPage> => (await who.call<ReportPage>('listReports', { query })).body;
const ids = (reports: Report[]): string[] => reports.map(({ id }) => id);

/** The list must hold exactly what the slow control picks out of all, which must be something and not everything. */
async function expectOnly(query: Query, fits: (report: Report) => boolean): Promise<void> {
  const wanted = ids(all.filter(fits));
  expect({ query, ids: ids((await listed(query)).items) }).toEqual({ query, ids: wanted });
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.length).toBeLessThan(all.length);
}

test('without a filter everything public is listed, newest first', () => {
  expect(all).toHaveLength(12);
  expect(all.map(({ filedAt }) => filedAt)).toEqual(all.map(({ filedAt }) => filedAt).sort().reverse()); // prettier-ignore
});

describe('A list is narrowed by', () => {
  test('status, one or several', async () => {
    await expectOnly({ status: 'received' }, ({ status }) => status === 'received');
    await expectOnly({ status: 'closed,archived,transferred' }, ({ status }) => ['closed', 'archived', 'transferred'].includes(status));
  });

  test('agency, and those below it', async () => {
    const { pupr, drainage, dishub } = city.agencies;
    await expectOnly({ agencyId: dishub }, ({ agency }) => agency?.id === dishub);
    await expectOnly({ agencyId: drainage }, ({ agency }) => agency?.id === drainage);
    await expectOnly({ agencyId: pupr }, ({ agency }) => agency?.id === pupr || agency?.id === drainage);
    await expectOnly({ agencyId: city.agencies.tpi }, ({ agency }) => agency !== undefined);
  });

  test('category, and those below it', async () => {
    const { roads, infrastructure } = city.categories;
    await expectOnly({ categoryId: roads }, ({ category }) => category?.id === roads);
    await expectOnly({ categoryId: infrastructure }, ({ category }) => category !== undefined);
  });

  test('class and channel', async () => {
    await expectOnly({ classification: 'aspiration' }, ({ classification }) => classification === 'aspiration');
    await expectOnly({ channel: 'mobile' }, ({ channel }) => channel === 'mobile');
  });

  test.each(['21.72.01.1001', '21.72.01', '21.72.02', '21.72'])('region %s and what lies in it', async (regionCode) => {
    await expectOnly({ regionCode }, ({ location }) => `${location?.regionCode}.`.startsWith(`${regionCode}.`));
  });

  test('the days of the city, both ends included', async () => {
    const day = ({ filedAt }: Report): string => new Date(Date.parse(filedAt) + 7 * 3_600_000).toISOString().slice(0, 10);
    await expectOnly({ from: '2026-11-02', to: '2026-11-02' }, (report) => day(report) === '2026-11-02');
    await expectOnly({ from: '2026-11-03' }, (report) => day(report) >= '2026-11-03');
    await expectOnly({ to: '2026-11-01' }, (report) => day(report) <= '2026-11-01');
  });

  test('the moment of the last change, that moment included', async () => {
    const moment = all[4]?.updatedAt ?? '';
    await expectOnly({ updatedSince: moment }, ({ updatedAt }) => updatedAt >= moment);
  });

  test('lateness and zone', async () => {
    const late = ({ dueAt }: Report): boolean => dueAt !== undefined && Date.parse(dueAt) < now.getTime();
    await expectOnly({ overdue: true }, late);
    await expectOnly({ overdue: false }, (report) => !late(report));
    for (const zone of ['green', 'yellow', 'red']) await expectOnly({ zone }, (report) => report.zone === zone);
  });

  test('a box on the map, its edges included', async () => {
    const [west, south, east, north] = [104.4, 0.9, 104.55, 0.92];
    const inside = ({ location: { lat, lng } = {} }: Report): boolean =>
      lat !== undefined && lng !== undefined && lat >= south && lat <= north && lng >= west && lng <= east;
    await expectOnly({ bbox: [west, south, east, north].join(',') }, inside);
  });

  test('several things together', async () => {
    await expectOnly({ status: 'dispatched', agencyId: city.agencies.pupr, overdue: false, regionCode: '21.72' }, (report) => {
      return report.status === 'dispatched' && report.agency?.id === city.agencies.drainage && report.zone !== 'red';
    });
  });
});

test.each([20, 500, 5_000, 50_000])('within %i metres of a place lies what the formula on the sphere says', async (radius) => {
  const placed = await manyPlaces();
  for (const near of placed.slice(0, 12)) {
    const wanted = placed.filter((one) => metresBetween(near, one) <= radius).map(({ id }) => id);
    const { items } = await listed({ near: `${near.lat},${near.lng}`, radius, limit: 100, q: 'sebaran' });
    expect(ids(items).sort()).toEqual(wanted.sort());
    expect(wanted).toContain(near.id);
  }
});

interface Placed {
  id: string;
  lat: number;
  lng: number;
}
let scattered: Placed[] | undefined;

/** Sixty reports around three centres, at distances of a few metres to many kilometres; at the equator and far from it. */
async function manyPlaces(): Promise<Placed[]> {
  if (scattered) return scattered;
  scattered = [];
  for (let index = 0; index < 60; index += 1) {
    const [lat, lng] = [[0.92, 104.45], [-10.2, 123.6], [60.1, 24.9]][index % 3] as [number, number]; // prettier-ignore
    const distance = 0.00001 * 1.35 ** (index / 3 + 1) * (index % 2 === 0 ? 1 : 40);
    const place = { lat: lat + distance * Math.cos(index), lng: lng + distance * Math.sin(index) };
    const body = { title: `Sebaran ${index}`, body: 'Titik sebaran.', type: 'complaint', location: place };
    scattered.push({ id: (await city.anyone.call<Report>('fileReport', { body })).body.id, ...place });
  }
  return scattered;
}

function metresBetween(a: Placed, b: Placed): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [dLat, dLng] = [radians(b.lat - a.lat), radians(b.lng - a.lng)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}

describe('A list cannot be asked for', () => {
  test.each([
    [{ status: 'open' }, '/query/status', 'field.choice'],
    [{ agencyId: 'pupr' }, '/query/agencyId', 'field.format'],
    [{ bbox: '104.5,0.9,104.4,1' }, '/query/bbox', 'field.format'],
    [{ bbox: '104.5,0.9,190,1' }, '/query/bbox', 'field.format'],
    [{ bbox: '1,2,3' }, '/query/bbox', 'field.format'],
    [{ near: '91,104' }, '/query/near', 'field.format'],
    [{ near: '0.9,104', radius: 0 }, '/query/radius', 'field.range'],
    [{ from: '2026-13-01' }, '/query/from', 'field.format'],
    [{ to: '0000-01-01' }, '/query/to', 'field.format'],
    [{ updatedSince: '0000-01-01T00:00:00Z' }, '/query/updatedSince', 'field.format'],
    [{ updatedSince: '2026-11-01' }, '/query/updatedSince', 'field.format'],
    [{ overdue: 'maybe' }, '/query/overdue', 'field.type'],
    [{ limit: 101 }, '/query/limit', 'field.range'],
    [{ limit: 0 }, '/query/limit', 'field.range'],
    [{ sort: 'title' }, '/query/sort', 'field.choice'],
    [{ q: 'x'.repeat(201) }, '/query/q', 'field.too_long'],
    [{ offset: 20 }, '/query/offset', 'field.unknown'],
  ] as [Query, string, string][])('with %j', async (query, pointer, code) => {
    const problem = await city.anyone.refused('listReports', 400, { query });
    expect(problem.errors).toMatchObject([{ pointer, code }]);
  });

  test('with the same parameter twice', async () => {
    const problem = await city.anyone.get<{ errors: object[] }>('/v1/reports?zone=red&zone=green', { expect: 400 });
    expect(problem.body.errors).toMatchObject([{ pointer: '/query/zone' }]);
  });
});

test('the counts of the control are those of the table', async () => {
  const [found] = await asSuperuser<{ count: number }>(app.databaseUrl, 'select count(*)::int as count from report');
  expect(found?.count).toBe(all.length + (scattered?.length ?? 0));
});
