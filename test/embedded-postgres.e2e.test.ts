import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/embedded-postgres.js';

// initdb takes 1 to 5 s, on a busy machine more.
const patience = 60_000;

// Node cannot run the TypeScript, so the process that is to be killed takes the built file.
const launcher = new URL('../dist/platform/embedded-postgres.js', import.meta.url).href;
const ownerScript = `
  const { startEmbeddedPostgres } = await import(process.argv[1]);
  const server = await startEmbeddedPostgres({ directory: process.argv[2], durable: false });
  process.stdout.write(server.url);
  setInterval(() => undefined, 1000);`;

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const answers = (url: string): Promise<boolean> =>
  ask(url, 'select 1').then(
    () => true,
    () => false,
  );

async function eventually(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) if (await condition()) return true;
  return false;
}

describe('The embedded PostgreSQL', () => {
  let folder: string;
  let directory: string;
  const started: EmbeddedPostgres[] = [];

  async function start(at = directory): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ directory: at, durable: false });
    started.push(server);
    return server;
  }

  const postmasterPid = async (): Promise<number> => Number((await readFile(join(directory, 'pgdata', 'postmaster.pid'), 'utf8')).split('\n')[0]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aksi test '));
    directory = join(folder, 'not yet', 'there');
  });

  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  }, patience);

  afterAll(() => rm(folder, { recursive: true, force: true }), patience);

  test(
    'makes its cluster on the first start and takes statements',
    async () => {
      const server = await start();
      expect(server.joined).toBe(false);
      expect(new URL(server.url).pathname).toBe('/aksi');
      await ask(server.url, "create table kept (word text); insert into kept values ('tinta')");
      expect(await ask(server.url, 'select word from kept')).toEqual([{ word: 'tinta' }]);
    },
    patience,
  );

  test(
    'keeps its data when it is started again',
    async () => {
      expect(await ask((await start()).url, 'select word from kept')).toEqual([{ word: 'tinta' }]);
    },
    patience,
  );

  test(
    'listens on the loopback address alone, and lets nobody in without the password',
    async () => {
      const { url } = await start();
      expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
      expect(await ask(url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
      const guess = new URL(url);
      guess.password = 'postgres';
      await expect(ask(guess.href, 'select 1')).rejects.toThrow('password authentication failed');
      if (process.platform === 'win32') return;
      expect((await stat(join(directory, 'superuser-password'))).mode & 0o777).toBe(0o600);
    },
    patience,
  );

  test(
    'flushes to disk unless it is told that the data may be lost',
    async () => {
      expect(await ask((await start()).url, 'show fsync')).toEqual([{ fsync: 'off' }]);
      await started.pop()?.stop();
      started.push(await startEmbeddedPostgres({ directory, durable: true }));
      expect(await ask(started[0]?.url ?? '', 'show fsync')).toEqual([{ fsync: 'on' }]);
    },
    patience,
  );

  test(
    'is joined by a second start, whose stop leaves it running',
    async () => {
      const first = await start();
      const second = await start();
      expect(second).toMatchObject({ joined: true, url: first.url });
      await second.stop();
      expect(await answers(first.url)).toBe(true);
      await first.stop();
      expect(await answers(first.url)).toBe(false);
    },
    patience,
  );

  test(
    'is one cluster with one owner when two first starts meet',
    async () => {
      const meeting = join(folder, 'meeting');
      const servers = await Promise.all([start(meeting), start(meeting)]);
      expect(servers.map(({ joined }) => joined).sort()).toEqual([false, true]);
      expect(servers[0].url).toBe(servers[1].url);
    },
    patience,
  );

  test(
    'tells owner and guest when it dies, not when it is stopped, and starts again',
    async () => {
      const told: string[] = [];
      const stopped = await start();
      stopped.onExit(() => told.push('stopped'));
      await stopped.stop();
      const owner = await start();
      const guest = await start();
      owner.onExit(() => told.push('owner'));
      guest.onExit(() => told.push('guest'));
      process.kill(await postmasterPid(), 'SIGKILL');
      expect(await eventually(() => told.length === 2)).toBe(true);
      expect(told.sort()).toEqual(['guest', 'owner']);
      expect(await ask((await start()).url, 'select word from kept')).toEqual([{ word: 'tinta' }]);
    },
    patience,
  );

  test(
    'does not outlive a killed owner, and the next start finds the data',
    async () => {
      const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerScript, launcher, directory], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [url] = (await once(owner.stdout, 'data')).map(String);
      expect(await answers(url ?? '')).toBe(true);
      owner.kill('SIGKILL');
      expect(await eventually(async () => !(await answers(url ?? '')))).toBe(true);
      const next = await start();
      expect(next.joined).toBe(false);
      expect(await ask(next.url, 'select word from kept')).toEqual([{ word: 'tinta' }]);
    },
    patience,
  );
});
