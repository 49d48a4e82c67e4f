import type { EntityManager } from 'typeorm';
import { type AgencyFacts, AgenciesQuery } from '../src/agencies/agencies.query.js';
import { AgenciesService } from '../src/agencies/agencies.service.js';
import type { Agency } from '../src/agencies/agency.views.js';
import { CategoriesQuery } from '../src/agencies/categories.query.js';
import { CategoriesService } from '../src/agencies/categories.service.js';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { Client } from './support/client.js';
import { addPerson, foundSmallCity, signedIn, type SmallCity } from './support/people.js';

let app: App;
let city: SmallCity;
let otherCityId: string;
let anyone: Client;
let admin: Client;

const inTransaction = <T>(body: (tx: EntityManager, service: AgenciesService, at: Date) => Promise<T>): Promise<T> =>
  app.source.transaction((tx) => body(tx, app.app.get(AgenciesService), new Date()));
const factsOf = async (id: string): Promise<AgencyFacts> => {
  const facts = await app.app.get(AgenciesQuery).facts(app.source, id);
  if (!facts) throw new Error(`No agency ${id}`);
  return facts;
};
const succeed = (id: string, successorId: string): Promise<void> => inTransaction((tx, service, at) => service.succeed(tx, id, successorId, at));

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  const batam = { code: 'btm', name: 'Kota Batam', shortName: 'Batam', codePrefix: 'BTM', zone: 'Asia/Jayapura' };
  otherCityId = await inTransaction((tx, service, at) => service.found(tx, batam, at));
  await addPerson(app, 'admin@demo.test', [{ role: 'admin', agencyId: city.cityId }]);
  await addPerson(app, 'works.admin@demo.test', [{ role: 'admin', agencyId: city.worksId }]);
  admin = await signedIn(app, 'admin@demo.test');
});
afterAll(() => app.stop());

let made = 0;
async function create(parentId: string): Promise<string> {
  made += 1;
  const body = { parentId, code: `unit-${made}`, name: `Unit ${made}`, shortName: `U${made}`, kind: 'unit' };
  return (await admin.call<Agency>('createAgency', { body })).body.id;
}

/** A chain of units, each below the one before. */
async function chain(parentId: string, length: number): Promise<string[]> {
  const ids: string[] = [];
  for (let level = 0; level < length; level += 1) ids.push(await create(ids.at(-1) ?? parentId));
  return ids;
}

async function move(id: string, parentId: string, by = admin): Promise<Agency> {
  const { headers } = await anyone.call('readAgency', { path: { id } });
  return (await by.call<Agency>('changeAgency', { path: { id }, body: { parentId }, headers: { 'if-match': headers.etag ?? '' } })).body;
}
async function moveRefused(id: string, parentId: string, expect: number, by = admin): Promise<Problem> {
  const { headers } = await anyone.call('readAgency', { path: { id } });
  return by.refused('changeAgency', expect, { path: { id }, body: { parentId }, headers: { 'if-match': headers.etag ?? '' } });
}

describe('Moving an agency', () => {
  test('takes everything below it along', async () => {
    const [top = '', middle = '', bottom = ''] = await chain(city.worksId, 3);
    expect((await move(top, city.transportId)).parentId).toBe(city.transportId);
    expect((await factsOf(bottom)).path).toEqual([city.cityId, city.transportId, top, middle, bottom]);
    const [fact] = await app.source.query<{ data: object }[]>("select data from fact where type = 'agency.changed' and subject_id = $1", [top]);
    expect(fact?.data).toMatchObject({ changed: ['parentId'], parentId: city.transportId });
  });

  test('is refused below itself, in another city, below a closed agency and too deep', async () => {
    const [top = '', bottom = ''] = await chain(city.worksId, 2);
    for (const below of [top, bottom]) expect((await moveRefused(top, below, 409)).code).toBe('agency.circle');
    expect((await moveRefused(city.cityId, bottom, 409)).code).toBe('agency.circle');
    expect(await moveRefused(top, otherCityId, 400)).toMatchObject({ code: 'agency.of_another_city', errors: [{ pointer: '/parentId' }] });
    const [old = '', heir = ''] = [await create(city.cityId), await create(city.cityId)];
    await succeed(old, heir);
    expect(await moveRefused(top, old, 400)).toMatchObject({ code: 'agency.closed', related: { kind: 'agency', id: heir } });
    const deep = (await chain(city.transportId, 5)).at(-1) ?? '';
    expect((await moveRefused(top, deep, 400)).code).toBe('agency.too_deep');
    expect((await factsOf(bottom)).path).toEqual([city.cityId, city.worksId, top, bottom]);
  });

  test('needs the permission at both ends', async () => {
    const [unit = ''] = await chain(city.worksId, 1);
    const worksAdmin = await signedIn(app, 'works.admin@demo.test');
    expect((await moveRefused(unit, city.transportId, 403, worksAdmin)).code).toBe('auth.not_permitted');
    await move(unit, city.drainageId, worksAdmin);
  });

  test('makes no circle when two move below each other at once', async () => {
    const [left = '', right = ''] = [await create(city.worksId), await create(city.worksId)];
    const both = await Promise.allSettled([move(left, right), move(right, left)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
      message: expect.stringContaining('agency.circle') as string,
    });
  });
});

