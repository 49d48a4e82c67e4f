import { AgenciesService } from '../src/agencies/agencies.service.js';
import { CategoriesQuery } from '../src/agencies/categories.query.js';
import { CategoriesService } from '../src/agencies/categories.service.js';
import type { CreateCategory } from '../src/agencies/category.requests.js';
import type { Category, CategoryPage } from '../src/agencies/category.views.js';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { type Answer, Client } from './support/client.js';
import { addPerson, foundSmallCity, signedIn, type SmallCity } from './support/people.js';

let app: App;
let city: SmallCity;
let otherCityId: string;
let otherCategoryId: string;
let anyone: Client;
let coordinator: Client;

const nobody = '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99';
const damage = {
  code: 'jenis-kerusakan',
  label: 'Apa jenis kerusakannya?',
  type: 'single_choice' as const,
  required: true,
  choices: [
    { code: 'berlubang', label: 'Jalan berlubang' },
    { code: 'amblas', label: 'Jalan amblas' },
  ],
};

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  await app.source.transaction(async (tx) => {
    const [agencies, categories, at] = [app.app.get(AgenciesService), app.app.get(CategoriesService), new Date()];
    otherCityId = await agencies.found(tx, { code: 'btm', name: 'Kota Batam', shortName: 'Batam', codePrefix: 'BTM' }, at);
    otherCategoryId = await categories.create(tx, { rootAgencyId: otherCityId, code: 'jalan', name: 'Jalan di Batam' }, at);
  });
  await addPerson(app, 'coordinator@demo.test', [{ role: 'coordinator', agencyId: city.cityId }]);
  await addPerson(app, 'liaison@demo.test', [{ role: 'liaison', agencyId: city.worksId }]);
  await addPerson(app, 'works.coordinator@demo.test', [{ role: 'coordinator', agencyId: city.worksId }]);
  coordinator = await signedIn(app, 'coordinator@demo.test');
});
afterAll(() => app.stop());

let made = 0;
const newCategory = (given: Partial<CreateCategory> = {}): CreateCategory => {
  made += 1;
  return { code: `topik-${made}`, name: `Topik ${made}`, ...given };
};
const create = async (given: Partial<CreateCategory> = {}): Promise<Category> =>
  (await coordinator.call<Category>('createCategory', { body: newCategory(given) })).body;
const read = (id: string): Promise<Answer<Category>> => anyone.call<Category>('readCategory', { path: { id } });

async function change(id: string, body: object): Promise<Answer<Category>> {
  const { headers } = await read(id);
  return coordinator.call<Category>('changeCategory', { path: { id }, body, headers: { 'if-match': headers.etag ?? '' } });
}
async function changeRefused(id: string, body: object, expect: number, by = coordinator): Promise<string> {
  const { headers } = await read(id);
  return told(await by.refused('changeCategory', expect, { path: { id }, body, headers: { 'if-match': headers.etag ?? '' } }));
}
const told = ({ code, errors }: Problem): string => [code, errors?.[0]?.pointer].filter(Boolean).join(' ');

describe('Topics', () => {
  test('are read by anyone, by group and by words, without those that cannot be chosen', async () => {
    const group = await create({ name: 'Perhubungan' });
    const lamp = await create({ parentId: group.id, name: 'Lampu Penerangan Jalan' });
    const old = await create({ parentId: group.id, name: 'Becak', validFrom: '2019-01-01', validTo: '2020-01-01' });
    const names = async (query: Record<string, string | boolean>): Promise<string[]> =>
      (await anyone.call<CategoryPage>('listCategories', { query })).body.items.map(({ name }) => name);
    expect(await names({ parentId: group.id })).toEqual(['Lampu Penerangan Jalan']);
    expect(await names({ parentId: group.id, includeClosed: true })).toEqual(['Becak', 'Lampu Penerangan Jalan']);
    expect(await names({ q: 'penerangan' })).toEqual(['Lampu Penerangan Jalan']);
    expect((await read(old.id)).body.open).toBe(false);
    expect((await anyone.refused('readCategory', 404, { path: { id: nobody } })).code).toBe('category.not_found');
    await change(group.id, { validFrom: '2019-01-01', validTo: '2020-01-01' });
    expect((await read(lamp.id)).body.open).toBe(false);
  });

  test('are read page by page', async () => {
    const group = await create();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await create({ parentId: group.id })).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string | number> = { parentId: group.id, limit: 2, ...(cursor === null ? {} : { cursor }) };
      const { body }: Answer<CategoryPage> = await anyone.call('listCategories', { query });
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen.sort()).toEqual(ids.sort());
  });

  test('hand down what routing and privacy need', async () => {
    const group = await create({ sensitive: true, defaultAgencyId: city.worksId });
    const topic = await create({ parentId: group.id });
    const query = app.app.get(CategoriesQuery);
    expect(await query.facts(app.source, topic.id)).toEqual({
      id: topic.id,
      name: topic.name,
      rootAgencyId: city.cityId,
      parentId: group.id,
      ancestors: [group.id],
      defaultAgencyId: city.worksId,
      sensitive: true,
      open: true,
    });
    expect(topic.sensitive).toBe(true);
    await change(group.id, { sensitive: false, defaultAgencyId: null });
    await change(topic.id, { defaultAgencyId: city.transportId });
    expect(await query.facts(app.source, topic.id)).toMatchObject({ sensitive: false, defaultAgencyId: city.transportId });
    expect((await query.facts(app.source, group.id))?.ancestors).toEqual([]);
    expect(await query.facts(app.source, nobody)).toBeUndefined();
  });
});

