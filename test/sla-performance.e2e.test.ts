import { AgenciesService } from '../src/agencies/agencies.service.js';
import { Transactions } from '../src/platform/transactions.js';
import { FiguresService, type Measure, type Measured, measures } from '../src/sla/figures.service.js';
import type { ClockFigures, Performance, PerformanceGroup } from '../src/sla/performance.views.js';
import { AccessTokens } from '../src/users/access-tokens.js';
import { UsersService } from '../src/users/users.service.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity, password } from './support/city.js';
import type { Client } from './support/client.js';
import { givenIn, on } from './support/given.js';

let app: App;
let city: City;
let all: Measured[];

const today = '2026-11-10';
const zone = { offset: 7 * 3_600_000 };
const dayOf = ({ at }: Measured): string => new Date(at.getTime() + zone.offset).toISOString().slice(0, 10);

/** Numbers that look like chance and are the same at each run. */
function* chance(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  app.clock.travelTo(on('11-02'));
  const { id: reportId } = await givenIn(city).aReport();
  app.clock.travelTo(on('11-10', '10:00'));
  all = invented(city, reportId);
  await record(all);
});
afterAll(() => app.stop());

const record = (measured: Measured[]): Promise<void> =>
  app.app.get(Transactions).run(undefined, async (tx) => {
    for (const one of measured) await app.app.get(FiguresService).record(tx, one);
  });

/** Of everything that can be told apart some, spread over two years; the early hours of days, when it is yesterday in UTC, among them. */
function invented({ agencies, categories }: City, reportId: string): Measured[] {
  const random = chance(1708);
  const below = (count: number): number => Math.floor(random.next().value * count);
  const from = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  return Array.from({ length: 600 }, (): Measured => {
    const measure = from(measures);
    return {
      measure,
      reportId,
      rootAgencyId: agencies.tpi,
      agencyId: measure === 'verification' ? agencies.tpi : from([agencies.pupr, agencies.drainage, agencies.dishub, agencies.dlh]),
      categoryId: from([null, categories.infrastructure, categories.roads, categories.drains, categories.lights]),
      regionCode: from([null, '21.72.01.1001', '21.72.01.1002', '21.72.02.1001', '21.72.02']),
      met: random.next().value < 0.7,
      workedMinutes: measure === 'return' ? 0 : below(40) * below(200),
      at: new Date(on('11-10', '09:59').getTime() - below(700) * 86_400_000 - below(2) * 4 * 3_600_000),
    };
  });
}

type Query = Record<string, string | number | boolean>;
const read = async (query: Query = {}, who: Client = city.supervisor): Promise<Performance> =>
  (await who.call<Performance>('readPerformance', { query })).body;

/** The slow control: sorts all lengths. */
function lengths(found: Measured[]): { medianWorkingHours?: number; p90WorkingHours?: number } {
  const sorted = found.map(({ workedMinutes }) => workedMinutes).sort((a, b) => a - b);
  const hours = (place: number): number => Math.round(((sorted[Math.ceil(place) - 1] ?? NaN) / 60) * 100) / 100;
  return sorted.length === 0 ? {} : { medianWorkingHours: hours(sorted.length / 2), p90WorkingHours: hours((sorted.length * 9) / 10) };
}

function counted(found: Measured[]): Omit<PerformanceGroup, 'key'> {
  const of = (measure: Measure): Measured[] => found.filter((one) => one.measure === measure);
  const clock = (some: Measured[]): ClockFigures => {
    const met = some.filter((one) => one.met).length;
    const compliance = some.length === 0 ? {} : { compliance: Math.floor((met * 10_000) / some.length) / 10_000 };
    return { finished: some.length, met, breached: some.length - met, ...compliance, ...lengths(some) };
  };
  return {
    clocks: { verification: clock(of('verification')), firstFollowUp: clock(of('first_follow_up')), resolution: clock(of('resolution')) },
    followUpPace: { reports: of('follow_up_pace').length, ...lengths(of('follow_up_pace')) },
    returns: of('return').length,
  };
}

