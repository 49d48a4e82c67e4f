import type { FollowUp } from '../src/reports/follow-up.views.js';
import type { Report } from '../src/reports/report.views.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { clocksOf, type Given, type GivenReport, givenIn, on, resolutionOf, textOf, typesOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
});
afterAll(() => app.stop());

describe('A report lives from filing to closing', () => {
  let report: GivenReport;
  let draft: FollowUp;
  const seen = (): Promise<Report> => report.read(city.coordinator);

  test('filed on Monday: verification is due within 3 working days', async () => {
    app.clock.travelTo(on('11-02'));
    report = await given.aReport({ lead: 'pupr', supporting: ['dishub'] });
    const due = on('11-05', '16:00').toISOString();
    expect(report.filed).toMatchObject({ status: 'received', statusLabel: 'Belum Terverifikasi', dueAt: due, zone: 'green', dispositions: [] });
    expect(report.filed.clocks).toMatchObject([{ kind: 'verification', state: 'running', dueAt: due, remainingWorkingDays: 3, provisional: false }]);
  });

  test('verified on Tuesday: both agencies have 5 working days for a first follow-up, the case 14', async () => {
    app.clock.travelTo(on('11-03'));
    const { body } = await report.verify();
    expect(body).toMatchObject({ status: 'dispatched', classification: 'complaint', agency: { id: city.agencies.pupr } });
    expect(body.dispositions).toMatchObject([
      { agency: { id: city.agencies.pupr }, role: 'lead', status: 'pending' },
      { agency: { id: city.agencies.dishub }, role: 'supporting', status: 'pending' },
    ]);
    expect(clocksOf(body)).toEqual(['verification met', 'first_follow_up running', 'first_follow_up running', 'resolution running']);
    expect(body.clocks[3]?.dueAt).toBe(on('11-23', '16:00').toISOString());
    expect(body.dueAt).toBe(on('11-10', '16:00').toISOString());
  });

  test('accepted on Wednesday: the agency has taken it up, its clock runs on', async () => {
    app.clock.travelTo(on('11-04'));
    const { body } = await report.accept();
    expect(body).toMatchObject({ status: 'dispatched', dispositions: [{ status: 'accepted' }, { status: 'pending' }] });
    expect(clocksOf(body)).toContain('first_follow_up running');
  });

  test('after 3 working days without a follow-up its zone is yellow', async () => {
    app.clock.travelTo(on('11-06', '16:29'));
    expect((await seen()).zone).toBe('green');
    app.clock.travelTo(on('11-06', '16:31'));
    expect((await seen()).zone).toBe('yellow');
  });

  test('drafted by the officer: nobody outside sees it', async () => {
    app.clock.travelTo(on('11-09'));
    draft = (await report.followUp('progress', city.officer, false)).body;
    expect(draft).toMatchObject({ kind: 'progress', state: 'draft', author: { id: city.accounts.officer }, agency: { id: city.agencies.pupr } });
    expect((await seen()).status).toBe('dispatched');
    for (const outsider of [city.anyone, report.reporter, city.citizen])
      expect((await report.call<{ items: FollowUp[] }>(outsider, 'listFollowUps')).body.items).toEqual([]);
  });

  test('approved by the liaison: the report is in progress and the lead’s clock is met', async () => {
    app.clock.travelTo(on('11-09', '14:00'));
    const path = { ...report.path, followUpId: draft.id };
    const { body } = await city.liaison.call<FollowUp>('approveFollowUp', { path });
    expect(body).toMatchObject({ id: draft.id, state: 'published', publishedAt: expect.any(String) as string });
    const after = await seen();
    expect(after).toMatchObject({ status: 'in_progress', statusLabel: 'Proses', dueAt: on('11-10', '16:00').toISOString() });
    expect(clocksOf(after)).toEqual(['verification met', 'first_follow_up met', 'first_follow_up running', 'resolution running']);
    expect((await city.liaison.refused('approveFollowUp', 409, { path })).code).toBe('report.follow_up_published');
  });

  test('the supporting agency is late: the zone is red until it has said something', async () => {
    app.clock.travelTo(on('11-11'));
    const late = await seen();
    expect(late.zone).toBe('red');
    expect(late.clocks[2]).toMatchObject({ kind: 'first_follow_up', state: 'breached', remainingWorkingDays: -1 });
    await report.followUp('progress', city.dishubLiaison);
    const after = await seen();
    expect(after).toMatchObject({ zone: 'green', dueAt: on('11-23', '16:00').toISOString(), status: 'in_progress' });
    expect(after.clocks[2]).toMatchObject({ state: 'breached', stoppedAt: expect.any(String) as string });
  });

  test('answered: no deadline of the city runs any more, the reporter has 10 working days', async () => {
    app.clock.travelTo(on('11-12'));
    await report.followUp('answer');
    const after = await seen();
    expect(after).toMatchObject({ status: 'answered', zone: 'green', dispositions: [{ status: 'answered' }, { status: 'accepted' }] });
    expect(after.dueAt).toBeUndefined();
    expect(clocksOf(after).slice(-2)).toEqual(['resolution met', 'reporter_reply running']);
    expect(after.clocks.at(-1)?.dueAt).toBe(on('11-26', '16:00').toISOString());
  });

  test('rated and closed by the reporter', async () => {
    app.clock.travelTo(on('11-13'));
    const rated = await report.call(report.reporter, 'rateReport', { score: 4, solved: true, comment: 'Cepat, terima kasih.' });
    expect(rated.body).toMatchObject({ status: 'answered', rating: { score: 4, solved: true } });
    expect(rated.body.allowedActions).not.toContain('rate');
    const { body } = await report.close();
    expect(body).toMatchObject({ status: 'closed', statusLabel: 'Selesai', zone: 'green', allowedActions: ['reopen'] });
    expect(body.clocks.every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true);
  });

  const steps = ['filed', 'verified', 'accepted', 'follow_up_published', 'follow_up_published', 'answered', 'rated', 'closed'];

  test('every step is in the public history, in order, in the name of agencies', async () => {
    const history = await report.history(city.anyone);
    expect(typesOf(history)).toEqual(steps);
    expect(history.map(({ actor }) => actor.label)).toEqual([
      'Pelapor',
      'Kota Uji',
      ...['Dinas Pekerjaan Umum dan Penataan Ruang', 'Dinas Pekerjaan Umum dan Penataan Ruang', 'Dinas Perhubungan'],
      ...['Dinas Pekerjaan Umum dan Penataan Ruang', 'Pelapor', 'Pelapor'],
    ]);
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).sort());
    expect(history.map(({ data }) => data.from)).toEqual([undefined, ...history.slice(0, -1).map(({ data }) => data.to)]);
    expect(history.at(-2)?.data).toMatchObject({ score: 4, solved: true, text: 'Cepat, terima kasih.' });
    expect(typesOf(await report.history(report.reporter))).toEqual(steps);
  });

  test('staff also see the draft, and who did what', async () => {
    const history = await report.history(city.supervisor);
    expect(typesOf(history)).toEqual([...steps.slice(0, 3), 'follow_up_drafted', ...steps.slice(3)]);
    expect(history[3]).toMatchObject({ visibility: 'internal', actor: { kind: 'staff', label: 'Pengguna officer' } });
    expect(history[4]).toMatchObject({ visibility: 'public', actor: { label: 'Pengguna liaison' }, data: { text: draft.body } });
    expect(history[0]?.actor).toEqual({ kind: 'reporter', label: 'Pelapor' });
  });
});