describe('Creating a topic', () => {
  test('keeps guide and questions, and happens once for one key', async () => {
    const body = newCategory({ guide: 'Sebutkan nama jalan.', questions: [damage], defaultAgencyId: city.drainageId });
    const asked = { body, headers: { 'idempotency-key': 'topic-1' } };
    const first = await coordinator.call<Category>('createCategory', asked);
    expect(first.headers.location).toBe(`/v1/categories/${first.body.id}`);
    expect(first.body).toMatchObject({ ...body, rootAgencyId: city.cityId, sensitive: false, open: true });
    const again = await coordinator.call<Category>('createCategory', asked);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    const facts = await app.source.query<unknown[]>('select type from fact where subject_id = $1', [first.body.id]);
    expect(facts).toEqual([{ type: 'category.created' }]);
  });

  test('is for those who hold the permission at the city', async () => {
    expect((await anyone.refused('createCategory', 401, { body: newCategory() })).code).toBe('auth.required');
    for (const email of ['liaison@demo.test', 'works.coordinator@demo.test'])
      expect((await (await signedIn(app, email)).refused('createCategory', 403, { body: newCategory() })).code).toBe('auth.not_permitted');
    const body = newCategory({ rootAgencyId: otherCityId });
    expect((await coordinator.refused('createCategory', 403, { body })).code).toBe('auth.not_permitted');
  });

  test('refuses what does not fit, and points at it', async () => {
    const group = await create({ code: 'Jalan' });
    const topic = await create({ parentId: group.id });
    const closed = await create({ validFrom: '2019-01-01', validTo: '2020-01-01' });
    const agency = {
      parentId: city.cityId,
      code: 'lama',
      name: 'Lama',
      shortName: 'Lama',
      kind: 'agency',
      validFrom: '2019-01-01',
      validTo: '2020-01-01',
    } as const;
    const closedId = await app.source.transaction((tx) => app.app.get(AgenciesService).create(tx, agency, new Date()));
    const question = { ...damage, code: 'x' };
    const cases: [Partial<CreateCategory>, number, string][] = [
      [{ parentId: nobody }, 400, 'category.parent_unknown /parentId'],
      [{ parentId: otherCategoryId, rootAgencyId: city.cityId }, 400, 'category.parent_unknown /parentId'],
      [{ parentId: topic.id }, 400, 'category.too_deep /parentId'],
      [{ parentId: closed.id }, 400, 'category.parent_closed /parentId'],
      [{ rootAgencyId: city.worksId }, 400, 'agency.unknown /rootAgencyId'],
      [{ code: 'JALAN' }, 409, 'category.code_taken /code'],
      [{ defaultAgencyId: nobody }, 400, 'agency.unknown /defaultAgencyId'],
      [{ defaultAgencyId: otherCityId }, 400, 'agency.of_another_city /defaultAgencyId'],
      [{ defaultAgencyId: closedId }, 400, 'agency.closed /defaultAgencyId'],
      [{ validFrom: '2026-02-01', validTo: '2026-01-31' }, 400, 'validity.reversed /validTo'],
      [{ questions: [damage, question, damage] }, 400, 'category.question_repeated /questions/2/code'],
      [{ questions: [{ ...damage, choices: undefined }] }, 400, 'category.question_choices /questions/0/choices'],
      [{ questions: [damage, { ...question, type: 'text' }] }, 400, 'category.question_choices /questions/1/choices'],
      [
        { questions: [{ ...damage, choices: [...damage.choices, ...damage.choices] }] },
        400,
        'category.question_repeated /questions/0/choices/2/code',
      ],
      [{ questions: [{ ...damage, type: 'colour' as 'text' }] }, 400, 'request.invalid /questions/0/type'],
    ];
    for (const [given, status, expected] of cases)
      expect(told(await coordinator.refused('createCategory', status, { body: newCategory(given) }))).toBe(expected);
  });
});

describe('Changing a topic', () => {
  test('needs the latest state, and leaves alone what is the same', async () => {
    const { id, name } = await create();
    const { headers } = await read(id);
    const asked = { path: { id }, body: { questions: [damage], guide: 'Baru.' } };
    expect((await coordinator.refused('changeCategory', 428, asked)).code).toBe('precondition.required');
    const stale = { ...asked, headers: { 'if-match': headers.etag ?? '' } };
    expect((await coordinator.call<Category>('changeCategory', stale)).body).toMatchObject({ name, guide: 'Baru.', questions: [damage] });
    expect((await coordinator.refused('changeCategory', 412, stale)).code).toBe('precondition.stale');
    const { headers: latest } = await read(id);
    expect((await change(id, asked.body)).headers.etag).toBe(latest.etag);
  });

  test('refuses what does not fit', async () => {
    const { id } = await create();
    expect(await changeRefused(id, { defaultAgencyId: otherCityId }, 400)).toBe('agency.of_another_city /defaultAgencyId');
    expect(await changeRefused(id, { validTo: '2020-01-01' }, 400)).toBe('validity.reversed /validTo');
    expect(await changeRefused(id, { questions: [damage, damage] }, 400)).toBe('category.question_repeated /questions/1/code');
    expect(await changeRefused(id, { parentId: id }, 400)).toBe('request.invalid /parentId');
    expect(await changeRefused(id, { name: null }, 400)).toBe('request.invalid /name');
    expect(await changeRefused(otherCategoryId, { name: 'x' }, 403)).toBe('auth.not_permitted');
    expect(await changeRefused(id, { name: 'x' }, 403, await signedIn(app, 'liaison@demo.test'))).toBe('auth.not_permitted');
  });
});
