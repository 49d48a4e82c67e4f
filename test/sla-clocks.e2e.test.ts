import type { Pool } from 'pg';
import { Actor } from '../src/access/actor.js';
import { type ListClocks, watchStates } from '../src/reports/watch.requests.js';
import { watchPage } from '../src/reports/watch.sql.js';
import type { WatchedClock, WatchedClockPage } from '../src/reports/watch.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { givenIn, on, type Wish } from './support/given.js';

let app: App;
let city: City;
let all: WatchedClock[];

const now = on('11-10', '10:00');

/** Reports whose clocks are late, near, paused and neither. */
const wishes = ({ categories }: City): [filed: Date, wish: Wish][] => [
  [on('11-02', '08:00'), { categoryId: categories.roads }],
  [on('11-02', '09:00'), { status: 'dispatched', lead: 'drainage', category: 'drains', location: { lat: 0.92, lng: 104.45 } }],
  [on('11-02', '10:00'), { status: 'dispatched', lead: 'dishub', category: 'lights', supporting: ['pupr'] }],
  [on('11-03', '09:00'), { status: 'in_progress', classification: 'information_request', location: { lat: 0.92, lng: 104.65 } }],
  [on('11-03', '16:30'), { status: 'dispatched', classification: 'aspiration' }],
  [on('11-04', '09:00'), { status: 'answered' }],
  [on('11-05', '09:00'), { status: 'needs_information' }],
  [on('11-06', '09:00'), { title: 'Telepon saya 0812-3456-7890 segera', status: 'dispatched' }],
  [on('11-06', '10:00'), { title: 'Pungutan liar di loket', status: 'dispatched', confidential: true }],
  [on('11-09', '09:00'), { status: 'received' }],
  [on('11-09', '11:00'), { status: 'needs_information', location: { lat: 0.92, lng: 104.45 } }],
  [on('11-09', '13:00'), { status: 'archived' }],
];

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  const given = givenIn(city);
  for (const [filed, wish] of wishes(city)) {
    app.clock.travelTo(filed);
    await given.aReport(wish);
  }
  app.clock.travelTo(now);
  all = (await listed({ state: everyState, limit: 100 })).items;
});
afterAll(() => app.stop());

type Query = Record<string, string | number | boolean>;
const everyState = watchStates.join(',');
const listed = async (query: Query = {}, who: Client = city.coordinator): Promise<WatchedClockPage> =>
  (await who.call<WatchedClockPage>('listClocks', { query })).body;
const ids = (clocks: WatchedClock[]): string[] => clocks.map(({ id }) => id);

/** The list must hold exactly what the slow control picks out of all, which must be something and not everything. */
async function expectOnly(query: Query, fits: (clock: WatchedClock) => boolean, who?: Client): Promise<void> {
  const wanted = ids(all.filter(fits));
  expect({ query, ids: ids((await listed({ state: everyState, ...query }, who)).items) }).toEqual({ query, ids: wanted });
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.length).toBeLessThan(all.length);
}

