import type { Problem } from '../src/platform/problem.view.js';
import type { FollowUp } from '../src/reports/follow-up.views.js';
import type { Report } from '../src/reports/report.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { type Given, type GivenReport, givenIn, on, textOf, typesOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;

beforeAll(async () => {
  app = await startApp({ DATABASE_POOL_SIZE: '20' });
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
});
afterAll(() => app.stop());

interface Try {
  who: Client;
  operation: string;
  body?: object;
  headers?: Record<string, string>;
  path?: Record<string, string>;
}

/** All at once. @returns the statuses, lowest first, and the codes of those refused */
async function race(report: GivenReport, tries: Try[]): Promise<{ statuses: number[]; codes: string[] }> {
  const asked = tries.map(({ who, operation, path = report.path, ...more }) =>
    who.call<Problem>(operation, { path, ...more, expect: [200, 409, 412] }),
  );
  const answers = await Promise.all(asked);
  const refused = answers.filter(({ status }) => status !== 200);
  return { statuses: answers.map(({ status }) => status).sort(), codes: [...new Set(refused.map(({ body }) => body.code))] };
}

const rounds = [1, 2, 3];
const oneOf = (count: number): number[] => [200, ...Array.from({ length: count - 1 }, () => 409)];
const facts = async (report: GivenReport, type: string): Promise<number> =>
  typesOf(await report.history(city.coordinator)).filter((one) => one === type).length;

describe.each(rounds)('Of several at once, one wins and the others are told (round %i)', () => {
  test('accepting', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const tries = [city.officer, city.secondOfficer, city.liaison, city.officer].map((who) => ({ who, operation: 'acceptReport' }));
    expect(await race(report, tries)).toEqual({ statuses: oneOf(4), codes: ['report.action_not_open'] });
    expect(await facts(report, 'accepted')).toBe(1);
  });

  test('giving back', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const body = { reason: 'Bukan wewenang kami.' };
    const tries = [city.officer, city.secondOfficer, city.liaison].map((who) => ({ who, operation: 'returnReport', body }));
    expect(await race(report, tries)).toEqual({ statuses: oneOf(3), codes: ['report.action_not_open'] });
    expect(await report.read(city.coordinator)).toMatchObject({ returnCount: 1, status: 'received' });
    expect(await facts(report, 'returned')).toBe(1);
  });

  test('closing', async () => {
    const report = await given.aReport({ status: 'answered' });
    const tries = [report.reporter, city.coordinator, city.secondCoordinator].map((who) => ({ who, operation: 'closeReport', body: {} }));
    expect(await race(report, tries)).toEqual({ statuses: oneOf(3), codes: ['report.action_not_open'] });
    expect(await facts(report, 'closed')).toBe(1);
  });

  test('verifying, for different agencies', async () => {
    const report = await given.aReport();
    const tries = [city.agencies.pupr, city.agencies.dishub, city.agencies.dlh].map((leadAgencyId, index) => ({
      who: index === 1 ? city.coordinator : city.secondCoordinator,
      operation: 'verifyReport',
      body: { ...report.verification, leadAgencyId },
    }));
    expect(await race(report, tries)).toEqual({ statuses: oneOf(3), codes: ['report.action_not_open'] });
    const { dispositions, agency, clocks } = await report.read(city.coordinator);
    expect(dispositions).toMatchObject([{ agency, role: 'lead' }]);
    expect(clocks).toHaveLength(4);
  });

  test('approving a draft', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const { body: draft } = await report.followUp('answer', city.officer, false);
    const path = { ...report.path, followUpId: draft.id };
    const tries = [1, 2, 3].map(() => ({ who: city.liaison, operation: 'approveFollowUp', path }));
    expect((await race(report, tries)).statuses).toEqual(oneOf(3));
    expect(await facts(report, 'answered')).toBe(1);
  });

  test('merging into different reports', async () => {
    const [report, one, two] = [await given.aReport(), await given.aReport(), await given.aReport()];
    const tries = [one, two].map(({ id }) => ({ who: city.coordinator, operation: 'mergeReport', body: { leadReportId: id } }));
    expect(await race(report, tries)).toEqual({ statuses: oneOf(2), codes: ['report.action_not_open'] });
    expect(await facts(report, 'merged')).toBe(1);
  });

  test('merging two reports into one another', async () => {
    const [one, two] = [await given.aReport(), await given.aReport()];
    const tries = [
      [one, two],
      [two, one],
    ].map(([from, to]) => ({
      // prettier-ignore
      who: city.coordinator,
      operation: 'mergeReport',
      path: { id: from?.id ?? '' },
      body: { leadReportId: to?.id ?? '' },
    }));
    expect((await race(one, tries)).statuses).toEqual(oneOf(2));
    const leads = [await one.read(city.coordinator), await two.read(city.coordinator)].flatMap(({ leadReportId }) => leadReportId ?? []);
    expect(leads).toHaveLength(1);
  });

  test('different things with the same version seen', async () => {
    const report = await given.aReport({ status: 'in_progress' });
    const { headers } = await report.call(city.coordinator, 'readReport');
    const seen = { 'if-match': headers.etag ?? '' };
    const tries: Try[] = [
      { who: city.coordinator, operation: 'dispatchReport', body: { leadAgencyId: city.agencies.pupr }, headers: seen },
      { who: city.secondCoordinator, operation: 'dispatchReport', body: { leadAgencyId: city.agencies.dishub }, headers: seen },
      { who: report.reporter, operation: 'replyToReport', body: { body: 'Masih rusak.' }, headers: seen },
    ];
    expect(await race(report, tries)).toEqual({ statuses: [200, 412, 412], codes: ['precondition.stale'] });
  });

  test('withdrawing and answering: it ends as one of them', async () => {
    const report = await given.aReport({ status: 'dispatched' });
    const answer = report.call<FollowUp>(city.liaison, 'writeFollowUp', { kind: 'answer', body: textOf('Sudah diperbaiki.'), publish: true });
    const [withdrawn] = await Promise.allSettled([report.call(report.reporter, 'withdrawReport', {}), answer]);
    expect(withdrawn.status).toBe('fulfilled');
    const { status, clocks } = await report.read(city.coordinator);
    expect(status).toBe('archived');
    expect(clocks.every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true);
  });
});

