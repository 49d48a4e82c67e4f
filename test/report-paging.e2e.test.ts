import type { Problem } from '../src/platform/problem.view.js';
import type { Report, ReportPage } from '../src/reports/report.views.js';
import type { TimelinePage } from '../src/reports/timeline.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, complaint, givenACity } from './support/city.js';
import type { Answer } from './support/client.js';
import { givenIn, on } from './support/given.js';

let app: App;
let city: City;
const total = 23;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  app.clock.travelTo(on('11-02'));
  const given = givenIn(city);
  for (let count = 0; count < total; count += 1) await given.aReport({ status: count % 4 === 0 ? 'archived' : 'received' });
  // A flood: many came in, changed and fall due at the very same moment.
  await asSuperuser(
    app.databaseUrl,
    `update report set filed_at = '2026-11-02T02:00:00Z', updated_at = '2026-11-02T02:00:00Z' where id > (select id from report order by id offset 5 limit 1)`,
  );
});
afterAll(() => app.stop());

type Query = Record<string, string | number | boolean>;
const page = (query: Query): Promise<Answer<ReportPage>> => city.anyone.call<ReportPage>('listReports', { query });

async function walk(query: Query): Promise<Report[]> {
  const items: Report[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: Answer<ReportPage> = await page(cursor === '' ? query : { ...query, cursor });
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

describe.each(['newest', 'oldest', 'updated', 'due'])('Sorted by %s', (sort) => {
  test.each([1, 4, 7, 22, 23, 24])('pages of %i lose nothing and repeat nothing, also among equal times', async (limit) => {
    const whole = (await page({ sort, limit: 100 })).body.items.map(({ id }) => id);
    expect(new Set(whole).size).toBe(total);
    expect((await walk({ sort, limit })).map(({ id }) => id)).toEqual(whole);
  });

  test('the order is the one that was asked for, the id deciding between equals', async () => {
    const keyOf = { newest: 'filedAt', oldest: 'filedAt', updated: 'updatedAt', due: 'dueAt' }[sort] as 'filedAt';
    const keys = (await page({ sort, limit: 100 })).body.items.map((report) => `${report[keyOf] ?? '9999'} ${report.id}`);
    const sorted = [...keys].sort();
    expect(keys).toEqual(sort === 'newest' || sort === 'updated' ? sorted.reverse() : sorted);
  });
});

describe('A cursor', () => {
  test('is given until the last page, in the answer and as a link', async () => {
    const first = await page({ limit: 20, status: 'received' });
    const last = await page({ limit: 20, cursor: (await page({ limit: 20 })).body.nextCursor ?? '' });
    expect([last.body.items.length, last.body.nextCursor, last.headers.link]).toEqual([3, null, undefined]);
    expect(first.body.nextCursor).toBeNull();
    const { body, headers } = await page({ limit: 5, status: 'received' });
    const [, link = ''] = /^<([^>]+)>; rel="next"$/.exec(headers.link ?? '') ?? [];
    const followed = await city.anyone.get<ReportPage>(link.replace(city.anyone.url, ''));
    const { items } = (await page({ limit: 5, status: 'received', cursor: body.nextCursor ?? '' })).body;
    expect(followed.body.items).toEqual(items);
  });

  test('keeps its place when others file meanwhile', async () => {
    const { body } = await page({ limit: 10, sort: 'oldest' });
    const mark = (await page({ limit: 10 })).body;
    await city.anyone.call('fileReport', { body: complaint });
    const rest = await walk({ limit: 10, cursor: mark.nextCursor ?? '' });
    expect(rest.map(({ id }) => id).filter((id) => mark.items.some((one) => one.id === id))).toEqual([]);
    expect(mark.items.length + rest.length).toBe(total);
    expect((await walk({ limit: 10, sort: 'oldest', cursor: body.nextCursor ?? '' })).length + body.items.length).toBe(total + 1);
  });

  test('is refused when it was altered, whichever letter', async () => {
    const cursor = (await page({ limit: 3 })).body.nextCursor ?? '';
    for (let at = 0; at < cursor.length; at += 1) {
      const altered = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      const problem = await city.anyone.refused('listReports', 400, { query: { cursor: altered } });
      expect(problem.errors).toMatchObject([{ pointer: '/query/cursor' }]);
    }
  });

  test('tells nothing of the place it marks: the number of a fact would count those of hidden reports', async () => {
    const { body } = await page({ limit: 3 });
    const path = { id: body.items.find(({ status }) => status === 'archived')?.id ?? '' };
    const history = (await city.anyone.call<TimelinePage>('readTimeline', { path, query: { limit: 1 } })).body;
    const seen = [body, history].map(({ nextCursor }) => Buffer.from(nextCursor ?? '', 'base64url').toString('latin1'));
    expect(seen.filter((text) => text.includes('["') || text.includes(body.items[2]?.id ?? ''))).toEqual([]);
    expect((await page({ limit: 3 })).body.nextCursor).not.toBe(body.nextCursor);
  });

  test.each([{ sort: 'oldest' }, { status: 'received' }, { q: 'lampu' }, { from: '2026-11-01' }])(
    'is refused for another list: %j',
    async (changed) => {
      const cursor = (await page({ limit: 3 })).body.nextCursor ?? '';
      expect((await city.anyone.refused('listReports', 400, { query: { cursor, ...(changed as unknown as Query) } })).code).toBe(
        'request.cursor_invalid',
      );
    },
  );

  test('of another kind of list is none of this one', async () => {
    const agencies = (await city.anyone.call<{ nextCursor: string }>('listAgencies', { query: { limit: 1 } })).body;
    const refused = await city.anyone.get<Problem>(`/v1/reports?cursor=${agencies.nextCursor}`, { expect: 400 });
    expect(refused.body.code).toBe('request.cursor_invalid');
  });

  test('holds for any length of page, and for any caller what that caller may see', async () => {
    const cursor = (await page({ limit: 3 })).body.nextCursor ?? '';
    expect((await page({ limit: 1, cursor })).body.items[0]?.id).toBe((await page({ limit: 4 })).body.items[3]?.id);
    await city.coordinator.call('listReports', { query: { cursor } });
  });
});
