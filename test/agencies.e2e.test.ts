import { AgenciesQuery } from '../src/agencies/agencies.query.js';
import { AgenciesService } from '../src/agencies/agencies.service.js';
import type { CreateAgency } from '../src/agencies/agency.requests.js';
import type { Agency, AgencyPage } from '../src/agencies/agency.views.js';
import { type App, startApp } from './support/app.js';
import { type Answer, Client } from './support/client.js';
import { addMachine, addPerson, clientSecret, foundSmallCity, signedIn, type SmallCity } from './support/people.js';

let app: App;
let city: SmallCity;
let otherCityId: string;
let anyone: Client;
let admin: Client;

const inTransaction = <T>(body: (service: AgenciesService, at: Date) => Promise<T>): Promise<T> => body(app.app.get(AgenciesService), new Date());
const pathOf = async (id: string): Promise<string[] | undefined> => (await app.app.get(AgenciesQuery).facts(app.source, id))?.path;

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  const batam = { code: 'btm', name: 'Kota Batam', shortName: 'Batam', codePrefix: 'BTM' };
  otherCityId = await inTransaction((service, at) => app.source.transaction((tx) => service.found(tx, batam, at)));
  await addPerson(app, 'admin@demo.test', [{ role: 'admin', agencyId: city.cityId }]);
  await addPerson(app, 'works.admin@demo.test', [{ role: 'admin', agencyId: city.worksId }]);
  await addPerson(app, 'officer@demo.test', [{ role: 'officer', agencyId: city.worksId }]);
  admin = await signedIn(app, 'admin@demo.test');
});
afterAll(() => app.stop());

let made = 0;
const newAgency = (given: Partial<CreateAgency> = {}): CreateAgency => {
  made += 1;
  return { parentId: city.cityId, code: `dinas-${made}`, name: `Dinas Percobaan ${made}`, shortName: `DP ${made}`, kind: 'agency', ...given };
};
const create = (given: Partial<CreateAgency> = {}, by = admin): Promise<Answer<Agency>> =>
  by.call<Agency>('createAgency', { body: newAgency(given) });
const read = (id: string): Promise<Answer<Agency>> => anyone.call<Agency>('readAgency', { path: { id } });

async function change(id: string, body: object, by = admin): Promise<Answer<Agency>> {
  const { headers } = await read(id);
  return by.call<Agency>('changeAgency', { path: { id }, body, headers: { 'if-match': headers.etag ?? '' } });
}
async function changeRefused(id: string, body: object, expect: number, by = admin): Promise<string> {
  const { headers } = await read(id);
  const problem = await by.refused('changeAgency', expect, { path: { id }, body, headers: { 'if-match': headers.etag ?? '' } });
  return [problem.code, ...(problem.errors ?? []).map(({ pointer }) => pointer)].join(' ');
}