describe('The list of clocks', () => {
  test('holds every open clock of the government once, in the state that its row has, and no other', async () => {
    const rows = await asSuperuser<{ id: string; due_at: Date | null; yellow_at: Date | null; paused_at: Date | null }>(
      app.databaseUrl,
      `select id, due_at, yellow_at, paused_at from clock where stopped_at is null and kind in ('verification', 'first_follow_up', 'resolution')
        order by due_at nulls last, id`,
    );
    const stateOf = ({ due_at, yellow_at, paused_at }: (typeof rows)[number]): string => {
      if (due_at !== null && due_at < now) return 'breached';
      if (paused_at !== null) return 'paused';
      return yellow_at !== null && yellow_at <= now ? 'at_risk' : 'running';
    };
    expect(all.map(({ id, state }) => [id, state])).toEqual(rows.map((row) => [row.id, stateOf(row)]));
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(watchStates));
  });

  test('shows in the morning what is late and what soon will be, the earliest first', async () => {
    const { items, nextCursor } = await listed();
    expect(ids(items)).toEqual(ids(all.filter(({ state }) => state === 'breached' || state === 'at_risk')));
    expect(nextCursor).toBeNull();
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).sort());
    expect(items[0]).toMatchObject({ kind: 'verification', state: 'breached', agency: { name: 'Kota Uji' }, category: { name: 'Jalan Rusak' } });
    expect(items[0]).toMatchObject({ remainingWorkingDays: -3, escalation: 0, extensionDays: 0, report: { status: 'received' } });
  });

  test('is narrowed by state, kind, agency, category, class, region, escalation and day', async () => {
    const { agencies, categories } = city;
    for (const state of watchStates) await expectOnly({ state }, (clock) => clock.state === state);
    await expectOnly({ state: 'paused,breached' }, ({ state }) => state === 'paused' || state === 'breached');
    await expectOnly({ kind: 'first_follow_up' }, ({ kind }) => kind === 'first_follow_up');
    await expectOnly({ agencyId: agencies.drainage }, ({ agency }) => agency.id === agencies.drainage);
    await expectOnly({ agencyId: agencies.pupr }, ({ agency }) => agency.id === agencies.pupr || agency.id === agencies.drainage);
    await expectOnly({ categoryId: categories.drains }, ({ category }) => category?.id === categories.drains);
    await expectOnly({ categoryId: categories.infrastructure }, ({ category }) => category !== undefined);
    await expectOnly({ classification: 'aspiration' }, ({ report }) => report.classification === 'aspiration');
    await expectOnly({ dueFrom: '2026-11-09', dueTo: '2026-11-10' }, ({ dueAt }) => dueAt !== undefined && /^2026-11-(09|10)/.test(dueAt));
    const [inside] = await asSuperuser<{ ids: string[] }>(
      app.databaseUrl,
      `select array_agg(id) as ids from report where region_code like '21.72.01.%'`,
    );
    await expectOnly({ regionCode: '21.72.01' }, ({ report }) => inside?.ids.includes(report.id) ?? false);
    const raised = all.find(({ state, kind }) => state === 'breached' && kind !== 'verification');
    await asSuperuser(app.databaseUrl, 'update clock set escalation = 2 where id = $1', [raised?.id]);
    await expectOnly({ escalation: 2 }, ({ id }) => id === raised?.id);
    await asSuperuser(app.databaseUrl, 'update clock set escalation = 0 where id = $1', [raised?.id]);
  });

  test('knows of an alarm that was raised by hand', async () => {
    const { report } = all.find(({ state, kind }) => state === 'running' && kind === 'first_follow_up') ?? {};
    const path = { id: report?.id ?? '' };
    await city.coordinator.call('escalateReport', { path, body: { reason: 'Dua warga sudah terjatuh.' } });
    await expectOnly({ escalation: 1 }, (clock) => clock.report.id === path.id);
    const { items } = await listed({ state: everyState, escalation: 1 });
    expect(items.map(({ escalation }) => escalation)).toEqual(items.map(() => 1));
    expect((await listed({ state: everyState, escalation: 2 })).items).toEqual([]);
    await asSuperuser(app.databaseUrl, 'update report set escalation = 0 where id = $1', [path.id]);
  });

  test('goes on page by page, those that a pause keeps from coming due last', async () => {
    const read: WatchedClock[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listed({ state: everyState, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.items).toHaveLength(1);
      read.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(read).toEqual(all);
    expect(all.filter(({ state }) => state === 'paused').length).toBeGreaterThan(1);
    expect(all.at(-1)).toMatchObject({ state: 'paused' });
    expect(all.at(-1)).not.toHaveProperty('dueAt');
    expect(all.at(-1)).not.toHaveProperty('remainingWorkingDays');
  });
});

