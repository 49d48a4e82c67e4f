import { SweepService } from '../src/reports/sweep.service.js';
import type { FollowUpPage } from '../src/reports/follow-up.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { clocksOf, type Given, type GivenReport, givenIn, on, typesOf } from './support/given.js';

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

describe('A duplicate', () => {
  test('keeps its code and reporter, and follows its lead from then on', async () => {
    const lead = await given.aReport({ status: 'dispatched' });
    const duplicate = await given.aReport({ reporter: { name: 'Rina' } });
    const merged = await duplicate.merge(lead);
    expect(merged).toMatchObject({ status: 'dispatched', leadReportId: lead.id, code: duplicate.filed.code, agency: { id: city.agencies.pupr } });
    expect(merged.clocks.every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true);
    expect(merged.dueAt).toBeUndefined();
    await lead.accept();
    await lead.followUp('progress');
    expect(await duplicate.status()).toBe('in_progress');
    await lead.followUp('answer');
    expect(await duplicate.status()).toBe('answered');
    await lead.close();
    expect(await duplicate.read(duplicate.reporter)).toMatchObject({ status: 'closed', reporter: { name: 'Rina' } });
    expect(typesOf(await duplicate.history(city.anyone))).toEqual([
      'filed',
      'merged',
      'followed_lead',
      'followed_lead',
      'followed_lead',
      'followed_lead',
    ]);
  });

  test('follows its lead also into a question, the archive and back from a reopening', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'answered' }), await given.aReport()];
    await duplicate.merge(lead);
    await lead.close();
    await lead.call(lead.reporter, 'reopenReport', { reason: 'Rusak lagi.' });
    expect(await duplicate.status()).toBe('in_progress');
    await lead.ask();
    expect(await duplicate.status()).toBe('needs_information');
    await lead.call(city.coordinator, 'archiveReport', { reason: 'incomplete' });
    expect(await duplicate.read(city.anyone)).toMatchObject({ status: 'archived', archiveReason: 'incomplete' });
  });

  test('takes no steps of its own, but its reporter still has a word', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'answered' }), await given.aReport()];
    await duplicate.merge(lead);
    expect((await duplicate.read(city.coordinator)).allowedActions).toEqual(['unmerge']);
    const words = { body: 'Di tempat saya juga masih rusak.' };
    const { body } = await duplicate.call(duplicate.reporter, 'replyToReport', words);
    expect(body).toMatchObject({ status: 'in_progress', allowedActions: ['reply', 'withdraw'] });
    expect((await duplicate.history(city.anyone)).slice(-2)).toMatchObject([
      { type: 'report.commented', data: { text: words.body } },
      { type: 'report.followed_lead', data: { from: 'answered', to: 'in_progress' } },
    ]);
    // Whoever handles the lead hears it, the lead's public does not.
    expect((await lead.history(city.liaison)).slice(-2)).toMatchObject([
      { type: 'report.follower_commented', data: { text: words.body } },
      { type: 'report.resumed', data: { to: 'in_progress' } },
    ]);
    expect(typesOf(await lead.history(city.anyone)).at(-1)).toBe('resumed');
    await lead.followUp('answer');
    await duplicate.call(duplicate.reporter, 'rateReport', { score: 2, solved: false });
    expect((await lead.read(city.anyone)).rating).toBeUndefined();
  });

  test('learns of everything that is published on its lead', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'in_progress' }), await given.aReport()];
    await duplicate.merge(lead);
    const { body: published } = await lead.followUp('progress');
    const told = { type: 'report.followed_lead', data: { followUpId: published.id, text: published.body } };
    expect((await duplicate.history(duplicate.reporter)).at(-1)).toMatchObject(told);
    await lead.followUp('progress', city.officer, false);
    const { items } = (await duplicate.call<FollowUpPage>(duplicate.reporter, 'listFollowUps')).body;
    expect(items.map(({ state }) => state)).toEqual(['published', 'published']);
  });

  test('may be reopened by its reporter, which reopens the lead, once', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'answered' }), await given.aReport()];
    await duplicate.merge(lead);
    await lead.close();
    const { body } = await duplicate.call(duplicate.reporter, 'reopenReport', { reason: 'Di depan rumah saya masih rusak.' });
    expect([body.status, await lead.status()]).toEqual(['in_progress', 'in_progress']);
    await lead.followUp('answer');
    await lead.close();
    const again = { path: duplicate.path, body: { reason: 'Masih saja.' } };
    expect((await duplicate.reporter.refused('reopenReport', 409, again)).code).toBe('report.action_not_open');
  });

  test('of a confidential report is confidential, and tells nothing of its lead when it stands alone again', async () => {
    const lead = await given.aReport({ status: 'dispatched', category: 'corruption', classification: 'oversight_complaint' });
    const duplicate = await given.aReport();
    await duplicate.merge(lead);
    await city.anyone.refused('readReport', 404, { path: duplicate.path });
    const lower = async (status: number): Promise<void> => {
      const { headers } = await duplicate.call(duplicate.reporter, 'readReport');
      const sent = { path: duplicate.path, body: { confidential: false }, headers: { 'If-Match': headers['etag'] ?? '' } };
      await duplicate.reporter.call('reviseReport', { ...sent, expect: status });
    };
    await lower(409);
    await duplicate.unmerge();
    await lower(200);
    const seen = JSON.stringify([await duplicate.read(city.anyone), await duplicate.history(city.anyone)]);
    expect(seen).not.toContain(lead.id);
    expect(JSON.stringify(await duplicate.history(city.coordinator))).toContain(lead.id);
    expect(seen).not.toContain('oversight');
    for (const member of ['category', 'classification']) expect(await duplicate.read(city.anyone)).not.toHaveProperty(member);
  });

  test('is closed with its lead by silence, too', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'answered' }), await given.aReport()];
    await duplicate.merge(lead);
    app.clock.travelTo(on('11-17'));
    await app.app.get(SweepService).sweep();
    expect([await lead.status(), await duplicate.status()]).toEqual(['closed', 'closed']);
    expect((await duplicate.history(city.anyone)).at(-1)).toMatchObject({ type: 'report.followed_lead', data: { from: 'answered', to: 'closed' } });
  });

  test('may be taken back by its reporter without touching the lead', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'dispatched' }), await given.aReport()];
    await duplicate.merge(lead);
    const { body } = await duplicate.call(duplicate.reporter, 'withdrawReport', {});
    expect(body).toMatchObject({ status: 'archived', archiveReason: 'withdrawn' });
    expect(body.leadReportId).toBeUndefined();
    await lead.accept();
    expect(await duplicate.status()).toBe('archived');
    expect(await lead.status()).toBe('dispatched');
  });

  test('outlives the withdrawal of its lead: the problem of one reporter is not another’s to take back', async () => {
    const [lead, duplicate] = [await given.aReport({ status: 'dispatched' }), await given.aReport()];
    await duplicate.merge(lead);
    await lead.call(lead.reporter, 'withdrawReport', {});
    const after = await duplicate.read(city.coordinator);
    expect(after).toMatchObject({ status: 'received', zone: 'green' });
    expect(after.leadReportId).toBeUndefined();
    expect(clocksOf(after)).toEqual(['verification running']);
    expect((await duplicate.history(city.anyone)).at(-1)).toMatchObject({ type: 'report.unmerged', actor: { kind: 'system' } });
  });
});