describe('The tree of agencies', () => {
  test('is read by anyone, level by level, by kind and by words', async () => {
    const names = async (query: Record<string, string>): Promise<string[]> =>
      (await anyone.call<AgencyPage>('listAgencies', { query })).body.items.map(({ name }) => name);
    expect(await names({ parentId: city.cityId })).toEqual(['Dinas PUPR', 'Dinas Perhubungan']);
    expect(await names({ parentId: city.worksId })).toEqual(['Bidang Sumber Daya Air']);
    expect(await names({ kind: 'city' })).toEqual(['Kota Batam', 'Kota Tanjungpinang']);
    expect(await names({ q: 'DISHUB' })).toEqual(['Dinas Perhubungan']);
    expect(await names({ q: '%' })).toEqual([]);
  });

  test('is read page by page, with a cursor that nobody else can make or use elsewhere', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const { body, headers }: Answer<AgencyPage> = await anyone.call('listAgencies', { query: { limit: 2, ...(cursor && { cursor }) } });
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
      expect(headers.link === undefined).toBe(cursor === null);
    } while (cursor);
    const all = await anyone.call<AgencyPage>('listAgencies', { query: { limit: 100 } });
    expect(seen).toEqual(all.body.items.map(({ id }) => id));

    const { body } = await anyone.call<AgencyPage>('listAgencies', { query: { limit: 2 } });
    const given = body.nextCursor ?? '';
    const tampered = (given.startsWith('W') ? 'X' : 'W') + given.slice(1);
    expect((await anyone.refused('listAgencies', 400, { query: { cursor: tampered } })).code).toBe('request.cursor_invalid');
    expect((await anyone.refused('listAgencies', 400, { query: { cursor: given, kind: 'unit' } })).code).toBe('request.cursor_invalid');
    expect((await anyone.refused('listCategories', 400, { query: { cursor: given } })).code).toBe('request.cursor_invalid');
  });

  test('answers 304 to who has the latest, 404 for what is not there and 400 for what is no id', async () => {
    const { headers } = await read(city.worksId);
    await anyone.call('readAgency', { path: { id: city.worksId }, headers: { 'if-none-match': headers.etag ?? '' }, expect: 304 });
    expect((await anyone.refused('readAgency', 404, { path: { id: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' } })).code).toBe('agency.not_found');
    expect((await anyone.refused('readAgency', 400, { path: { id: 'pupr' } })).code).toBe('request.invalid');
  });
});

describe('Creating an agency', () => {
  test('places it below its parent, writes a fact and happens once for one key', async () => {
    const asked = { body: newAgency({ parentId: city.worksId, kind: 'unit' }), headers: { 'idempotency-key': 'create-1' } };
    const first = await admin.call<Agency>('createAgency', asked);
    expect(first.headers.location).toBe(`/v1/agencies/${first.body.id}`);
    expect(first.body).toMatchObject({ kind: 'unit', parentId: city.worksId, open: true, approvalRequired: true });
    expect(await pathOf(first.body.id)).toEqual([city.cityId, city.worksId, first.body.id]);
    const again = await admin.call<Agency>('createAgency', asked);
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true', etag: first.headers.etag });
    expect(again.body).toEqual(first.body);
    expect((await admin.refused('createAgency', 422, { ...asked, body: newAgency() })).code).toBe('idempotency.key_reused');
    const facts = await app.source.query<unknown[]>('select type, actor_kind from fact where subject_id = $1', [first.body.id]);
    expect(facts).toEqual([{ type: 'agency.founded', actor_kind: 'staff' }]);
  });

  test('is for administrators at the parent or above it, people or machines', async () => {
    const officer = await signedIn(app, 'officer@demo.test');
    const worksAdmin = await signedIn(app, 'works.admin@demo.test');
    await addMachine(app, 'provisioning', ['admin'], city.cityId);
    expect((await anyone.refused('createAgency', 401, { body: newAgency() })).code).toBe('auth.required');
    for (const [who, parentId] of [
      [officer, city.worksId],
      [worksAdmin, city.cityId],
      [admin, otherCityId],
    ] as const)
      expect((await who.refused('createAgency', 403, { body: newAgency({ parentId }) })).code).toBe('auth.not_permitted');
    await create({ parentId: city.worksId, kind: 'unit' }, worksAdmin);
    const form = `grant_type=client_credentials&client_id=provisioning&client_secret=${clientSecret}`;
    const token = await anyone.post<{ access_token: string }>('/v1/oauth2/token', form, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await create({}, anyone.as(token.body.access_token));
  });

  test('refuses what does not fit, and points at it', async () => {
    const closed = (await create({ validFrom: '2020-01-01', validTo: '2021-01-01' })).body;
    expect(closed.open).toBe(false);
    const refused = async (given: Partial<CreateAgency>, expect: number): Promise<string> => {
      const problem = await admin.refused('createAgency', expect, { body: newAgency(given) });
      return [problem.code, problem.errors?.[0]?.pointer].join(' ');
    };
    expect(await refused({ parentId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' }, 400)).toBe('agency.unknown /parentId');
    expect(await refused({ parentId: closed.id }, 400)).toBe('agency.closed /parentId');
    expect(await refused({ code: 'PUPR' }, 409)).toBe('agency.code_taken /code');
    expect(await refused({ validFrom: '2026-02-01', validTo: '2026-01-31' }, 400)).toBe('validity.reversed /validTo');
    expect(await refused({ code: 'two words' }, 400)).toBe('request.invalid /code');
    expect(await refused({ kind: 'city' as 'unit' }, 400)).toBe('request.invalid /kind');
    let parentId = city.cityId;
    for (let level = 2; level <= 8; level += 1) parentId = (await create({ parentId, kind: 'unit' })).body.id;
    expect(await refused({ parentId }, 400)).toBe('agency.too_deep /parentId');
  });
});

test('A page of agencies goes on after the longest name', async () => {
  const name = '\u{1f6e0}'.repeat(200);
  for (const shortName of ['Satu', 'Dua']) await create({ name, shortName });
  const query = { q: name.slice(0, 20), limit: 1 };
  const { nextCursor } = (await anyone.call<AgencyPage>('listAgencies', { query })).body;
  expect((await anyone.call<AgencyPage>('listAgencies', { query: { ...query, cursor: nextCursor ?? '' } })).body.items).toHaveLength(1);
});

describe('Changing an agency', () => {
  test('needs the latest state, and leaves alone what is the same', async () => {
    const { body, headers } = await create();
    const asked = { path: { id: body.id }, body: { name: 'Dinas Baru' } };
    expect((await admin.refused('changeAgency', 428, asked)).code).toBe('precondition.required');
    const changed = await admin.call<Agency>('changeAgency', { ...asked, headers: { 'if-match': headers.etag ?? '' } });
    expect(changed.body).toEqual({ ...body, name: 'Dinas Baru' });
    expect((await admin.refused('changeAgency', 412, { ...asked, headers: { 'if-match': headers.etag ?? '' } })).code).toBe('precondition.stale');
    expect((await change(body.id, { name: 'Dinas Baru' })).headers.etag).toBe(changed.headers.etag);
    expect(await changeRefused(body.id, { code: 'new' }, 400)).toBe('request.invalid /code');
    expect(await changeRefused(body.id, { name: 'x' }, 403, await signedIn(app, 'works.admin@demo.test'))).toBe('auth.not_permitted');
  });

  test('closes it and opens it again, but not over the heads of its units', async () => {
    const { id } = (await create()).body;
    const unit = (await create({ parentId: id, kind: 'unit' })).body;
    expect(await changeRefused(id, { validTo: '2020-01-01' }, 400)).toBe('validity.reversed /validTo');
    expect(await changeRefused(id, { validFrom: '2019-01-01', validTo: '2020-01-01' }, 409)).toBe('agency.units_outlive /validTo');
    await change(unit.id, { validFrom: '2019-01-01', validTo: '2020-01-01' });
    expect((await change(id, { validFrom: '2019-01-01', validTo: '2020-01-01' })).body.open).toBe(false);
    const ids = async (query: object): Promise<string[]> =>
      (await anyone.call<AgencyPage>('listAgencies', { query: { limit: 100, ...query } })).body.items.map((agency) => agency.id);
    expect(await ids({})).not.toContain(id);
    expect(await ids({ includeClosed: true })).toContain(id);
    const opened = (await change(id, { validTo: null })).body;
    expect(opened).toMatchObject({ open: true });
    expect(opened).not.toHaveProperty('validTo');
  });
});