describe('Whoever asks sees', () => {
  test('the clocks of their agencies and of those below', async () => {
    const { pupr, drainage, dishub } = city.agencies;
    await expectOnly({}, ({ agency }) => agency.id === pupr || agency.id === drainage, city.officer);
    await expectOnly({}, ({ agency }) => agency.id === drainage, city.unitOfficer);
    await expectOnly({}, ({ agency }) => agency.id === dishub, city.dishubLiaison);
    expect((await listed({ state: everyState, agencyId: dishub }, city.officer)).items).toEqual([]);
    expect((await listed({ state: everyState, limit: 100 }, city.supervisor)).items).toEqual(all);
  });

  test('no clock of a report that is hidden from them', async () => {
    const hidden = all.filter(({ report }) => report.title === 'Pungutan liar di loket');
    expect(hidden.length).toBeGreaterThan(0);
    await expectOnly({}, (clock) => !hidden.includes(clock), city.admin);
  });

  test('no personal data of a title', () => {
    const titles = all.map(({ report }) => report.title).filter((title) => title.startsWith('Telepon'));
    expect(new Set(titles)).toEqual(new Set(['Telepon saya [telepon disembunyikan] segera']));
  });

  test('nothing as a citizen, a machine, or without signing in', async () => {
    await city.citizen.refused('listClocks', 403);
    await city.machine.refused('listClocks', 403);
    await city.anyone.refused('listClocks', 401);
  });
});

test.each([
  [{ state: 'late' }, '/query/state', 'field.choice'],
  [{ state: 'breached,breached' }, '/query/state', 'field.items'],
  [{ kind: 'completion' }, '/query/kind', 'field.choice'],
  [{ escalation: 0 }, '/query/escalation', 'field.range'],
  [{ dueFrom: '2026-02-30' }, '/query/dueFrom', 'field.format'],
  [{ sort: 'longest_late' }, '/query/sort', 'field.unknown'],
] as [Query, string, string][])('Clocks cannot be asked for with %j', async (query, pointer, code) => {
  expect((await city.officer.refused('listClocks', 400, { query })).errors).toMatchObject([{ pointer, code }]);
});

describe('Among many clocks', () => {
  // Without triggers and foreign keys: only their number matters.
  beforeAll(() =>
    asSuperuser(
      app.databaseUrl,
      `set session_replication_role = replica;
       create temporary table many as
         select r.id as like_report, c.id as like_clock, gen_random_uuid() as id, i from clock c join report r on r.id = c.report_id
          cross join generate_series(1, 5000) i where r.title like 'Telepon%' and c.kind = 'resolution';
       insert into report select (jsonb_populate_record(r, jsonb_build_object('id', many.id, 'code', 'TPI-MANY-' || i))).*
         from many join report r on r.id = like_report;
       insert into clock
         select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'report_id', many.id, 'due_at', c.due_at + random() * interval '60 days'))).*
           from many join clock c on c.id = like_clock;
       analyze report, clock`,
    ),
  );

  test('a page is read in one statement', async () => {
    const pool = (app.source.driver as unknown as { master: Pool }).master;
    const query = pool.query.bind(pool) as (...given: unknown[]) => unknown;
    const texts: string[] = [];
    const listening = (...given: unknown[]): unknown => {
      texts.push((given[0] as { text?: string }).text ?? String(given[0]));
      return query(...given);
    };
    Object.assign(pool, { query: listening });
    await listed({ agencyId: city.agencies.pupr }, city.coordinator);
    await listed({}, city.officer);
    Object.assign(pool, { query });
    // Who asks is read apart, for every operation alike.
    expect(texts.filter((text) => !text.includes('account_role'))).toHaveLength(2);
  });

  test('no plan reads them all', async () => {
    const roles = [{ role: 'supervisor' as const, agencyId: city.agencies.tpi, agencyName: '', path: [city.agencies.tpi] }];
    const actor = new Actor({ kind: 'user', id: city.accounts.supervisor, roles });
    const queries: Partial<ListClocks>[] = [{}, { state: ['running'] }, { state: ['paused'] }, { agencyId: city.agencies.pupr }];
    for (const query of queries) {
      const { text, values } = watchPage(actor, query, now, undefined, 21);
      const plan = await asSuperuser<{ 'QUERY PLAN': string }>(app.databaseUrl, `explain ${text}`, values);
      const lines = plan.map((line) => line['QUERY PLAN']);
      expect(lines.filter((line) => line.includes('clock_open_agency')).length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.includes('Seq Scan on clock'))).toEqual([]);
    }
  });
});
