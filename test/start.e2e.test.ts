import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import type { FiledReport, Report } from '../src/reports/report.views.js';
import { asSuperuser, createDatabase } from './support/app.js';
import { Client } from './support/client.js';
import { patience, Program, startServer } from './support/program.js';

const secrets = { SIGNING_KEY: newSigningKey(), IDENTITY_KEY: Buffer.alloc(32, 7).toString('base64') };
const complaint = { type: 'complaint', title: 'Lampu jalan padam', body: 'Empat lampu padam sejak tiga malam lalu.' };

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

/** A request of which the second half is sent when `finish` is called. */
function slowly(url: string, body: string): { finish(): Promise<number> } {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sent = request(`${url}/v1/reports`, { method: 'POST', headers });
  const status = new Promise<number>((resolve, reject) => {
    sent.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject);
  });
  sent.write(body.slice(0, 20));
  return {
    finish: () => {
      sent.end(body.slice(20));
      return status;
    },
  };
}

describe('A sandbox', () => {
  let folder: string;
  let environment: { DATA_DIR: string };
  let running: Program | undefined;
  let filed: FiledReport;

  async function start(): Promise<Client> {
    const { server, url } = await startServer(environment);
    running = server;
    return new Client(url);
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aksi start '));
    environment = { DATA_DIR: join(folder, 'not yet', 'there') };
  });
  afterAll(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, patience);

  test(
    'tells on its first start where the API, the docs and the accounts are, and nothing else',
    async () => {
      const client = await start();
      expect(running?.out.trim().split('\n')).toEqual([
        `API      ${client.url}/v1`,
        `Docs     ${client.url}/docs`,
        expect.stringMatching(/^Accounts admin@.* \(password demo-password-1708\)/) as string,
      ]);
      expect(running?.err).toBe('');
      expect(client.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      filed = (await client.post<FiledReport>('/v1/reports', complaint)).body;
    },
    patience,
  );

  test(
    'refuses to start over, or twice on one port, while it runs',
    async () => {
      const port = /:(\d+)\/v1$/m.exec(running?.out ?? '')?.[1] ?? '';
      const fresh = new Program('dist/main.js', { ...environment, PORT: '0' }, '--fresh');
      expect(await fresh.end()).toBe(1);
      expect(fresh.err).toMatch(/^--fresh: A PostgreSQL runs in .*: stop it first\.\n$/);
      const second = new Program('dist/main.js', { ...environment, PORT: port });
      expect(await second.end()).toBe(1);
      expect(second.err).toBe(`PORT: something listens on 127.0.0.1:${port} already. Stop it, or set another PORT.\n`);
      await new Client(`http://127.0.0.1:${port}`).get('/health/ready');
    },
    patience,
  );

  test(
    'lets a request in flight finish when it is told to stop, and then ends by itself',
    async () => {
      const url = /(http:\S+)\/v1$/m.exec(running?.out ?? '')?.[1] ?? '';
      const slow = slowly(url, JSON.stringify(complaint));
      // Long enough for the first half to be read.
      await sleep(300);
      running?.signal('SIGTERM');
      await sleep(500);
      expect(await answers(`${url}/health/live`)).toBe(false);
      expect(await slow.finish()).toBe(201);
      expect(await running?.end()).toBe(0);
    },
    patience,
  );

  test(
    'keeps its data when it is started again',
    async () => {
      const client = await start();
      const { body } = await client.withReportKey(filed.reportKey).get<Report>(`/v1/reports/${filed.id}`);
      expect(body).toMatchObject({ code: filed.code, allowedActions: ['reply', 'withdraw'] });
    },
    patience,
  );

  test(
    'starts at once after it was killed, with every report that was acknowledged',
    async () => {
      const before = new Client(/(http:\S+)\/v1$/m.exec(running?.out ?? '')?.[1] ?? '');
      const last = (await before.post<FiledReport>('/v1/reports', complaint)).body;
      running?.signal('SIGKILL');
      expect(await running?.end()).toBe('SIGKILL');
      const client = await start();
      for (const { id, code } of [filed, last]) expect((await client.get<Report>(`/v1/reports/${id}`)).body.code).toBe(code);
    },
    patience,
  );

  test(
    'ends with the npm that started it, whose shell dies of a signal without passing it on',
    async () => {
      if (process.platform === 'win32') return;
      await running?.stop();
      const script = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));
      // A command after the first keeps the shell from making way for it.
      const command = ['-c', '"$0" "$@"; true', process.execPath, script, 'main'];
      const shell = spawn('sh', command, {
        cwd: environment.DATA_DIR,
        env: { PATH: process.env.PATH, PORT: '0', ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      for await (const text of shell.stdout) if (/^Accounts /m.test((said += String(text)))) break;
      shell.kill('SIGTERM');
      while (await answers(`${/(http:\S+)\/v1$/m.exec(said)?.[1]}/health/live`)) await sleep(100);
      while (existsSync(join(environment.DATA_DIR, 'postgres', 'pgdata', 'postmaster.pid'))) await sleep(100);
    },
    patience,
  );
});

describe('With a database of its own', () => {
  test.each([
    ['SIGNING_KEY', {}],
    ['IDENTITY_KEY', { SIGNING_KEY: secrets.SIGNING_KEY }],
  ])(
    'a server without %s does not start, and says so in one line',
    async (missing, given) => {
      const server = new Program('dist/main.js', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', ...given });
      expect(await server.end()).toBe(1);
      expect(server.out).toBe('');
      expect(server.err).toMatch(new RegExp(`^${missing} is missing: .*\\.\n$`));
    },
    patience,
  );

  test(
    'the schema is migrated once; then a server starts there, with no sandbox in it',
    async () => {
      const environment = { DATABASE_URL: await createDatabase('template0'), HOST: '127.0.0.1', ...secrets };
      const first = new Program('dist/migrate.js', environment);
      expect(await first.end()).toBe(0);
      expect(first.out).toMatch(/^(Migrated \w+\n)+$/);
      const second = new Program('dist/migrate.js', environment);
      expect(await second.end()).toBe(0);
      expect(second.out).toBe('The schema is up to date.\n');
      const { server, url } = await startServer(environment);
      expect((await new Client(url).get('/v1/agencies')).body).toEqual({ items: [], nextCursor: null });
      await server.stop();
      expect(server.out.split('\n').filter((line) => !line.startsWith('{'))).toEqual([`API      ${url}/v1`, `Docs     ${url}/docs`, '']);
    },
    patience,
  );

  test(
    'a worker sweeps beside it, and stops when it is told to',
    async () => {
      const environment = { DATABASE_URL: await createDatabase(), SWEEP_SECONDS: '1', ...secrets };
      const old = `insert into idempotency_key (caller, key, fingerprint, answer, created_at) values ('x', 'x', 'x', '', now() - interval '8 days')`;
      await asSuperuser(environment.DATABASE_URL, old);
      const worker = new Program('dist/worker.js', environment);
      while ((await asSuperuser(environment.DATABASE_URL, 'select from idempotency_key')).length > 0) await sleep(100);
      worker.signal('SIGTERM');
      expect(await worker.end()).toBe(0);
      expect(worker).toMatchObject({ out: '', err: '' });
    },
    patience,
  );

  test(
    'a worker without one has nobody to work for',
    async () => {
      const worker = new Program('dist/worker.js');
      expect(await worker.end()).toBe(1);
      expect(worker.err).toMatch(/^DATABASE_URL is missing: .*\n$/);
    },
    patience,
  );
});
