import { scopes } from '../src/access/permissions.js';
import { sandboxClient, sandboxPassword } from '../src/sandbox/accounts.js';
import { loadSandbox } from '../src/sandbox/sandbox.loader.js';
import { statuses } from '../src/reports/report.status.js';
import type { ReportSla } from '../src/reports/explanation.views.js';
import type { ExplainedClock } from '../src/sla/explained-clock.views.js';
import type { Report, ReportPage } from '../src/reports/report.views.js';
import type { TimelinePage } from '../src/reports/timeline.views.js';
import type { Me, TokenPair } from '../src/users/sign-in.views.js';
import { type App, startApp } from './support/app.js';
import { Client } from './support/client.js';
import { dumpOf } from './support/dump.js';

let app: App;
let anyone: Client;
let coordinator: Client;
let reports: Report[];

const people: Record<string, string[]> = {
  'admin@demo.test': ['admin'],
  'coordinator@demo.test': ['coordinator'],
  'supervisor@demo.test': ['supervisor'],
  'liaison.pupr@demo.test': ['liaison'],
  'officer.pupr@demo.test': ['officer'],
  'liaison.dishub@demo.test': ['liaison'],
  'officer.dishub@demo.test': ['officer'],
  'liaison.disdukcapil@demo.test': ['liaison'],
  'officer.disdukcapil@demo.test': ['officer'],
  'citizen@demo.test': ['citizen'],
};

async function signIn(email: string): Promise<Client> {
  const { body } = await anyone.call<TokenPair>('logIn', { body: { email, password: sandboxPassword } });
  return anyone.as(body.accessToken);
}

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  expect(await loadSandbox(app.app)).toBe(true);
  coordinator = await signIn('coordinator@demo.test');
  const { body } = await coordinator.call<ReportPage>('listReports', { query: { limit: 100 } });
  reports = body.items;
}, 120_000);
afterAll(() => app.stop());

test.each(Object.entries(people))('%s signs in', async (email, roles) => {
  const { body } = await (await signIn(email)).call<Me>('readMe');
  expect(body.roles.map(({ role }) => role)).toEqual(roles);
});

test('the demo script has every scope but the administrator’s', async () => {
  const credentials = Buffer.from(`${sandboxClient.clientId}:${sandboxClient.secret}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' };
  const { body } = await anyone.call<{ scope: string }>('issueToken', { body: 'grant_type=client_credentials', headers });
  expect([...body.scope.split(' '), 'admin'].sort()).toEqual([...scopes].sort());
});

test('about sixty reports of the last ninety days stand in every status', () => {
  expect(reports.length).toBeGreaterThanOrEqual(55);
  expect(reports.length).toBeLessThanOrEqual(70);
  expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(statuses));
  const age = Math.max(...reports.map(({ filedAt }) => Date.now() - Date.parse(filedAt))) / 86_400_000;
  expect(age).toBeGreaterThan(60);
  expect(age).toBeLessThanOrEqual(91);
});

test('they show what the product can do: duplicates, returns, plans, ratings, lateness, secrets, places outside', () => {
  const some = (fits: (report: Report) => unknown): boolean => reports.some(fits);
  expect(some(({ leadReportId }) => leadReportId)).toBe(true);
  expect(some(({ returnCount }) => returnCount > 0)).toBe(true);
  expect(some(({ rating }) => rating)).toBe(true);
  expect(some(({ anonymous }) => anonymous)).toBe(true);
  expect(some(({ confidential }) => confidential)).toBe(true);
  for (const zone of ['green', 'yellow', 'red']) expect(some((report) => report.zone === zone)).toBe(true);
});

test('their clocks show all that can happen to a deadline: standing, extended, moved by an amendment, escalated', async () => {
  expect(reports.some(({ clocks }) => clocks.some(({ state }) => state === 'paused'))).toBe(true);
  expect(reports.some(({ clocks }) => clocks.some(({ extensionDays }) => extensionDays > 0))).toBe(true);
  expect(reports.some(({ escalation }) => escalation === 3)).toBe(true);
  const moved: ExplainedClock[] = [];
  for (const { id } of reports) {
    const { clocks } = (await coordinator.call<ReportSla>('readReportSla', { path: { id } })).body;
    moved.push(...clocks.filter(({ moves }) => moves.some(({ reason }) => reason === 'calendar')));
  }
  expect(moved.length).toBeGreaterThan(3);
  for (const { sentences } of moved) expect(sentences.id).toMatch(/Hari Jadi Kota/);
  for (const { reason, note } of moved.flatMap(({ moves }) => moves)) expect(note !== undefined).toBe(reason === 'calendar');
});

test('every history is complete and in order, and no clock of an ended report runs', async () => {
  for (const { id, status, clocks, filedAt } of reports) {
    const { items } = (await coordinator.call<TimelinePage>('readTimeline', { path: { id }, query: { limit: 100 } })).body;
    const moves = items.filter(({ data }) => data.to !== undefined);
    expect(items[0]).toMatchObject({ type: 'report.filed', at: filedAt });
    expect(moves.at(-1)?.data.to).toBe(status);
    expect(moves.slice(1).map(({ data }) => data.from)).toEqual(moves.slice(0, -1).map(({ data }) => data.to));
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort());
    if (['closed', 'archived', 'transferred'].includes(status)) expect(clocks.filter(({ stoppedAt }) => stoppedAt === undefined)).toEqual([]);
  }
});

test('the public sees what is public, and no word more', async () => {
  const { items } = (await anyone.call<ReportPage>('listReports', { query: { limit: 100 } })).body;
  expect(items.map(({ id }) => id)).toEqual(reports.filter(({ confidential }) => !confidential).map(({ id }) => id));
});

test('loaded again it stays as it is', async () => {
  const before = await dumpOf(app.databaseUrl);
  expect(await loadSandbox(app.app)).toBe(false);
  expect(await dumpOf(app.databaseUrl)).toEqual(before);
});
