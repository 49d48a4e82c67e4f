import type { FileReport } from '../src/reports/intake.requests.js';
import type { PreviewedDue, ReportPreview } from '../src/reports/preview.views.js';
import type { Report } from '../src/reports/report.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { type Given, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02', '09:00'));
});
afterAll(() => app.stop());

const whole = (changes: Partial<FileReport> = {}): Partial<FileReport> => ({
  title: 'Jalan berlubang di Jl. Merdeka',
  body: 'Lubang sedalam 20 cm di depan pasar sejak seminggu lalu.',
  type: 'complaint',
  categoryId: city.categories.roads,
  occurredOn: '2026-10-26',
  location: { lat: 0.92, lng: 104.45 },
  ...changes,
});

const preview = async (body: Partial<FileReport>, who: Client = city.anyone): Promise<ReportPreview> =>
  (await who.call<ReportPreview>('previewReport', { body })).body;

const short = ({ dueDates }: ReportPreview): string[] =>
  dueDates.map(
    ({ kind, assuming, dueAt, limit, agency }: PreviewedDue) => `${kind} ${assuming} ${dueAt} ${limit.amount} ${limit.unit} ${agency.name}`,
  );

describe('Before filing a reporter learns', () => {
  test('until when the city would have to act', async () => {
    const found = await preview(whole());
    expect(short(found)).toEqual([
      'verification filed_now 2026-11-05T09:00:00.000Z 3 working_day Kota Uji',
      'first_follow_up verified_now 2026-11-09T09:00:00.000Z 5 working_day Dinas Pekerjaan Umum dan Penataan Ruang',
      'resolution verified_now 2026-11-20T09:30:00.000Z 14 working_day Dinas Pekerjaan Umum dan Penataan Ruang',
    ]);
    expect(found).toMatchObject({ missing: [], confidential: false, outsideArea: false, regionCode: '21.72.01.1001' });
    expect(found.dueDates.map(({ classification, provisional, fallback }) => [classification, provisional, fallback])).toEqual([
      [undefined, false, false],
      ['complaint', false, false],
      ['complaint', false, false],
    ]);
  });

  test('the limit of what they ask for, and of the category', async () => {
    const limitOf = async (changes: Partial<FileReport>): Promise<number | undefined> => (await preview(whole(changes))).dueDates[2]?.limit.amount;
    expect(await limitOf({ type: 'information_request' })).toBe(5);
    expect(await limitOf({ type: 'aspiration' })).toBe(14);
    expect(await limitOf({ categoryId: city.categories.drains })).toBe(20);
  });

  test('whose the category is; without one the city is answerable', async () => {
    const agencyOf = async (changes: Partial<FileReport>): Promise<string | undefined> => (await preview(whole(changes))).dueDates[1]?.agency.id;
    expect(await agencyOf({ categoryId: city.categories.lights })).toBe(city.agencies.dishub);
    expect(await agencyOf({ categoryId: undefined })).toBe(city.agencies.tpi);
    await asSuperuser(app.databaseUrl, 'update category set default_agency_id = $1 where id = $2', [city.agencies.perkim, city.categories.lights]);
    expect(await agencyOf({ categoryId: city.categories.lights })).toBe(city.agencies.pupr);
    await asSuperuser(app.databaseUrl, 'update category set default_agency_id = $1 where id = $2', [city.agencies.dishub, city.categories.lights]);
  });

  test('the same days as the report gets when it is filed and verified at that moment', async () => {
    const { dueDates } = await preview(whole());
    const report = await given.aReport(whole());
    const dueOf = ({ clocks }: Report, kind: string): string | undefined => clocks.find((clock) => clock.kind === kind)?.dueAt;
    expect(dueOf(report.filed, 'verification')).toBe(dueDates[0]?.dueAt);
    const { body: verified } = await report.verify();
    expect(dueOf(verified, 'first_follow_up')).toBe(dueDates[1]?.dueAt);
    expect(dueOf(verified, 'resolution')).toBe(dueDates[2]?.dueAt);
  });

  test('how the days are counted, in a sentence in either language', async () => {
    const sentences = async (who: Client): Promise<string[]> => (await preview(whole(), who)).dueDates.map(({ sentence }) => sentence);
    const [verification, , resolution] = await sentences(city.anyone);
    expect(verification).toContain('3 hari kerja');
    expect(resolution).toMatch(/14 hari kerja.*20 November 2026/s);
    expect((await sentences(city.anyone.speaking('en')))[2]).toMatch(/14 working days.*20 November 2026/s);
  });

  test('what is missing, in their language', async () => {
    const bare = { title: 'Jalan rusak', body: 'Rusak parah', type: 'complaint' as const };
    const { missing } = await preview(bare);
    expect(missing.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/location', 'location_missing'],
      ['/occurredOn', 'day_missing'],
      ['/body', 'body_short'],
      ['/categoryId', 'category_missing'],
    ]);
    expect(missing[1]?.message).toBe('Sebutkan tanggal kejadiannya.');
    expect((await preview(bare, city.anyone.speaking('en'))).missing[1]?.message).toBe('Say on which day it happened.');
    expect(
      (await preview({ ...bare, location: { address: 'Depan pasar' }, body: ` ${'a'.repeat(39)} ` })).missing.map(({ reason }) => reason),
    ).toEqual(['day_missing', 'body_short', 'category_missing']);
    expect((await preview({ ...bare, body: '👍'.repeat(40) })).missing.map(({ reason }) => reason)).not.toContain('body_short');
  });

  test('what the public would read', async () => {
    const personal = {
      title: 'Hubungi 0812-3456-7890',
      body: 'Saya Siti Rahma, NIK 2172014101900001, rumah saya kebanjiran.',
      reporter: { name: 'Siti Rahma' },
    };
    expect((await preview(whole(personal))).masked).toEqual({
      title: 'Hubungi [telepon disembunyikan]',
      body: 'Saya [nama disembunyikan], NIK [NIK disembunyikan], rumah saya kebanjiran.',
    });
    const hyphened = { ...personal, body: personal.body.replace('Siti', 'Siti-Nur'), reporter: { name: 'Siti-Nur Rahma' } };
    expect((await preview(whole(hyphened))).masked?.body).toMatch(/^Saya \[nama disembunyikan\], /);
    expect((await preview(whole())).masked).toEqual({ title: whole().title, body: whole().body });
    for (const hidden of [{ confidential: true }, { categoryId: city.categories.corruption }]) {
      const found = await preview(whole(hidden));
      expect(found).toMatchObject({ confidential: true });
      expect(found).not.toHaveProperty('masked');
    }
  });
});

