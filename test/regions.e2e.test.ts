import { existsSync, readFileSync } from 'node:fs';
import { AgenciesService } from '../src/agencies/agencies.service.js';
import type { RegionImport, RegionPage, RegionWithBorders } from '../src/agencies/region.views.js';
import { RegionsQuery } from '../src/agencies/regions.query.js';
import { RegionsService } from '../src/agencies/regions.service.js';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { type Answer, Client } from './support/client.js';
import { addPerson, foundSmallCity, signedIn, type SmallCity } from './support/people.js';

type Feature = { type: string; properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } };
type Collection = { type: string; features: Feature[] };
type Village = { code: string; point: { lat: number; lng: number } };
type Facts = { tanjungpinang: { code: string; name: string; districts: { code: string; name: string; villages: Village[] }[] } };

const data = new URL('../../shared/data/', import.meta.url);
const borders = new URL('boundaries-tanjungpinang.geojson', data);
const read = <T>(file: URL): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const names = { codeProperty: 'kemendagri_code', parentProperty: 'district_code' };

let app: App;
let city: SmallCity;
let anyone: Client;
let admin: Client;

/** A square of 0.01 degrees, its south-western corner at the position. */
const square = (lng: number, lat: number): [number, number][] => [
  [lng, lat],
  [lng + 0.01, lat],
  [lng + 0.01, lat + 0.01],
  [lng, lat + 0.01],
  [lng, lat],
];
const feature = (code: string, name: string, ring: unknown, parentCode?: unknown): Feature => ({
  type: 'Feature',
  properties: { code, name, parentCode },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const collection = (...features: Feature[]): Collection => ({ type: 'FeatureCollection', features });
const load = (body: object, query: Record<string, string> = {}, by = admin): Promise<Answer<RegionImport>> =>
  by.call('importRegions', { body, query });
const refused = async (body: object, query: Record<string, string> = {}, status = 400): Promise<string[]> => {
  const problem: Problem = await admin.refused('importRegions', status, { body, query });
  return (problem.errors ?? []).map(({ pointer, code }) => `${code} ${pointer}`);
};
const at = (lat: number, lng: number): Promise<{ code: string } | null> => app.app.get(RegionsQuery).at(app.source, lat, lng);

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  await addPerson(app, 'admin@demo.test', [{ role: 'admin', agencyId: city.cityId }]);
  await addPerson(app, 'coordinator@demo.test', [{ role: 'coordinator', agencyId: city.cityId }]);
  admin = await signedIn(app, 'admin@demo.test');
  const regions = [
    { code: '99', name: 'Kota Contoh', level: 'city' as const },
    { code: '99.01', name: 'Kecamatan Contoh', level: 'district' as const, parentCode: '99' },
  ];
  await app.source.transaction((tx) => app.app.get(RegionsService).load(tx, { rootAgencyId: city.cityId, regions }, new Date()));
});
afterAll(() => app.stop());

describe('Importing borders', () => {
  test('creates villages that are not known, replaces the borders of those that are, and says so', async () => {
    const file = collection(feature('99.01.1', 'Satu', square(104.1, 1.1), '99.01'), feature('99.01.2', 'Dua', square(104.2, 1.1), '99.01'));
    expect(await at(1.105, 104.105)).toBeNull();
    expect((await load(file)).body).toEqual({ created: 2, replaced: 0, unchanged: 0 });
    expect(await at(1.105, 104.105)).toEqual({ code: '99.01.1', name: 'Satu' });
    // A process that has the old map sees the new one at once; names stay as they are.
    const moved = collection(feature('99.01.1', 'Nama lain', square(104.3, 1.1)), feature('99.01.2', 'Dua', square(104.2, 1.1)));
    expect((await load(moved)).body).toEqual({ created: 0, replaced: 1, unchanged: 1 });
    expect([await at(1.105, 104.105), await at(1.105, 104.305)]).toEqual([null, { code: '99.01.1', name: 'Satu' }]);
    const [fact] = await app.source.query<{ data: object }[]>("select data from fact where type = 'region.loaded' order by ord desc limit 1");
    expect(fact?.data).toEqual({ created: [], replaced: ['99.01.1'] });
  });

  test('knows only villages by position: a district around them changes nothing', async () => {
    await load(collection(feature('99.02', 'Kecamatan Dua', square(104.9, 1.1), 99)), { level: 'district' });
    expect(await at(1.105, 104.905)).toBeNull();
  });

  test('happens once for one key', async () => {
    const body = collection(feature('99.01.7', 'Tujuh', square(104.7, 1.1), '99.01'));
    const asked = { body, headers: { 'idempotency-key': 'regions-1' } };
    expect((await admin.call<RegionImport>('importRegions', asked)).body.created).toBe(1);
    const again = await admin.call<RegionImport>('importRegions', asked);
    expect([again.body.created, again.headers['idempotency-replayed']]).toEqual([1, 'true']);
  });

  test('is for administrators of the city', async () => {
    const body = collection(feature('99.01.8', 'Delapan', square(104.8, 1.1), '99.01'));
    expect((await anyone.refused('importRegions', 401, { body })).code).toBe('auth.required');
    const coordinator = await signedIn(app, 'coordinator@demo.test');
    expect((await coordinator.refused('importRegions', 403, { body })).code).toBe('auth.not_permitted');
    await anyone.refused('readRegion', 404, { path: { code: '99.01.8' } });
  });

  test('refuses the whole file for one fault, and points at the feature', async () => {
    const good = feature('99.01.9', 'Sembilan', square(104.9, 1.1), '99.01');
    expect(await refused({})).toEqual(['region.not_a_collection ']);
    expect(await refused({ type: 'FeatureCollection', features: [] })).toEqual(['region.empty /features']);
    const open = feature('99.01.3', 'Terbuka', square(104.4, 1.1).slice(0, 4), '99.01');
    expect(await refused(collection(good, open))).toEqual(['region.open_ring /features/1/geometry/coordinates/0']);
    expect(await refused(collection(good), { codeProperty: 'a/b' })).toEqual(['region.missing_property /features/0/properties/a~1b']);
    expect(await refused(collection(good, good))).toEqual(['region.repeated_code /features/1/properties/code']);
    expect(await refused(collection(good, feature('99.01.4', 'Yatim', square(104.4, 1.1))))).toEqual([
      'region.parent_missing /features/1/properties/parentCode',
    ]);
    const astray = [feature('99.01.5', 'A', square(104.5, 1.1), '98.01'), feature('99.01.6', 'B', square(104.6, 1.1), '99')];
    expect(await refused(collection(good, ...astray))).toEqual([
      'region.parent_unknown /features/1/properties/parentCode',
      'region.parent_unknown /features/2/properties/parentCode',
    ]);
    expect(await refused(collection(feature('99.01', 'Kecamatan', square(104.5, 1.1))))).toEqual(['region.other_level /features/0/properties/code']);
    expect(await refused(collection(good), { rootAgencyId: city.worksId })).toEqual(['agency.unknown /query/rootAgencyId']);
    await anyone.refused('readRegion', 404, { path: { code: '99.01.9' } });
  });

  test('does not touch the regions of another city', async () => {
    const batam = { code: 'btm', name: 'Kota Batam', shortName: 'Batam', codePrefix: 'BTM' };
    const rootAgencyId = await app.source.transaction((tx) => app.app.get(AgenciesService).found(tx, batam, new Date()));
    const regions = [{ code: '88', name: 'Kota Batam', level: 'city' as const }];
    await app.source.transaction((tx) => app.app.get(RegionsService).load(tx, { rootAgencyId, regions }, new Date()));
    const body = collection(feature('88', 'Kota Batam', square(104, 1)));
    expect(await refused(body, { level: 'city' })).toEqual(['region.of_another_city /features/0/properties/code']);
    expect((await admin.refused('importRegions', 403, { body, query: { level: 'city', rootAgencyId } })).code).toBe('auth.not_permitted');
  });
});

