import type { Agency } from '../src/agencies/agency.views.js';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Answer, Client } from './support/client.js';

let app: App;
let city: City;
let anyone: Client;
beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  anyone = city.anyone;
});
afterAll(() => app.stop());

describe('A list', () => {
  test('is read to its end page by page, each thing once, and Link leads on', async () => {
    const names: string[] = [];
    let pages = 0;
    let next: string | undefined = '/v1/agencies?limit=2';
    while (next !== undefined) {
      const answer: Answer<{ items: Agency[]; nextCursor: string | null }> = await anyone.get(next);
      names.push(...answer.body.items.map(({ id }) => id));
      pages += 1;
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.link ?? '')?.[1];
      expect(next === undefined).toBe(answer.body.nextCursor === null);
    }
    const { body } = await anyone.get<{ items: Agency[] }>('/v1/agencies?limit=100');
    expect(names).toEqual(body.items.map(({ id }) => id));
    expect(pages).toBe(Math.ceil(names.length / 2));
  });

  test('takes no cursor that was changed, or made for another list or filter', async () => {
    const { body } = await anyone.get<{ nextCursor: string }>('/v1/agencies?limit=1');
    const refused = async (address: string): Promise<string> => (await anyone.get<Problem>(address, { expect: 400 })).body.code;
    const cursor = body.nextCursor;
    expect(await refused(`/v1/agencies?cursor=${cursor.slice(0, -4)}`)).toBe('request.cursor_invalid');
    expect(await refused(`/v1/agencies?q=dinas&cursor=${cursor}`)).toBe('request.cursor_invalid');
    expect(await refused(`/v1/categories?cursor=${cursor}`)).toBe('request.cursor_invalid');
    expect(await refused('/v1/agencies?cursor=nonsense')).toBe('request.invalid');
  });
});

describe('A state', () => {
  const read = (headers: Record<string, string> = {}, expect = 200): Promise<Answer<Agency>> =>
    anyone.call<Agency>('readAgency', { path: { id: city.agencies.dishub }, headers, expect });
  const change = (headers: Record<string, string>, expect: number): Promise<Answer<Problem>> =>
    city.admin.call<Problem>('changeAgency', { path: { id: city.agencies.dishub }, body: { shortName: 'Dishub' }, headers, expect });

  test('that is still known is not sent again', async () => {
    const etag = (await read()).headers.etag ?? '';
    expect((await read({ 'if-none-match': etag }, 304)).text).toBe('');
    expect((await read({ 'if-none-match': `"other", W/${etag}` }, 304)).text).toBe('');
    await read({ 'if-none-match': '"other"' });
  });

  test('is changed only by who knows it: 428 without If-Match, 412 when it is stale', async () => {
    const etag = (await read()).headers.etag ?? '';
    expect((await change({}, 428)).body.code).toBe('precondition.required');
    await change({ 'if-match': etag }, 200);
    expect((await change({ 'if-match': etag }, 412)).body.code).toBe('precondition.stale');
    expect((await change({ 'if-match': 'nonsense' }, 412)).body.code).toBe('precondition.stale');
  });
});

describe('Texts for people', () => {
  test('are Indonesian unless English is asked for, and codes are the same', async () => {
    const ask = (language?: string): Promise<Answer<Problem>> =>
      anyone.get('/v1/nothing', { expect: 404, headers: language === undefined ? {} : { 'accept-language': language } });
    const [plain, indonesian, english, foreign] = [await ask(), await ask('id'), await ask('en-GB,en;q=0.9,id;q=0.1'), await ask('fr')];
    expect(plain.body.title).toBe('Alamat tidak ditemukan');
    expect(indonesian.body.title).toBe(plain.body.title);
    expect(foreign.body.title).toBe(plain.body.title);
    expect(english.body.title).toBe('No such address');
    expect(english.body.code).toBe(plain.body.code);
    expect([plain, english].map(({ headers }) => headers['content-language'])).toEqual(['id', 'en']);
  });
});

describe('The request id', () => {
  test('is the one that was sent, in the answer, the problem and the log', async () => {
    const { headers, body } = await anyone.get<Problem>('/v1/nothing', { expect: 404, headers: { 'x-request-id': 'loket-7.2026_11' } });
    expect(headers['x-request-id']).toBe('loket-7.2026_11');
    expect(body.instance).toBe('loket-7.2026_11');
    expect(app.log.some((line) => line.includes('"requestId":"loket-7.2026_11"'))).toBe(true);
  });

  test.each(['', 'a b', 'x'.repeat(65), '"><script>', 'a"b'])('is made anew when the one sent is not harmless: %j', async (sent) => {
    const { headers } = await anyone.get('/health/live', { headers: { 'x-request-id': sent } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('A browser', () => {
  test('is told what it may read, gets no cookie, and is not told what runs here', async () => {
    const { headers } = await anyone.get('/v1/agencies', { headers: { origin: 'https://lapor.example' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-expose-headers']).toMatch(/ETag.*Location.*X-Request-Id/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
