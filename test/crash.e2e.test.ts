import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import type { FiledReport, Report, Tracking } from '../src/reports/report.views.js';
import { asSuperuser, startApp } from './support/app.js';
import { complaint, givenACity } from './support/city.js';
import { Client } from './support/client.js';
import { patience, type Program, startServer } from './support/program.js';

const writers = 6;
const atLeast = 25;

let databaseUrl: string;
let environment: Record<string, string>;
let server: Program;
let url: string;

beforeAll(async () => {
  const app = await startApp();
  await givenACity(app);
  databaseUrl = app.databaseUrl;
  await app.stop();
  environment = { DATABASE_URL: databaseUrl, HOST: '127.0.0.1', SIGNING_KEY: newSigningKey(), IDENTITY_KEY: randomBytes(32).toString('base64') };
  ({ server, url } = await startServer(environment));
}, patience);
afterAll(() => server.stop(), patience);

/** Sends one report until it is acknowledged, as a client does that does not know whether it was heard. */
async function fileForSure(title: string): Promise<FiledReport> {
  const asked = { body: { ...complaint, title, reporter: { name: `Pelapor ${title}` } }, headers: { 'idempotency-key': randomUUID() } };
  for (;;) {
    try {
      const answer = await new Client(url).call<FiledReport>('fileReport', { ...asked, expect: [201, 409, 503] });
      if (answer.status === 201) return answer.body;
    } catch (error) {
      // No answer: the server is down or went down on the way.
      if (!/ECONN|EPIPE|hang up|aborted/.test((error as Error).message)) throw error;
    }
    await sleep(50);
  }
}

async function fileAgainAndAgain(name: string, acknowledged: FiledReport[], going: { on: boolean }): Promise<void> {
  for (let count = 0; going.on; count += 1) acknowledged.push(await fileForSure(`Tulis ${name} ${count}`));
}

async function killAndRestart(): Promise<void> {
  server.signal('SIGKILL');
  expect(await server.end()).toBe('SIGKILL');
  ({ server, url } = await startServer(environment));
}

const found = async (sql: string): Promise<unknown> => (await asSuperuser(databaseUrl, sql))[0];

test(
  'killed twice in the middle of work, the service has every report it acknowledged, once, with its fact, its clock and its reporter',
  async () => {
    const acknowledged: FiledReport[] = [];
    const going = { on: true };
    const work = Array.from({ length: writers }, (_, index) => fileAgainAndAgain(String(index), acknowledged, going));
    for (const kills of [1, 2, 3]) {
      while (acknowledged.length < kills * atLeast) await sleep(20);
      if (kills < 3) await killAndRestart();
    }
    going.on = false;
    await Promise.all(work);
    const total = acknowledged.length;
    expect(new Set(acknowledged.map(({ id }) => id)).size).toBe(total);
    expect(await found('select count(*)::int as reports, count(distinct title)::int as titles from report')).toEqual({
      reports: total,
      titles: total,
    });
    const whole = `select count(*)::int as whole from report r
      where (select count(*) from fact f where f.report_id = r.id and f.type = 'report.filed') = 1
        and (select count(*) from clock c where c.report_id = r.id and c.kind = 'verification' and c.stopped_at is null) = 1
        and exists (select from report_identity i where i.report_id = r.id)`;
    expect(await found(whole)).toEqual({ whole: total });
    for (const { id, code, reportKey, title, dueAt } of acknowledged.filter((_, index) => index % 7 === 0)) {
      const { body } = await new Client(url).withReportKey(reportKey).call<Report>('readReport', { path: { id } });
      expect(body).toMatchObject({ code, title, dueAt, reporter: { name: `Pelapor ${title}` } });
      expect((await new Client(url).call<Tracking>('trackReport', { path: { code } })).body.id).toBe(id);
    }
  },
  patience,
);
