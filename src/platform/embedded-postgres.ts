import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, isAlive, openCluster, readPostmaster } from './embedded-postgres.cluster.js';
import { freePort, listenTo, type Server, spawnServer, stopServer, urlOf } from './embedded-postgres.server.js';

/** A running PostgreSQL of our own, reachable on 127.0.0.1 only. */
export interface EmbeddedPostgres {
  /** Of the database `aksi`, with the superuser's password. */
  url: string;
  port: number;
  /** True when another process started the server; `stop` then leaves it running. */
  joined: boolean;
  stop(): Promise<void>;
  /** Calls `listener` once when the server ends without our `stop`; at once when it has already. */
  onExit(listener: () => void): void;
}

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster, its password and its log; made on first use. Removing it starts over. */
  directory: string;
  /** False for tests: nothing is flushed to disk. */
  durable: boolean;
  /** A free one unless given. Without meaning when the server already runs. */
  port?: number;
}

const patienceMillis = 60_000;
// A server opens its port some milliseconds after it wrote postmaster.pid; one that stays silent longer is a recycled pid.
const silenceMillis = 2_000;
const pauseMillis = 25;

/**
 * Starts PostgreSQL in `directory`, or joins the one that another process runs there. The server ends with this process,
 * even when it is killed (on Windows only by `stop`).
 * @throws Error in plain sentences: no binaries for this platform, initdb failed, not ready within 60 s
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options.directory, options.durable);
  const deadline = Date.now() + patienceMillis;
  while (Date.now() < deadline) {
    const running = await findRunning(cluster, deadline);
    if (running.port) return joinedServer(cluster, running.port, running.pid);
    const server = await launch(cluster, options, deadline, running.ignoredPid);
    if (server) return server;
    await sleep(pauseMillis);
  }
  throw new Error(`The PostgreSQL of ${cluster.home} could be neither started nor joined within 60 s; see ${cluster.logFile}.`);
}

/**
 * Removes the cluster in `directory` with all its data.
 * @throws Error when a server runs there: its files would vanish under its feet
 */
export async function removeEmbeddedPostgres(directory: string): Promise<void> {
  if (existsSync(join(directory, 'pgdata', 'postmaster.pid'))) {
    const cluster = await openCluster(directory, true);
    const found = readPostmaster(cluster);
    // A pid alone proves nothing, above all in a container that counts from 1 again.
    const voice = found?.port && isAlive(found.pid) ? await listenTo(cluster, found.port) : 'silent';
    if (voice === 'ours' || voice === 'busy') throw new Error(`A PostgreSQL runs in ${directory} (process ${found?.pid}): stop it first.`);
  }
  await rm(directory, { recursive: true, force: true });
}

type Running = { port: number; pid: number; ignoredPid?: undefined } | { port?: undefined; ignoredPid: number | undefined };

/** The server that postmaster.pid names, once it is ready; else, if its pid lives on, that pid as one to ignore. */
async function findRunning(cluster: Cluster, deadline: number): Promise<Running> {
  let silentSince: number | undefined;
  while (Date.now() < deadline) {
    const found = readPostmaster(cluster);
    if (!found || !isAlive(found.pid)) return { ignoredPid: undefined };
    const voice = found.port ? await listenTo(cluster, found.port) : 'silent';
    if (voice === 'ours') return { port: found.port, pid: found.pid };
    silentSince = voice === 'silent' ? (silentSince ?? Date.now()) : undefined;
    if (voice === 'foreign' || Date.now() - (silentSince ?? Infinity) > silenceMillis) return { ignoredPid: found.pid };
    await sleep(pauseMillis);
  }
  throw new Error(`A PostgreSQL runs in ${cluster.home} but took no connection within 60 s; see ${cluster.logFile}.`);
}

/** @returns nothing when it is worth another try: another process was quicker, with the folder or with a port found free */
async function launch(cluster: Cluster, options: EmbeddedPostgresOptions, deadline: number, ignoredPid?: number) {
  const port = options.port ?? (await freePort());
  const server = await spawnServer(cluster, port, options.durable, ignoredPid);
  while (Date.now() < deadline && isRunning(server)) {
    const found = readPostmaster(cluster);
    const ready = found?.pid === server.process.pid && found?.port === port && found.ready;
    if (ready && (await listenTo(cluster, port)) === 'ours') return ownServer(cluster, server, port);
    await sleep(pauseMillis);
  }
  const failure = isRunning(server) ? 'It was not ready within 60 s.' : (server.failure ?? 'It ended at once.');
  await stopServer(cluster, server);
  const tail = server.logTail();
  // The second: processes of a server that was killed have not all noticed yet.
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(tail)) return undefined;
  if (tail.includes('could not create any TCP/IP sockets') && options.port === undefined) return undefined;
  throw new Error(`PostgreSQL did not start in ${cluster.home}. ${failure} Its log (${cluster.logFile}) ends:\n${tail}`);
}

function isRunning({ process: child }: Server): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function ownServer(cluster: Cluster, server: Server, port: number): EmbeddedPostgres {
  const { announce, onExit } = exitNews();
  let stopping: Promise<void> | undefined;
  void server.exited.then(() => {
    if (!stopping) announce();
  });
  const stop = () => (stopping ??= stopServer(cluster, server));
  return { url: urlOf(cluster, port), port, joined: false, stop, onExit };
}

function joinedServer(cluster: Cluster, port: number, pid: number): EmbeddedPostgres {
  const { announce, onExit } = exitNews();
  const watch = setInterval(() => {
    // The file goes with an orderly end; the pid alone would also be held by a dead child that nobody waited for.
    if (isAlive(pid) && readPostmaster(cluster)?.pid === pid) return;
    clearInterval(watch);
    announce();
  }, 1_000).unref();
  const stop = () => {
    clearInterval(watch);
    return Promise.resolve();
  };
  return { url: urlOf(cluster, port), port, joined: true, stop, onExit };
}

/** An end that is told once to everyone who asked, also to those who ask afterwards. */
function exitNews(): { announce: () => void; onExit: (listener: () => void) => void } {
  let listeners: (() => void)[] | undefined = [];
  const announce = (): void => {
    const waiting = listeners ?? [];
    listeners = undefined;
    for (const listener of waiting) listener();
  };
  const onExit = (listener: () => void): void => {
    if (listeners) listeners.push(listener);
    else listener();
  };
  return { announce, onExit };
}
