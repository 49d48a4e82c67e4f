import type { FiledReport } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, complaint, givenACity } from './support/city.js';
import { on } from './support/given.js';

let app: App;
let city: City;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  app.clock.travelTo(on('11-02'));
});
afterAll(() => app.stop());

describe('Filed in spite of looking odd', () => {
  const filed = async (changes: object, who = city.anyone): Promise<FiledReport> =>
    (await who.call<FiledReport>('fileReport', { body: { ...complaint, ...changes } })).body;

  test('a position outside the city is taken, marked, and may be transferred', async () => {
    const { id, ...report } = await filed({ location: { lat: 0.5, lng: 104.1 } });
    expect(report).toMatchObject({ outsideArea: true, location: { lat: 0.5, lng: 104.1 } });
    expect(report.location).not.toHaveProperty('regionCode');
    expect((await city.coordinator.call<FiledReport>('readReport', { path: { id } })).body.allowedActions).toContain('transfer');
    expect(await filed({ location: { lat: 0.92, lng: 104.45 } })).toMatchObject({ outsideArea: false, location: { regionName: 'Kelurahan Barat' } });
  });

  test('a region without a position, and words without either', async () => {
    expect((await filed({ location: { regionCode: '21.72.01.1002' } })).location).toEqual({
      regionCode: '21.72.01.1002',
      regionName: 'Kelurahan Timur',
    });
    expect(await filed({ location: { address: 'Depan pasar' } })).toMatchObject({ outsideArea: false, location: { address: 'Depan pasar' } });
  });

  test('the day that has begun in the east of the country, whatever London says', async () => {
    app.clock.travelTo(on('11-03', '00:30'));
    expect((await filed({ occurredOn: '2026-11-03' })).occurredOn).toBe('2026-11-03');
    app.clock.travelTo(on('11-02'));
  });

  test('10 000 characters, counted as people count them', async () => {
    expect([...(await filed({ body: '🛣'.repeat(10_000) })).body]).toHaveLength(10_000);
  });

  test('a letter or a call that an officer writes down', async () => {
    expect(await filed({ channel: 'letter' }, city.officer)).toMatchObject({ channel: 'letter', status: 'received' });
  });
});