test('a preview leaves nothing behind', async () => {
  const counts = (): Promise<object[]> =>
    asSuperuser(
      app.databaseUrl,
      'select (select count(*) from report) r, (select count(*) from clock) c, (select count(*) from fact) f, (select count(*) from idempotency_key) k',
    );
  const before = await counts();
  for (const who of [city.anyone, city.citizen, city.officer, city.machine]) await preview(whole(), who);
  expect(await counts()).toEqual(before);
});

test.each([
  ['a category that does not exist', { categoryId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' }],
  ['an agency that does not exist', { requestedAgencyId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' }],
  ['a day in the future', { occurredOn: '2026-12-01' }],
  ['half a position', { location: { lat: 1 } }],
  ['an unknown region', { location: { regionCode: '99.99' } }],
  ['a channel that is not theirs', { channel: 'letter' as const }],
  ['a title that is too short', { title: 'Hai' }],
  ['a member that nobody knows', { urgency: 'high' }],
])('%s is refused as it is when filed', async (_, changes) => {
  const body = whole(changes as Partial<FileReport>);
  const refused = await city.anyone.refused('previewReport', 400, { body });
  const filed = await city.anyone.refused('fileReport', 400, { body });
  expect({ ...refused, instance: '' }).toEqual({ ...filed, instance: '' });
});
