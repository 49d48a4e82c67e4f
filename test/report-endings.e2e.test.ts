import { SweepService } from '../src/reports/sweep.service.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { clocksOf, type Given, givenIn, on, typesOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
});
beforeEach(() => app.clock.travelTo(on('11-02')));
afterAll(() => app.stop());

const reopening = { reason: 'Lubang terbuka lagi sejak hujan tadi malam.' };

describe('Reopening', () => {
  test('puts a closed report back to work once, with time anew', async () => {
    const report = await given.aReport({ status: 'closed' });
    app.clock.travelTo(on('11-16', '15:00'));
    const { body } = await report.call(report.reporter, 'reopenReport', reopening);
    expect(body).toMatchObject({ status: 'in_progress', dispositions: [{ status: 'accepted' }], dueAt: on('11-23', '16:00').toISOString() });
    expect(clocksOf(body).slice(-2)).toEqual(['first_follow_up running', 'resolution running']);
    await report.followUp('answer');
    await report.close();
    const problem = await report.reporter.refused('reopenReport', 409, { path: report.path, body: reopening });
    expect(problem).toMatchObject({ code: 'report.action_not_open', allowedActions: ['rate'] });
    expect(typesOf(await report.history(city.anyone)).slice(-4)).toEqual(['closed', 'reopened', 'answered', 'closed']);
  });

  test('is refused when 10 working days are over', async () => {
    const report = await given.aReport({ status: 'closed' });
    app.clock.travelTo(on('11-16', '15:59'));
    expect((await report.read(report.reporter)).allowedActions).toContain('reopen');
    app.clock.travelTo(on('11-16', '16:01'));
    expect((await report.read(report.reporter)).allowedActions).not.toContain('reopen');
    await report.reporter.refused('reopenReport', 409, { path: report.path, body: reopening });
    expect((await report.read(city.anyone)).status).toBe('closed');
  });

  test('is the reporter’s alone', async () => {
    const report = await given.aReport({ status: 'closed' });
    expect((await city.citizen.refused('reopenReport', 404, { path: report.path, body: reopening })).code).toBe('report.not_found');
    expect((await city.coordinator.refused('reopenReport', 403, { path: report.path, body: reopening })).code).toBe('auth.not_permitted');
  });
});

describe('Archiving', () => {
  test.each(['received', 'needs_information', 'dispatched', 'in_progress'] as const)('ends a report that is %s, with a reason', async (status) => {
    const report = await given.aReport({ status });
    const archived = { reason: 'unintelligible', note: 'Tidak ada uraian masalah.' };
    const { body } = await report.call(city.coordinator, 'archiveReport', archived);
    expect(body).toMatchObject({ status: 'archived', statusLabel: 'Arsip', archiveReason: 'unintelligible', zone: 'green' });
    expect(body.clocks.every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true);
    expect((await report.history(report.reporter)).at(-1)?.data).toMatchObject({ reason: 'unintelligible', text: archived.note });
    expect((await report.read(report.reporter)).allowedActions).toEqual([]);
  });

  test('is not for an answered report: that is closed', async () => {
    const report = await given.aReport({ status: 'answered' });
    const problem = await city.coordinator.refused('archiveReport', 409, { path: report.path, body: { reason: 'other' } });
    expect(problem.allowedActions).toEqual(['close']);
  });
});

test.each(['received', 'needs_information', 'dispatched', 'in_progress', 'answered'] as const)(
  'the reporter takes back a report that is %s: it is kept in the archive',
  async (status) => {
    const report = await given.aReport({ status });
    const { body } = await report.call(report.reporter, 'withdrawReport', { reason: 'Sudah diselesaikan warga.' });
    expect(body).toMatchObject({ status: 'archived', archiveReason: 'withdrawn', allowedActions: [] });
    expect((await report.history(city.anyone)).at(-1)).toMatchObject({
      type: 'report.withdrawn',
      actor: { kind: 'reporter' },
      data: { to: 'archived' },
    });
    expect((await report.read(city.anyone)).title).toBe(report.filed.title);
  },
);

describe('Silence', () => {
  beforeEach(async () => {
    // What other tests have left is not to be counted here.
    app.clock.travelTo(on('12-30'));
    await app.app.get(SweepService).sweep();
    app.clock.travelTo(on('11-02'));
  });

  test('for 10 working days closes an answered report, exactly once, however many workers sweep', async () => {
    const sweep = app.app.get(SweepService);
    const reports = await Promise.all(Array.from({ length: 5 }, () => given.aReport({ status: 'answered' })));
    app.clock.travelTo(on('11-16', '15:59'));
    expect(await sweep.sweep()).toBe(0);
    app.clock.travelTo(on('11-16', '16:01'));
    const swept = await Promise.all([sweep.sweep(), sweep.sweep(), sweep.sweep()]);
    expect(swept.reduce((sum, count) => sum + count)).toBe(reports.length);
    for (const report of reports) {
      const closed = await report.read(city.anyone);
      expect(closed).toMatchObject({ status: 'closed' });
      expect(clocksOf(closed).at(-1)).toBe('reporter_reply met');
      const history = await report.history(city.anyone);
      expect(typesOf(history).filter((type) => type === 'closed')).toHaveLength(1);
      expect(history.at(-1)).toMatchObject({ actor: { kind: 'system' }, data: { silent: true, from: 'answered', to: 'closed' } });
    }
  });

  test('may still be followed by reopening', async () => {
    const report = await given.aReport({ status: 'answered' });
    app.clock.travelTo(on('11-17'));
    await app.app.get(SweepService).sweep();
    app.clock.travelTo(on('11-30'));
    expect((await report.call(report.reporter, 'reopenReport', reopening)).body.status).toBe('in_progress');
  });

  test('leaves answers alone whose reporter has replied', async () => {
    const report = await given.aReport({ status: 'answered' });
    await report.call(report.reporter, 'replyToReport', { body: 'Belum selesai, Pak.' });
    app.clock.travelTo(on('12-01'));
    await app.app.get(SweepService).sweep();
    expect((await report.read(city.anyone)).status).toBe('in_progress');
  });

  test('is swept from the keys of old requests, too', async () => {
    await given.aReport();
    const count = async (): Promise<number> =>
      (await asSuperuser<{ count: number }>(app.databaseUrl, 'select count(*)::int as count from idempotency_key'))[0]?.count ?? -1;
    const fresh = await count();
    await asSuperuser(
      app.databaseUrl,
      `update idempotency_key set created_at = now() - interval '8 days' where ctid = (select min(ctid) from idempotency_key)`,
    );
    await app.app.get(SweepService).sweep();
    expect(await count()).toBe(fresh - 1);
  });
});
