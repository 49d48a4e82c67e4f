import { type App, startApp } from './support/app.js';
import { today } from './support/calendars.js';
import { aReport, type City, givenACity } from './support/city.js';
import { daysFromToday, PolicyDesk, workingDays } from './support/policies.js';

let app: App;
let city: City;
let desk: PolicyDesk;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  desk = new PolicyDesk(city);
});
afterAll(() => app.stop());

describe('A dry run of a rule', () => {
  test('says how many clocks would move, what would be refused, and keeps nothing', async () => {
    await aReport(city);
    const before = await desk.list();
    const [verification] = await desk.list({ kind: 'verification', on: '2024-06-01' });
    const asked = {
      kind: 'verification',
      categoryId: undefined,
      ...workingDays(9),
      validFrom: '2024-06-01',
      replacesId: verification?.id,
      dryRun: true,
    };
    const shown = await desk.create(asked);
    expect(shown).toMatchObject({
      dryRun: true,
      replaced: { id: verification?.id, validTo: '2024-05-31' },
      obstacles: [{ code: 'policy.rewrites_history' }],
    });
    expect(shown.impact).toMatchObject({ later: shown.impact?.moved, earlier: 0, largestShiftWorkingDays: 6, byKind: [{ kind: 'verification' }] });
    expect(shown.impact?.moved).toBeGreaterThan(0);
    expect(shown.jobId).toBeUndefined();
    expect(await desk.list()).toEqual(before);
  });
});

describe('A rule that replaces another', () => {
  test('ends it the day before, and leaves no gap', async () => {
    const { policy: old } = await desk.create({ kind: 'reporter_reply' });
    const change = await desk.create({ kind: 'reporter_reply', ...workingDays(12), validFrom: '2190-01-01', replacesId: old.id });
    expect(change).toMatchObject({ replaced: { id: old.id, validTo: '2189-12-31', version: 2 }, policy: { validFrom: '2190-01-01' } });
    expect(change.gap).toBeUndefined();
  });

  test('must be of the same kind, and begin later', async () => {
    const { policy: old } = await desk.create({ kind: 'ombudsman_offer', validFrom: '2190-01-01' });
    const given = { kind: 'ombudsman_offer', replacesId: old.id };
    expect(await desk.createRefused({ ...given, validFrom: '2190-01-01' }, 409)).toBe('policy.replaces_later /replacesId');
    expect(await desk.createRefused({ ...given, kind: 'resolution' })).toBe('policy.replaces_unknown /replacesId');
  });
});