test('an action that was asked for on an old version is refused, on the current one done, and without a version done', async () => {
  const report = await given.aReport({ status: 'dispatched' });
  const etag = async (): Promise<Record<string, string>> => ({ 'if-match': (await report.call(city.liaison, 'readReport')).headers.etag ?? '' });
  const old = await etag();
  await report.accept();
  const body = { reason: 'Bukan wewenang kami.' };
  expect((await city.liaison.refused('returnReport', 412, { path: report.path, body, headers: old })).code).toBe('precondition.stale');
  expect((await report.read(city.coordinator)).status).toBe('dispatched');
  await city.liaison.call<Report>('returnReport', { path: report.path, body, headers: await etag() });
});

test('what PostgreSQL undid to end a deadlock is done again, whole and once', async () => {
  await asSuperuser(
    app.databaseUrl,
    `create sequence attempt;
     create function undo_first() returns trigger language plpgsql as $$
       begin if nextval('attempt') = 1 then raise exception 'undone' using errcode = '40P01'; end if; return new; end $$;
     create trigger undo_first before insert on fact for each row execute function undo_first()`,
  );
  const again = (): Promise<unknown> => asSuperuser(app.databaseUrl, 'alter sequence attempt restart');
  const report = await given.aReport({ status: 'dispatched' });
  await again();
  const { body: draft } = await report.followUp('progress', city.officer, false);
  await again();
  await city.liaison.call('approveFollowUp', { path: { ...report.path, followUpId: draft.id } });
  const duplicates = [await given.aReport(), await given.aReport()] as const;
  await duplicates[1].call(city.coordinator, 'mergeReport', { leadReportId: duplicates[0].id });
  await again();
  await duplicates[0].call(city.coordinator, 'mergeReport', { leadReportId: report.id });
  expect(typesOf(await report.history(city.coordinator)).slice(2)).toEqual(['follow_up_drafted', 'follow_up_published']);
  expect(typesOf(await duplicates[1].history(city.coordinator))).toEqual(['filed', 'merged', 'followed_lead', 'followed_lead']);
  await asSuperuser(app.databaseUrl, 'drop trigger undo_first on fact');
});

test('supporters at once are each counted once', async () => {
  const report = await given.aReport();
  const who = [city.citizen, city.neighbour, city.officer];
  await Promise.all([...who, ...who, ...who].map((one) => report.call(one, 'supportReport')));
  expect((await report.read(city.anyone)).supportCount).toBe(3);
  await Promise.all([...who, ...who].map((one) => report.call(one, 'withdrawSupport')));
  expect((await report.read(city.anyone)).supportCount).toBe(0);
});
