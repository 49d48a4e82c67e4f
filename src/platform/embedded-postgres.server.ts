import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { programOptions, run } from './embedded-postgres.binaries.js';
import { type Cluster, errorCode, leaveMark, reach, superuser } from './embedded-postgres.cluster.js';

/** A server process that is our child. */
export interface Server {
  process: ChildProcess;
  /** Resolves when the process is gone, whoever ended it, or when it could not be started. */
  exited: Promise<void>;
  /** Why it could not be started. */
  failure?: string;
  /** What the server logged since this start: the last 2 000 characters. */
  logTail(): string;
}

/** `silent`: nobody listens. `foreign`: a server of another folder. `busy`: starting, stopping or full. */
export type Voice = 'ours' | 'foreign' | 'silent' | 'busy';

const database = 'aksi';
const logRotationBytes = 10_000_000;
const stopMillis = 30_000;

const loopbackOnly = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];

const usual = ['max_connections=100', 'shared_buffers=128MB', 'timezone=UTC', 'log_timezone=UTC'];

// Fast while it lasts, and unfit to survive a crash of the machine: for test clusters only.
const throwAway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'];

// Errors are logged without the statement and its details: both carry values, and so people's data.
const quiet = ['log_min_messages=warning', 'log_checkpoints=off', 'log_min_error_statement=panic', 'log_error_verbosity=terse'];

// The shell becomes PostgreSQL; what stays behind waits for the end of the pipe that our process holds, which comes even
// when we are killed, and then asks for a fast shutdown. It ignores signals to the group, and a recycled pid is no risk
// beyond the milliseconds between the server's end and our closing of the pipe.
const withoutOrphans = `
server=$$
exec 3<&0
{ trap '' HUP INT TERM; while read -r line <&3; do :; done; kill -INT $server; } >/dev/null 2>&1 &
exec 3<&-
exec "$@" </dev/null`;

export const urlOf = (cluster: Cluster, port: number): string => `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`;

/**
 * Starts the server and returns at once; ask with {@link listenTo} when it is ready.
 * @param ignoredPid a live process that postmaster.pid names although it is not this cluster's server
 */
export async function spawnServer(cluster: Cluster, port: number, durable: boolean, ignoredPid?: number): Promise<Server> {
  const { cwd, path } = await reach(cluster.data, cluster.account);
  const command = [cluster.binaries.postgres, '-D', path, '-p', String(port)];
  for (const setting of [...loopbackOnly, ...usual, ...quiet, ...(durable ? [] : throwAway)]) command.push('-c', setting);
  // pg_ctl's way to tell the server of a pid that does not count; the check of the shared memory still guards the data.
  const options = programOptions(cluster.account, cwd, ignoredPid ? { PG_GRANDPARENT_PID: String(ignoredPid) } : {});
  const { log, from } = openLog(cluster);
  const child = startProcess(command, options, log);
  closeSync(log);
  const logTail = () => readFileSync(cluster.logFile).subarray(from).toString('utf8').trim().slice(-2_000);
  const server: Server = { process: child, exited: Promise.resolve(), logTail };
  server.exited = watchExit(server);
  return server;
}

async function watchExit(server: Server): Promise<void> {
  await once(server.process, 'exit').catch((error: unknown) => (server.failure = String(error)));
  // Ends the watcher of a server that ended by itself.
  server.process.stdin?.destroy();
}

function startProcess(command: string[], options: ReturnType<typeof programOptions>, log: number): ChildProcess {
  const [program = '', ...args] = process.platform === 'win32' ? command : ['/bin/sh', '-c', withoutOrphans, 'sh', ...command];
  // Its own session: Ctrl-C in the terminal is for us, who still answer requests from the database while we drain.
  const child = spawn(program, args, { ...options, detached: process.platform !== 'win32', stdio: ['pipe', log, log] });
  // A server alone does not keep us alive: when we end, it ends.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

function openLog(cluster: Cluster): { log: number; from: number } {
  const { logFile, account } = cluster;
  if (existsSync(logFile) && statSync(logFile).size > logRotationBytes) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  if (account) chownSync(logFile, account.uid, account.gid);
  return { log, from: statSync(logFile).size };
}

/** A fast shutdown: open transactions are rolled back. After 30 s the server is cut off and recovers at its next start. */
export async function stopServer(cluster: Cluster, server: Server): Promise<void> {
  const child = server.process;
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.ref();
  const impatience = setTimeout(() => child.kill('SIGQUIT'), stopMillis);
  // A signal on Windows would be an abrupt end.
  if (process.platform === 'win32') await run(cluster.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast', '-w'], { windowsHide: true });
  else child.kill('SIGINT');
  await server.exited;
  clearTimeout(impatience);
}

/** Finds out who answers on `port`; when it is this cluster's server, the database exists afterwards. */
export async function listenTo(cluster: Cluster, port: number): Promise<Voice> {
  const address = { host: '127.0.0.1', port, user: superuser, password: cluster.password, database: 'postgres' };
  const client = new pg.Client({ ...address, ssl: false, connectionTimeoutMillis: 5_000 });
  // Without a listener a connection that breaks while idle would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (!(await readsOurFolder(cluster, client))) return 'foreign';
    await createDatabase(client);
    return 'ours';
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ECONNREFUSED') return 'silent';
    // 28P01, 28000: the password or the user is unknown there.
    return code === '28P01' || code === '28000' ? 'foreign' : 'busy';
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Neither path nor identifier proves it: a folder copied while its server ran names the other folder's server.
async function readsOurFolder(cluster: Cluster, client: pg.Client): Promise<boolean> {
  const name = `aksi-mark-${randomBytes(8).toString('hex')}`;
  try {
    const mark = await leaveMark(cluster, name);
    const { rows } = await client.query<{ mark: string | null }>('select pg_read_file($1, true) as mark', [name]);
    return rows[0]?.mark === mark;
  } finally {
    await rm(join(cluster.data, name), { force: true });
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount !== 0) return;
  await client.query(`create database ${database}`).catch((error: unknown) => {
    // 42P04, 23505: another process was quicker.
    if (!['42P04', '23505'].includes(String(errorCode(error)))) throw error;
  });
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port on 127.0.0.1.');
  return address.port;
}
