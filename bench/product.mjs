// The product as it is shipped, in a throw-away folder: `node dist/main.js` with the environment that is given.
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, readiness } from './processes.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** The flags that `npm start` gives to node. */
export const flags = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.match(/--\S+/g) ?? [];
export const probe = ['--import', new URL('probe.mjs', import.meta.url).href];

/** A folder below the temp folder, gone when `work` is done. */
export async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'aksi-bench-'));
  // Started by root, PostgreSQL runs as somebody else.
  await chmod(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the product and waits until it is ready. Its log goes to a file, as a service's does. */
export async function startProduct(folder, env = {}) {
  const port = await freePort();
  const log = openSync(join(folder, 'api.log'), 'a');
  const settings = { DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: '', DATABASE_URL: '', LOG_LEVEL: '', ...env };
  const child = new Child(join(root, 'scripts', 'run.mjs'), { args: ['main'], env: settings, execArgv: [...flags, ...probe], output: log });
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  const startMillis = await readiness(url, child);
  return { child, url, port, startMillis, stop: () => child.stop() };
}

/** What a service is given: the sandbox's own database and keys, but by the variables that production uses. */
export function asService(folder, databaseUrl) {
  const { signingKey, identityKey } = JSON.parse(readFileSync(join(folder, 'data', 'keys.json'), 'utf8'));
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '10',
    SIGNING_KEY: signingKey,
    IDENTITY_KEY: identityKey,
    NODE_ENV: 'production',
    WORKER: 'apart',
    LOG_LEVEL: 'info',
  };
}
