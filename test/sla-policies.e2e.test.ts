import type { Policy, PolicyPage } from '../src/sla/policies.views.js';
import { type App, startApp } from './support/app.js';
import { today } from './support/calendars.js';
import { type City, givenACity } from './support/city.js';
import type { Answer } from './support/client.js';
import { PolicyDesk, workingDays } from './support/policies.js';

let app: App;
let city: City;
let desk: PolicyDesk;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  desk = new PolicyDesk(city);
});
afterAll(() => app.stop());

describe('The limits that a city begins with', () => {
  test('are those of the law, each a row with its warnings and escalation, read by anyone', async () => {
    const rules = await desk.list();
    expect(
      rules.map(({ kind, classification, category, limit }) => [kind, classification ?? category?.name ?? '', limit.amount, limit.unit]),
    ).toEqual(
      expect.arrayContaining([
        ['verification', '', 3, 'working_day'],
        ['first_follow_up', '', 5, 'working_day'],
        ['resolution', 'oversight_complaint', 60, 'working_day'],
        ['resolution', 'Drainase', 20, 'working_day'],
        ['ombudsman_offer', '', 60, 'calendar_day'],
      ]),
    );
    expect(rules.find(({ kind }) => kind === 'first_follow_up')).toMatchObject({
      agency: { id: city.agencies.tpi, name: 'Kota Uji' },
      warnPercents: [50, 80],
      quietDays: 3,
      maxExtensions: 2,
      validFrom: '2024-01-01',
      version: 1,
      escalation: [
        { afterWorkingDays: 0, to: [{ role: 'liaison', at: 'agency' }] },
        { afterWorkingDays: 1, to: [{ role: 'supervisor' }, { role: 'coordinator' }] },
        { afterWorkingDays: 3, to: [{ role: 'supervisor', at: 'city' }] },
      ],
    });
    expect(rules.find(({ kind }) => kind === 'reporter_reply')).toMatchObject({ warnPercents: [], escalation: [] });
  });

  test('are found by kind, class, category, agency and day, page by page', async () => {
    expect((await desk.list({ kind: 'resolution', classification: 'complaint' })).map(({ limit }) => limit.amount)).toEqual([14]);
    expect((await desk.list({ categoryId: city.categories.drains })).map(({ limit }) => limit.amount)).toEqual([20]);
    expect(await desk.list({ agencyId: city.agencies.pupr })).toEqual([]);
    expect(await desk.list({ on: '2023-12-31' })).toEqual([]);
    const all = await desk.list();
    const seen: Policy[] = [];
    let cursor: string | null | undefined;
    do {
      const { body }: Answer<PolicyPage> = await city.anyone.call('listPolicies', { query: { limit: 4, ...(cursor && { cursor }) } });
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all);
  });

  test('answer 304 to who has the latest, and 404 for what is not there', async () => {
    const [first] = await desk.list();
    const { headers, body } = await desk.read(first?.id ?? '');
    expect(body).toEqual(first);
    await city.anyone.call('readPolicy', { path: { id: body.id }, headers: { 'if-none-match': headers.etag ?? '' }, expect: 304 });
    const path = { id: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' };
    expect((await city.anyone.refused('readPolicy', 404, { path })).code).toBe('policy.not_found');
    const asked = { path, body: { reason: 'Uji' }, headers: { 'if-match': '"1-abc"' } };
    expect((await city.admin.refused('endPolicy', 404, asked)).code).toBe('policy.not_found');
  });
});

describe('A new rule', () => {
  test('holds from today for its category, with the city’s usual warnings and steps; it happens once for one key', async () => {
    const headers = { 'idempotency-key': 'policy-1' };
    const made = await desk.create({ agencyId: city.agencies.dishub }, city.admin, headers);
    expect(made).toMatchObject({ dryRun: false, obstacles: [] });
    expect(made).not.toHaveProperty('impact');
    expect(made.policy).toMatchObject({
      category: { name: 'Lampu Jalan' },
      agency: { name: 'Dinas Perhubungan' },
      validFrom: today(),
      warnPercents: [50, 80],
      reason: 'Uji',
    });
    expect(await desk.create({ agencyId: city.agencies.dishub }, city.admin, headers)).toEqual(made);
    expect((await desk.read(made.policy.id)).body).toEqual(made.policy);
    const facts = await app.source.query<object[]>('select type, agency_id, data from fact where subject_id = $1', [made.policy.id]);
    expect(facts).toMatchObject([{ type: 'policy.created', agency_id: city.agencies.dishub, data: { amount: 7, unit: 'working_day' } }]);
  });

  test('may be in working hours, with warnings, steps and extensions of its own', async () => {
    const own = {
      limit: { amount: 4, unit: 'working_hour' },
      warnPercents: [25, 90],
      quietDays: 2,
      escalation: [{ afterWorkingDays: 0, to: [{ role: 'officer', at: 'agency' }] }],
      maxExtensions: 0,
    };
    const { policy } = await desk.create({ ...own, kind: 'first_follow_up' });
    expect(policy).toMatchObject(own);
  });

  test('is for who administers its agency', async () => {
    expect((await city.coordinator.refused('createPolicy', 403, { body: desk.onLights() })).code).toBe('auth.not_permitted');
    expect((await city.anyone.refused('createPolicy', 401, { body: desk.onLights() })).code).toBe('auth.required');
    await desk.create({ kind: 'verification', dryRun: true }, city.machine);
  });

  test('for the same case and day as another is refused, and the message names both', async () => {
    const { policy } = await desk.create({ classification: 'aspiration', validFrom: '2190-01-01' });
    const body = desk.onLights({ classification: 'aspiration', ...workingDays(9), validFrom: '2191-01-01', validTo: '2192-01-01' });
    const problem = await city.admin.speaking('en').refused('createPolicy', 409, { body });
    expect(problem).toMatchObject({ code: 'policy.overlap', related: { kind: 'policy', id: policy.id } });
    expect(problem.detail).toBe(
      'Of two rules for the same case only one may be in force on a day: ' +
        '"Resolution, aspiration, Lampu Jalan, Kota Uji: 9 working days, 2191-01-01 to 2192-01-01" and ' +
        `"Resolution, aspiration, Lampu Jalan, Kota Uji: 7 working days, from 2190-01-01 on" (id ${policy.id}).`,
    );
    const { detail } = await city.admin.refused('createPolicy', 409, { body });
    expect(detail).toContain('"Penyelesaian, aspirasi, Lampu Jalan, Kota Uji: 9 hari kerja, 2191-01-01 sampai 2192-01-01" dan');
    // Before the other begins there is room.
    await desk.create({ classification: 'aspiration', validFrom: '2189-01-01', validTo: '2189-12-31' });
  });

  test('that comes at the same time as another gets in once', async () => {
    const given = { kind: 'completion', validFrom: '2190-01-01' };
    const answers = await Promise.all([1, 2, 3].map(() => city.admin.call('createPolicy', { body: desk.onLights(given), expect: [200, 409] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('that would rewrite history is refused unless a recompute is asked for', async () => {
    const past = { kind: 'verification', validFrom: '2025-01-01' };
    expect(await desk.createRefused(past, 409)).toBe('policy.rewrites_history /validFrom');
    expect(await desk.createRefused({ ...past, validFrom: '2190-01-01', recompute: true }, 409)).toBe('policy.not_in_force /validFrom');
    const { jobId } = await desk.create({ ...past, recompute: true });
    await city.admin.call('readJob', { path: { id: jobId ?? '' } });
  });
});