describe('The end of a rule', () => {
  test('leaves the case to a more general rule where there is one', async () => {
    const { policy } = await desk.create({ classification: 'complaint' });
    const change = await desk.end(policy.id, { validTo: today() });
    expect(change).toMatchObject({ policy: { id: policy.id, validTo: today(), version: 2 } });
    expect(change.gap).toBeUndefined();
  });

  test('names the days that have no rule then, and the one that clocks fall back to', async () => {
    const rules = await desk.list({ kind: 'completion' });
    const general = rules.find(({ category }) => category === undefined);
    const change = await desk.end(general?.id ?? '', { validTo: daysFromToday(30) });
    expect(change.gap).toMatchObject({
      from: daysFromToday(31),
      fallback: { id: general?.id, description: `Pelengkapan, Kota Uji: 10 hari kerja, 2024-01-01 sampai ${daysFromToday(30)}` },
    });
    expect(change.gap?.to).toBeUndefined();
    const body = { kind: 'completion', ...workingDays(11), validFrom: daysFromToday(61), reason: 'Uji' };
    await city.admin.call('createPolicy', { body });
    expect((await desk.end(general?.id ?? '', { validTo: daysFromToday(20) })).gap).toMatchObject({ from: daysFromToday(21), to: daysFromToday(30) });
    const back = await desk.end(general?.id ?? '', { validTo: daysFromToday(60) });
    expect(back.gap).toBeUndefined();
    expect(await desk.endRefused(general?.id ?? '', { validTo: null }, 409)).toBe('policy.overlap /validTo');
  });

  test('answers with the state to go on from', async () => {
    const { policy } = await desk.create({ kind: 'reporter_reply', classification: 'aspiration', validFrom: daysFromToday(1) });
    const ended = async (etag: string, body: object): Promise<string | undefined> =>
      (await city.admin.call('endPolicy', { path: { id: policy.id }, body: { reason: 'Uji', ...body }, headers: { 'if-match': etag } })).headers.etag;
    const first = (await desk.read(policy.id)).headers.etag ?? '';
    expect(await ended(first, { validTo: daysFromToday(9), dryRun: true })).toMatch(/^"1-/);
    const second = await ended(first, { validTo: daysFromToday(9) });
    expect(second).toMatch(/^"2-/);
    expect(await ended(second ?? '', { validTo: daysFromToday(8) })).toMatch(/^"3-/);
  });

  test('is refused where nothing changes, it is reversed, it would rewrite history, or the state is another', async () => {
    const { policy } = await desk.create({ classification: 'information_request' });
    expect(await desk.endRefused(policy.id, {}, 409)).toBe('policy.unchanged /validTo');
    expect(await desk.endRefused(policy.id, { validTo: '2024-01-01' }, 400)).toBe('validity.reversed /validTo');
    const asked = { path: { id: policy.id }, body: { validTo: today(), reason: 'Uji' } };
    expect((await city.admin.refused('endPolicy', 428, asked)).code).toBe('precondition.required');
    expect((await city.admin.refused('endPolicy', 412, { ...asked, headers: { 'if-match': '"9-abc"' } })).code).toBe('precondition.stale');
    const [law] = await desk.list({ kind: 'resolution', classification: 'oversight_complaint' });
    expect(await desk.endRefused(law?.id ?? '', { validTo: '2025-12-31' }, 409)).toBe('policy.rewrites_history /validTo');
    const trial = await desk.end(law?.id ?? '', { validTo: '2025-12-31', dryRun: true });
    expect(trial.obstacles.map(({ code }) => code)).toEqual(['policy.rewrites_history']);
    expect((await desk.read(law?.id ?? '')).body.validTo).toBeUndefined();
    expect((await desk.end(law?.id ?? '', { validTo: '2025-12-31', recompute: true })).jobId).toBeDefined();
  });
});

describe('A rule that makes no sense is refused, and the place named', () => {
  const step = (afterWorkingDays: number): object => ({ afterWorkingDays, to: [{ role: 'liaison', at: 'agency' }] });

  test.each<[string, object, string]>([
    ['a limit of zero', workingDays(0), 'field.range /limit/amount'],
    ['a negative limit', workingDays(-1), 'field.range /limit/amount'],
    ['over ten years', workingDays(3_651), 'field.range /limit/amount'],
    ['over ten years of hours', { limit: { amount: 87_601, unit: 'working_hour' } }, 'field.range /limit/amount'],
    ['no limit', { limit: undefined }, 'field.required /limit'],
    ['a unit that is none', { limit: { amount: 1, unit: 'minute' } }, 'field.choice /limit/unit'],
    ['a kind that is none', { kind: 'answer' }, 'field.choice /kind'],
    ['a class that is none', { classification: 'praise' }, 'field.choice /classification'],
    ['a category that is not there', { categoryId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' }, 'policy.category_unknown /categoryId'],
    ['an agency that is not there', { agencyId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' }, 'policy.agency_unknown /agencyId'],
    ['a rule to replace that is not there', { replacesId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' }, 'policy.replaces_unknown /replacesId'],
    ['warnings out of order', { warnPercents: [80, 50] }, 'policy.not_ascending /warnPercents'],
    ['a warning at the end', { warnPercents: [100] }, 'field.range /warnPercents'],
    ['steps out of order', { escalation: [step(3), step(1)] }, 'policy.not_ascending /escalation'],
    ['a step for nobody', { escalation: [{ afterWorkingDays: 0, to: [] }] }, 'field.items /escalation/0/to'],
    ['an end before the beginning', { validFrom: '2190-01-01', validTo: '2189-12-31' }, 'validity.reversed /validTo'],
    ['no reason', { reason: '' }, 'field.too_short /reason'],
    ['a member that is not known', { unit: 'day' }, 'field.unknown /unit'],
  ])('%s', async (_, given, fault) => expect(await desk.createRefused(given)).toBe(fault));
});
