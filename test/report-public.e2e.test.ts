import type { Tracking } from '../src/reports/report.views.js';
import type { TimelinePage } from '../src/reports/timeline.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { type Given, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
});
afterAll(() => app.stop());

describe('Support', () => {
  test('counts each account once, and may be taken back', async () => {
    const report = await given.aReport();
    for (const [who, operation, count] of [
      [city.citizen, 'supportReport', 1],
      [city.citizen, 'supportReport', 1],
      [city.neighbour, 'supportReport', 2],
      [city.citizen, 'withdrawSupport', 1],
      [city.citizen, 'withdrawSupport', 1],
      [city.neighbour, 'withdrawSupport', 0],
    ] as const)
      expect((await report.call(who, operation)).body.supportCount).toBe(count);
  });

  test('needs an account, and is nothing for machines', async () => {
    const { path } = await given.aReport();
    expect((await city.anyone.refused('supportReport', 401, { path })).code).toBe('auth.required');
    expect((await city.machine.refused('supportReport', 403, { path })).code).toBe('auth.not_permitted');
  });

  test('is for public reports: a confidential one has none, also from those who see it', async () => {
    const { path } = await given.aReport({ confidential: true });
    expect((await city.coordinator.refused('supportReport', 409, { path })).code).toBe('report.not_public');
    await city.citizen.refused('supportReport', 404, { path });
  });
});

describe('A tracking code', () => {
  const track = async (code: string): Promise<Tracking> => (await city.anyone.call<Tracking>('trackReport', { path: { code } })).body;

  test('leads to the report as people write and read it aloud', async () => {
    const { filed } = await given.aReport({ status: 'in_progress' });
    const typed = [
      filed.code,
      filed.code.toLowerCase(),
      filed.code.replaceAll('-', ''),
      filed.code.replaceAll('-', '  '),
      `${filed.code.slice(0, 7)} ${filed.code.slice(7)}`,
      filed.code.replaceAll('1', 'I').replaceAll('0', 'O'),
      filed.code.replaceAll('1', 'l').replaceAll('0', 'o').toLowerCase(),
      filed.code.replace('TPI', 'TP1'),
      filed.code.replaceAll('-', '\u2013'),
      filed.code.replaceAll('-', '.'),
      filed.code.replaceAll('-', ' _ '),
      filed.code.replace(/[A-Z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    ];
    for (const code of typed)
      expect(await track(code)).toMatchObject({ id: filed.id, code: filed.code, status: 'in_progress', statusLabel: 'Proses', title: filed.title });
  });

  test('that was misread leads to none, not to somebody else’s', async () => {
    const { filed } = await given.aReport();
    const digit = filed.code[4] === '7' ? '8' : '7';
    for (const code of [
      filed.code.slice(0, 4) + digit + filed.code.slice(5),
      filed.code.slice(0, -1) + (filed.code.endsWith('A') ? 'B' : 'A'),
      'TPI-0000-0000-0000-0',
      '1234567',
      "TPI'; --",
      'x'.repeat(100),
    ])
      expect((await city.anyone.refused('trackReport', 404, { path: { code } })).code).toBe('report.not_found');
    await city.anyone.refused('trackReport', 400, { path: { code: 'x'.repeat(101) } });
  });
});

test('a history is read a page at a time, oldest first, without a gap', async () => {
  const report = await given.aReport({ status: 'closed' });
  const whole = await report.history(city.anyone);
  const items = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Record<string, string | number> = { limit: 2, ...(cursor === '' ? {} : { cursor }) };
    const { body }: { body: TimelinePage } = await city.anyone.call<TimelinePage>('readTimeline', { path: report.path, query });
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  expect(items).toEqual(whole);
  expect(items).toHaveLength(5);
  const { nextCursor } = (await city.anyone.call<TimelinePage>('readTimeline', { path: report.path, query: { limit: 2 } })).body;
  const other = await given.aReport();
  const asked = { path: other.path, query: { cursor: nextCursor ?? '' } };
  expect((await city.anyone.refused('readTimeline', 400, asked)).code).toBe('request.cursor_invalid');
});

test('a report that has not changed is not sent again', async () => {
  const report = await given.aReport();
  const { headers } = await report.call(city.anyone, 'readReport');
  const known = { path: report.path, headers: { 'if-none-match': headers.etag ?? '' } };
  expect((await city.anyone.call('readReport', { ...known, expect: 304 })).text).toBe('');
  await report.verify();
  await city.anyone.call('readReport', { ...known, expect: 200 });
});
