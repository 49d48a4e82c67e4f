import type { ReportPage } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, complaint, givenACity } from './support/city.js';

let app: App;
let city: City;

const texts: Record<string, [title: string, body: string]> = {
  road: ['Perbaikan jalan di Km. 7', 'Aspal yang rusak belum diperbaiki sejak Lebaran.'],
  lamp: ['Lampu penerangan padam', 'Kami memohon agar lampunya dinyalakan lagi, gelap sekali di depan masjid.'],
  water: ['Air PDAM keruh', 'Pelayanan air minum mengecewakan: keruh dan berbau. Tagihan tetap naik.'],
  waste: ['Sampah menumpuk di pasar', 'Tumpukan sampah tidak diangkut petugas kebersihan selama seminggu.'],
};

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  for (const [title, body] of Object.values(texts)) await city.anyone.call('fileReport', { body: { ...complaint, title, body } });
});
afterAll(() => app.stop());

async function found(q: string): Promise<string[]> {
  const { items } = (await city.anyone.call<ReportPage>('listReports', { query: { q } })).body;
  return items.map(({ title }) => Object.keys(texts).find((name) => texts[name]?.[0] === title) ?? '').sort();
}

describe('A search finds', () => {
  test.each([
    ['memperbaiki', ['road']],
    ['PERBAIKAN', ['road']],
    ['diangkut', ['waste']],
    ['mengangkut', ['waste']],
    ['menumpuk', ['waste']],
    ['penerangan', ['lamp']],
    ['pelayanan', ['water']],
    ['melayani', ['water']],
    ['bersih', ['waste']],
    ['lampu', ['lamp']],
  ])('by the stem of a word: %s', async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  test.each([
    ['all the words that tell something', 'air keruh', ['water']],
    ['not one of them alone', 'air jalan', []],
    ['a phrase', '"air minum"', ['water']],
    ['a phrase in its order only', '"minum air"', []],
    ['either of two', 'sampah or lampu', ['lamp', 'waste']],
    ['without a word', 'keruh -pdam', []],
    ['words among stop words, which do not count', 'lampu yang di depan kami', ['lamp']],
  ])('%s', async (_, q, names) => {
    expect(await found(q)).toEqual(names);
  });
});

test.each(['yang di dan', 'saya mohon', '!!!', '-', '"', '()', '&|!:*', '%'])(
  'nothing is found by %p, which holds no word to look for',
  async (q) => {
    expect(await found(q)).toEqual([]);
  },
);

test.each(["'; drop table report; --", 'a:* & !b', '<script>', '\\', "' or 1=1", '🛣️', 'ﷺ'])(
  'what looks like a trick is words like any other: %p',
  async (q) => {
    expect(await found(q)).toEqual([]);
  },
);

test('a rewritten title is found by its new words, and no longer by those it lost', async () => {
  const { items } = (await city.coordinator.call<ReportPage>('listReports', { query: { q: 'keruh' } })).body;
  const path = { id: items[0]?.id ?? '' };
  const { headers } = await city.coordinator.call('readReport', { path });
  await city.coordinator.call('reviseReport', { path, body: { title: 'Ledeng bermasalah' }, headers: { 'if-match': headers.etag ?? '' } });
  expect((await city.anyone.call<ReportPage>('listReports', { query: { q: 'ledeng' } })).body.items.map(({ id }) => id)).toEqual([path.id]);
  expect(await found('pdam')).toEqual([]);
});