describe('Succeeding an agency', () => {
  test('closes it at once, and hands its units and topics to the successor', async () => {
    const [old = '', unit = '', bench = ''] = await chain(city.cityId, 3);
    const heir = await create(city.cityId);
    const topic = { code: 'pasar', name: 'Pasar', defaultAgencyId: old };
    const topicId = await inTransaction((tx, _, at) => app.app.get(CategoriesService).create(tx, topic, at));
    await succeed(old, heir);
    expect(await factsOf(old)).toMatchObject({ open: false, successorId: heir, successorName: (await factsOf(heir)).name });
    expect((await factsOf(bench)).path).toEqual([city.cityId, heir, unit, bench]);
    expect((await app.app.get(CategoriesQuery).facts(app.source, topicId))?.defaultAgencyId).toBe(heir);
    const { body, headers } = await anyone.call<Agency>('readAgency', { path: { id: old } });
    expect(body).toMatchObject({ open: false, successorId: heir, validTo: body.validFrom });
    const reopened = await admin.refused('changeAgency', 409, {
      path: { id: old },
      body: { validTo: null },
      headers: { 'if-match': headers.etag ?? '' },
    });
    expect(reopened).toMatchObject({ code: 'agency.succeeded', related: { id: heir } });
    const facts = await app.source.query<{ data: object }[]>("select data from fact where type = 'agency.succeeded' and subject_id = $1", [old]);
    expect(facts).toEqual([{ data: { successorId: heir, movedUnitIds: [unit] } }]);
  });

  test('is refused by itself, by a unit of its own, by a closed agency, by another city and a second time', async () => {
    const [agency = '', unit = ''] = await chain(city.cityId, 2);
    const [closed = '', heir = ''] = [await create(city.cityId), await create(city.cityId)];
    await succeed(closed, heir);
    for (const [id, successorId, code] of [
      [agency, agency, 'agency.circle'],
      [agency, unit, 'agency.circle'],
      [agency, closed, 'agency.closed'],
      [agency, otherCityId, 'agency.of_another_city'],
      [agency, '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99', 'agency.unknown'],
      [closed, agency, 'agency.succeeded'],
      ['0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99', agency, 'agency.not_found'],
    ] as const)
      await expect(succeed(id, successorId)).rejects.toMatchObject({ code });
    expect(await factsOf(agency)).toMatchObject({ open: true });
  });
});

test('days of validity are counted in the zone of the city', async () => {
  // 23:30 on 31 December in Tanjungpinang (WIB) is 01:30 on 1 January in Jayapura (WIT).
  app.clock.travelTo(new Date('2030-12-31T16:30:00Z'));
  const untilNewYear = { kind: 'agency', shortName: 'x', name: 'x', code: 'until-new-year', validTo: '2030-12-31' } as const;
  const openAt = async (parentId: string): Promise<boolean> => {
    const id = await inTransaction((tx, service) =>
      service.create(tx, { ...untilNewYear, parentId, validFrom: '2020-01-01' }, app.clock.approximately()),
    );
    return (await factsOf(id)).open;
  };
  expect([await openAt(city.cityId), await openAt(otherCityId)]).toEqual([true, false]);
  app.clock.travelTo(null);
});

test('the city founded first is the usual one', async () => {
  const query = app.app.get(AgenciesQuery);
  expect(await query.city(app.source)).toMatchObject({ id: city.cityId, codePrefix: 'TPI', path: [city.cityId], zone: 'Asia/Jakarta' });
  expect((await query.city(app.source, otherCityId)).codePrefix).toBe('BTM');
  await expect(query.city(app.source, city.worksId)).rejects.toMatchObject({ code: 'agency.unknown' });
});