test('a limit of the category wins over the law’s, and a request for information has 5 working days', async () => {
  app.clock.travelTo(on('11-02'));
  const drains = await given.aReport({ status: 'dispatched', category: 'drains' });
  expect(resolutionOf(await drains.read(city.coordinator))?.dueAt).toBe(on('11-30', '16:00').toISOString());
  const question = await given.aReport({ status: 'dispatched', type: 'information_request', classification: 'information_request' });
  expect(resolutionOf(await question.read(city.coordinator))?.dueAt).toBe(on('11-09', '16:00').toISOString());
});

test('labels come in the language that was asked for', async () => {
  const report = await given.aReport();
  expect((await report.read(city.anyone.speaking('en'))).statusLabel).toBe('Not yet verified');
  const [filed] = await report.history(city.anyone.speaking('en'));
  expect(filed?.actor.label).toBe('Reporter');
});

test('the coordinator may close on the reporter’s word', async () => {
  const report = await given.aReport({ status: 'answered' });
  const { body } = await report.call(city.coordinator, 'closeReport', { note: 'Pelapor menerima jawaban lewat telepon.' });
  expect(body.status).toBe('closed');
  expect((await report.history(city.anyone)).at(-1)).toMatchObject({
    actor: { kind: 'staff' },
    data: { text: 'Pelapor menerima jawaban lewat telepon.' },
  });
});

