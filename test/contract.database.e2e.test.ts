import type { Health } from '../src/operations/operations.views.js';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, createDatabase, startApp } from './support/app.js';
import { aReport, type City, givenACity } from './support/city.js';
import { Wire } from './support/wire.js';

let wire: Wire;
let app: App;
let city: City;

beforeAll(async () => {
  wire = await Wire.to(await createDatabase());
  app = await startApp({ DATABASE_URL: wire.url });
  city = await givenACity(app);
});
afterAll(async () => {
  await wire.mend();
  await app.stop();
  await wire.cut();
});
afterEach(async () => {
  await wire.mend();
  // A connection that was in use when the line went is noticed, and replaced, by the next request.
  for (let tries = 0; tries < 20 && (await fetch(`${app.url}/health/ready`)).status !== 200; tries++);
});

const away: [how: string, goes: () => Promise<void> | void][] = [
  ['refuses connections', () => wire.cut()],
  ['does not answer any more', () => wire.goDead()],
];

describe.each(away)('When the database %s', (_, goes) => {
  test('a read and a write are refused with 503 and a time to come back, and nothing is told of the database', async () => {
    await goes();
    const body = { title: 'Jalan berlubang', body: 'Di depan pasar ada lubang besar.', type: 'complaint' };
    const [read, write] = await Promise.all([
      city.anyone.get<Problem>('/v1/agencies', { expect: 503 }),
      city.anyone.post<Problem>('/v1/reports', body, { expect: 503 }),
    ]);
    for (const { body, headers, text } of [read, write]) {
      expect(body.code).toBe('service.unavailable');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(text).not.toMatch(/postgres|ECONN|127\.0\.0\.1|timeout/i);
    }
  });

  test('the process is alive, but not ready, and gets ready by itself when the database is back', async () => {
    await goes();
    await city.anyone.call<Health>('checkLiveness');
    await city.anyone.refused('checkReadiness', 503);
    await wire.mend();
    let status = 0;
    for (let tries = 0; tries < 20 && status !== 200; tries++) status = (await fetch(`${app.url}/health/ready`)).status;
    expect(status).toBe(200);
    const { report } = await aReport(city);
    await city.anyone.get(`/v1/reports/${report.id}`);
  });
});