describe('Regions', () => {
  test('are read by anyone, by parent, level and words, page by page', async () => {
    await load(collection(feature('99.01.1', 'Satu', square(104.3, 1.1), '99.01'), feature('99.01.2', 'Dua', square(104.2, 1.1), '99.01')));
    const page = async (query: Record<string, string | number>): Promise<RegionPage> =>
      (await anyone.call<RegionPage>('listRegions', { query })).body;
    expect((await page({ parentCode: '99', level: 'district', q: 'contoh' })).items).toEqual([
      { code: '99.01', name: 'Kecamatan Contoh', level: 'district', parentCode: '99' },
    ]);
    const first = await page({ parentCode: '99.01', limit: 1 });
    const second = await page({ parentCode: '99.01', limit: 1, cursor: first.nextCursor ?? '' });
    expect([first, second].map(({ items }) => items[0]?.code)).toEqual(['99.01.1', '99.01.2']);
    const astray = { parentCode: '99', limit: 1, cursor: first.nextCursor ?? '' };
    expect((await anyone.refused('listRegions', 400, { query: astray })).code).toBe('request.cursor_invalid');
  });

  test('show their borders to who asks, always in the same form', async () => {
    const plain = await anyone.call<RegionWithBorders>('readRegion', { path: { code: '99.01.1' } });
    expect(plain.body).not.toHaveProperty('geometry');
    const { body } = await anyone.call<RegionWithBorders>('readRegion', { path: { code: '99.01.1' }, query: { geometry: true } });
    expect(body.geometry).toEqual({ type: 'MultiPolygon', coordinates: [[square(104.3, 1.1)]] });
    const headers = { 'if-none-match': plain.headers.etag ?? '' };
    await anyone.call('readRegion', { path: { code: '99.01.1' }, headers, expect: 304 });
    expect((await anyone.refused('readRegion', 404, { path: { code: '77' } })).code).toBe('region.not_found');
    expect(await app.app.get(RegionsQuery).exists(app.source, '99.01.1')).toBe(true);
    expect(await app.app.get(RegionsQuery).exists(app.source, '77')).toBe(false);
  });
});

describe('The real boundaries', () => {
  // The borders are no part of the project.
  const withBorders = existsSync(borders) ? test : test.skip;
  withBorders('find every kelurahan by its representative point', async () => {
    const { code, name, districts } = read<Facts>(new URL('regions-tanjungpinang.json', data)).tanjungpinang;
    const regions = [
      { code, name, level: 'city' as const },
      ...districts.map((district) => ({ code: district.code, name: district.name, level: 'district' as const, parentCode: code })),
    ];
    await app.source.transaction((tx) => app.app.get(RegionsService).load(tx, { rootAgencyId: city.cityId, regions }, new Date()));
    // One by one: all together have more members than one body may hold.
    for (const kelurahan of read<Collection>(borders).features)
      expect((await load(collection(kelurahan), names)).body).toEqual({ created: 1, replaced: 0, unchanged: 0 });
    const villages = districts.flatMap((district) => district.villages);
    const found: (string | undefined)[] = [];
    for (const { point } of villages) found.push((await at(point.lat, point.lng))?.code);
    expect(found).toHaveLength(18);
    expect(found).toEqual(villages.map((village) => village.code));
  });
});