/** The answer must be that of the control, over something and not everything. */
async function expectCounted(query: Query, fits: (one: Measured) => boolean, who?: Client): Promise<void> {
  const wanted = all.filter((one) => dayOf(one) >= '2024-01-01' && dayOf(one) <= today && fits(one));
  const { items } = await read({ from: '2024-01-01', ...query }, who);
  expect({ query, items }).toEqual({ query, items: [counted(wanted)] });
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.length).toBeLessThan(all.length);
}

describe('Figures are those of a slow control', () => {
  test('for everything of the last twelve months, unless said', async () => {
    const { items, ...period } = await read();
    expect(period).toEqual({ asOf: today, from: '2025-11-11', to: today, nextCursor: null });
    expect(items).toEqual([counted(all.filter((one) => dayOf(one) >= '2025-11-11'))]);
  });

  test('for a period, both days included, in city time', async () => {
    await expectCounted({ from: '2026-02-01', to: '2026-02-28' }, (one) => dayOf(one) >= '2026-02-01' && dayOf(one) <= '2026-02-28');
    expect(all.some((one) => dayOf(one) !== one.at.toISOString().slice(0, 10))).toBe(true);
  });

  test('for an agency, a category, a district, with those below', async () => {
    const { agencies, categories } = city;
    await expectCounted({ agencyId: agencies.drainage }, ({ agencyId }) => agencyId === agencies.drainage);
    await expectCounted({ agencyId: agencies.pupr }, ({ agencyId }) => agencyId === agencies.pupr || agencyId === agencies.drainage);
    await expectCounted({ categoryId: categories.drains }, ({ categoryId }) => categoryId === categories.drains);
    await expectCounted({ categoryId: categories.infrastructure }, ({ categoryId }) => categoryId !== null);
    await expectCounted({ regionCode: '21.72.02' }, ({ regionCode }) => regionCode?.startsWith('21.72.02') ?? false);
  });

  test('for the agencies of whoever asks, and those below', async () => {
    const { pupr, drainage } = city.agencies;
    await expectCounted({}, ({ agencyId }) => agencyId === pupr || agencyId === drainage, city.officer);
    await expectCounted({}, ({ agencyId }) => agencyId === drainage, city.unitOfficer);
    expect((await read({ agencyId: city.agencies.dishub }, city.officer)).items).toEqual([counted([])]);
    expect(await read({}, city.machine)).toEqual(await read({}, city.coordinator));
  });

  test.each([
    ['agency', ({ agencyId }: Measured) => agencyId],
    ['category', ({ categoryId }: Measured) => categoryId],
    ['region', ({ regionCode }: Measured) => regionCode],
    ['month', (one: Measured) => dayOf(one).slice(0, 7)],
  ] as const)('by %s, page by page', async (groupBy, keyOf) => {
    const items: PerformanceGroup[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await read({ groupBy, from: '2024-01-01', limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    const found = items.map(({ key, ...figures }) => [key?.id ?? key?.code ?? key?.month ?? null, figures] as const);
    const keys = [...new Set(all.map(keyOf))];
    expect(new Map(found)).toEqual(new Map(keys.map((key) => [key, counted(all.filter((one) => keyOf(one) === key))])));
    expect(found).toHaveLength(keys.length);
    const names = items.map(({ key }) => key?.name ?? key?.month ?? '\u{10ffff}');
    expect(names).toEqual([...names].sort());
    expect(items.every(({ key }) => key?.kind === groupBy)).toBe(true);
  });
});

describe('What was read as of a past day', () => {
  const asked: Query[] = [
    { asOf: '2026-10-31' },
    { asOf: '2026-10-31', groupBy: 'agency' },
    { asOf: '2026-11-09', from: '2024-01-01', groupBy: 'month', limit: 100 },
  ];

  test('is the same later on, whatever happened since', async () => {
    const before = await Promise.all(asked.map((query) => read(query)));
    const open = await read({ from: '2026-11-01' });
    const { categories, agencies } = city;
    await record(invented(city, all[0]?.reportId ?? '').map((one) => ({ ...one, at: on('11-10', '11:00'), categoryId: categories.corruption })));
    await app.source.query(`update report set category_id = $1, agency_id = $2`, [categories.lights, agencies.dlh]);
    await app.source.query(`update sla_policy set limit_amount = 1`);
    expect(await Promise.all(asked.map((query) => read(query)))).toEqual(before);
    expect(await read({ from: '2026-11-01' })).not.toEqual(open);
    app.clock.travelTo(on('12-24', '10:00'));
    expect(await Promise.all(asked.map((query) => read(query)))).toEqual(before);
    expect(await read({ to: '2026-10-31', from: '2025-11-01' })).toMatchObject({ asOf: '2026-12-24', items: before[0]?.items });
  });

  test('holds no day after it, also when a later one is asked for', async () => {
    expect(await read({ asOf: '2026-10-31', from: '2025-11-01', to: '2026-12-01' })).toEqual(await read({ asOf: '2026-10-31' }));
  });
});

test('what was late once in thirty thousand times was not always in time', async () => {
  const { agencies } = city;
  for (const [met, n] of [
    [true, 29_999],
    [false, 1],
  ])
    await app.source.query(
      `insert into sla_figure (day, measure, root_agency_id, agency_id, met, worked_minutes, n) values ('2023-03-01', 'resolution', $1, $2, $3, 60, $4)`,
      [agencies.tpi, agencies.pupr, met, n],
    );
  const { items } = await read({ from: '2023-01-01', to: '2023-12-31' });
  expect(items[0]?.clocks.resolution).toMatchObject({ finished: 30_000, breached: 1, compliance: 0.9999 });
});

test('days are those of the caller’s own city, also where another was founded first', async () => {
  app.clock.travelTo(on('12-24', '23:00'));
  const eastern = await app.app.get(Transactions).run(undefined, async (tx) => {
    const names = { code: 'jpr', name: 'Kota Timur', shortName: 'Kota Timur', codePrefix: 'JPR', zone: 'Asia/Jayapura' };
    const agencyId = await app.app.get(AgenciesService).found(tx, names, on('12-24'));
    const user = { email: 'timur@city.test', name: 'Pengguna timur', password, roles: [{ role: 'supervisor' as const, agencyId }] };
    return app.app.get(UsersService).create(tx, user, on('12-24'));
  });
  const client = city.anyone.as(await app.app.get(AccessTokens).sign({ sub: eastern, client_id: 'aksi' }));
  expect((await read({}, client)).asOf).toBe('2026-12-25');
  expect((await read()).asOf).toBe('2026-12-24');
});

describe('Figures cannot be read', () => {
  test.each([
    [{ asOf: '2999-01-01' }, '/query/asOf', 'field.format'],
    [{ asOf: '2031-01-01' }, '/query/asOf', 'performance.in_future'],
    [{ from: '2026-10-02', to: '2026-10-01' }, '/query/from', 'performance.period_reversed'],
    [{ from: '2026-10-02', asOf: '2026-10-01' }, '/query/from', 'performance.period_reversed'],
    [{ groupBy: 'officer' }, '/query/groupBy', 'field.choice'],
    [{ agencyId: 'pupr' }, '/query/agencyId', 'field.format'],
    [{ offset: 1 }, '/query/offset', 'field.unknown'],
  ] as [Query, string, string][])('with %j', async (query, pointer, code) => {
    expect((await city.supervisor.refused('readPerformance', 400, { query })).errors).toMatchObject([{ pointer, code }]);
  });

  test('by citizens and by whoever has not signed in', async () => {
    await city.citizen.refused('readPerformance', 403);
    await city.anyone.refused('readPerformance', 401);
  });
});