test('a reply to the answer puts the agency back to work with what was left of its time, and no more each time', async () => {
  app.clock.travelTo(on('11-02'));
  const report = await given.aReport({ status: 'dispatched' });
  const resolution = async (): Promise<string | undefined> => {
    const running = (await report.read(city.coordinator)).clocks.find(({ kind, state }) => kind === 'resolution' && state === 'running');
    return running?.dueAt;
  };
  expect(await resolution()).toBe(on('11-20', '16:30').toISOString());
  // Five of the fourteen days are used up when it is answered on Monday morning.
  app.clock.travelTo(on('11-10'));
  await report.followUp('answer');
  app.clock.travelTo(on('11-16'));
  const { body } = await report.call(report.reporter, 'replyToReport', { body: 'Lubangnya masih ada.' });
  expect(body).toMatchObject({ status: 'in_progress', dispositions: [{ status: 'accepted' }] });
  expect(clocksOf(body).slice(-2)).toEqual(['resolution running', 'reporter_reply met']);
  expect(await resolution()).toBe(on('11-26', '16:00').toISOString());
  app.clock.travelTo(on('11-19'));
  await report.followUp('answer');
  app.clock.travelTo(on('11-23'));
  await report.call(report.reporter, 'replyToReport', { body: 'Sekarang lubangnya pindah.' });
  expect(await resolution()).toBe(on('11-30', '16:00').toISOString());
  expect(typesOf(await report.history(city.anyone)).slice(-4)).toEqual(['answered', 'resumed', 'answered', 'resumed']);
});

test('a plan is shown to the public and stops no legal clock but the first follow-up’s', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  const plan = { fundingYear: 2027, estimatedCost: 350_000_000, source: 'APBD' };
  await report.call(city.liaison, 'writeFollowUp', { kind: 'plan', body: textOf('Pelebaran jalan diusulkan.'), publish: true, plan });
  const after = await report.read(city.anyone);
  expect(after.status).toBe('in_progress');
  expect(clocksOf(after)).toEqual(['verification met', 'first_follow_up met', 'resolution running']);
  expect((await report.history(city.anyone)).at(-1)?.data).toMatchObject({ followUpKind: 'plan', plan });
});

test('the judgement of an answer goes with the answer: after reopening the reporter judges anew', async () => {
  const report = await given.aReport({ status: 'answered' });
  await report.call(report.reporter, 'rateReport', { score: 1, solved: false });
  await report.close();
  const { body } = await report.call(report.reporter, 'reopenReport', { reason: 'Belum selesai.' });
  expect(body.rating).toBeUndefined();
  await report.followUp('answer');
  const { body: judged } = await report.call(report.reporter, 'rateReport', { score: 5, solved: true });
  expect(judged.rating).toEqual({ score: 5, solved: true });
});