describe('Chains', () => {
  test('are never made: those that follow a duplicate follow its lead, and show its status at once', async () => {
    const [top, middle, low] = [await given.aReport({ status: 'in_progress' }), await given.aReport(), await given.aReport()];
    await low.merge(middle);
    expect(await low.status()).toBe('received');
    await middle.merge(top);
    expect(await low.read(city.coordinator)).toMatchObject({ leadReportId: top.id, status: 'in_progress' });
    expect((await low.history(city.anyone)).at(-1)).toMatchObject({
      type: 'report.followed_lead',
      data: { to: 'in_progress' },
    });
    await top.followUp('answer');
    expect([await middle.status(), await low.status()]).toEqual(['answered', 'answered']);
  });

  test('are refused: into itself, into a duplicate, in a circle, into what has ended, into nothing', async () => {
    const [lead, duplicate, third] = [await given.aReport(), await given.aReport(), await given.aReport()];
    await duplicate.merge(lead);
    const refused = (report: GivenReport, leadReportId: string, status: number) =>
      city.coordinator.refused('mergeReport', status, { path: report.path, body: { leadReportId } });
    const pointer = '/leadReportId';
    expect(await refused(lead, lead.id, 400)).toMatchObject({ code: 'report.merge_self', errors: [{ pointer }] });
    expect(await refused(third, duplicate.id, 409)).toMatchObject({ code: 'report.merge_circle', related: { kind: 'report', id: lead.id } });
    expect(await refused(lead, duplicate.id, 409)).toMatchObject({ code: 'report.merge_circle' });
    expect(await refused(duplicate, third.id, 409)).toMatchObject({ code: 'report.action_not_open', allowedActions: ['unmerge'] });
    for (const status of ['closed', 'archived', 'transferred'] as const)
      expect(await refused(third, (await given.aReport({ status })).id, 409)).toMatchObject({ code: 'report.merge_ended' });
    expect(await refused(third, crypto.randomUUID(), 400)).toMatchObject({ code: 'report.lead_unknown', errors: [{ pointer }] });
    expect(await third.read(city.anyone)).toMatchObject({ status: 'received' });
    expect(typesOf(await third.history(city.coordinator))).toEqual(['filed']);
  });
});
