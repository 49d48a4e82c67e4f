import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { type Account, type Binaries, findBinaries, nobody, otherwise, programOptions, run } from './embedded-postgres.binaries.js';

/** A cluster on disk: `home` holds the password, the server's log and `data`, which is PostgreSQL's own folder. */
export interface Cluster {
  home: string;
  data: string;
  logFile: string;
  password: string;
  account: Account;
  binaries: Binaries;
}

/** What postmaster.pid says of the server that wrote it, which need not live any more. `port` is 0 while unknown. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

export const superuser = 'postgres';

/**
 * Opens the cluster in `directory`, made on first use (initdb takes 1 to 5 s).
 * @param durable false leaves out the flushes to disk, for clusters that are thrown away.
 */
export async function openCluster(directory: string, durable: boolean): Promise<Cluster> {
  const home = resolve(directory);
  const data = join(home, 'pgdata');
  const passwordFile = join(home, 'superuser-password');
  const made = existsSync(data);
  if (made && !existsSync(passwordFile)) throw new Error(`${passwordFile} is missing: bring it back, or remove ${home} to start over.`);
  const account = await serverAccount(data);
  const binaries = await findBinaries(account);
  await mkdir(dirname(home), { recursive: true });
  await mkdir(home, { recursive: true, mode: 0o711 });
  const password = await publish(passwordFile, randomBytes(24).toString('base64url')).catch((cause: unknown) => {
    if (errorCode(cause) !== 'EACCES') throw cause;
    throw new Error(`${home} belongs to another user: start as that user, or choose another data folder.`, { cause });
  });
  const cluster = { home, data, logFile: join(home, 'postgres.log'), password, account, binaries };
  if (!made) await createData(cluster, durable);
  return cluster;
}

/** Under which path, from which working directory, the server's account can use `folder` as a data folder. */
export async function reach(folder: string, account: Account): Promise<{ cwd: string; path: string }> {
  const direct = { cwd: parse(folder).root, path: folder };
  if (!account || (await canUse(direct, account))) return direct;
  // Linux: a working directory is entered before the change of user, and this link leads to it past all folders above.
  // PostgreSQL itself works from inside its data folder, so the link stays right.
  const throughCwd = { cwd: folder, path: '/proc/self/cwd' };
  if (await canUse(throughCwd, account)) return throughCwd;
  const remedy = 'Move the data folder to where every user may pass, or start as a user other than root.';
  throw new Error(`PostgreSQL does not run as root, and user ${account.uid} cannot enter ${folder}. ${remedy} ${otherwise}`);
}

export function readPostmaster(cluster: Cluster): Postmaster | undefined {
  try {
    const [pid, , , port, , , , status] = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
    return Number(pid) > 0 ? { pid: Number(pid), port: Number(port ?? 0), ready: status?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

async function serverAccount(data: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(data).catch(() => undefined);
  // A cluster made by a normal user stays his when root starts it once.
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

async function canUse(at: { cwd: string; path: string }, account: Account): Promise<boolean> {
  const script = 'test -d "$1" && test -w "$1" && test -x "$1"';
  return run('/bin/sh', ['-c', script, 'sh', at.path], programOptions(account, at.cwd)).then(
    () => true,
    () => false,
  );
}

/** Writes `text` unless another process was first. @returns what the file says, which is whole for every reader. */
async function publish(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  if (!existsSync(file)) {
    await writeFile(draft, text, { mode: 0o600 });
    await link(draft, file).catch(async (error: unknown) => {
      // Some file systems know no links.
      if (errorCode(error) !== 'EEXIST') await rename(draft, file);
    });
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

async function createData(cluster: Cluster, durable: boolean): Promise<void> {
  await removeAbandonedDrafts(cluster.home);
  const draft = await mkdtemp(join(cluster.home, `initdb-${process.pid}-`));
  try {
    const [password, data] = [join(draft, 'password'), join(draft, 'pgdata')];
    await writeFile(password, cluster.password, { mode: 0o600 });
    await mkdir(data, { mode: 0o700 });
    if (cluster.account) await giveTo(cluster.account, draft, password, data);
    await initdb(cluster, data, durable);
    // Renamed into place: a cluster is there whole or not at all. If another process was first, its cluster stays.
    await rename(data, cluster.data).catch((error: unknown) => {
      if (!existsSync(cluster.data)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initdb(cluster: Cluster, data: string, durable: boolean): Promise<void> {
  const { cwd, path } = await reach(data, cluster.account);
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  // Not joined: /proc/self/cwd/.. is the folder above the working directory, and not /proc/self.
  const access = ['-U', superuser, '-A', 'scram-sha-256', `--pwfile=${path}/../password`];
  const args = ['-D', path, ...locale, ...access, '-k', ...(durable ? [] : ['--no-sync'])];
  try {
    await run(cluster.binaries.initdb, args, programOptions(cluster.account, cwd));
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new Error(`PostgreSQL could not make a cluster in ${cluster.home}: ${said}`, { cause });
  }
}

async function giveTo(account: { uid: number; gid: number }, ...paths: string[]): Promise<void> {
  for (const path of paths) await chown(path, account.uid, account.gid);
}

/** What a process that was killed during initdb left behind. */
async function removeAbandonedDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^initdb-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(home, name), { recursive: true, force: true });
  }
}

/** A file in the data folder that the server can read back. @returns its content */
export async function leaveMark(cluster: Cluster, name: string): Promise<string> {
  const mark = randomBytes(16).toString('hex');
  await writeFile(join(cluster.data, name), mark, { flag: 'wx' });
  await chmod(join(cluster.data, name), 0o644);
  return mark;
}
