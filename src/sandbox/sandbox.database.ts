import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../platform/config.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres.js';
import { sandboxKeys } from '../platform/sandbox-keys.js';

/** The embedded database of the sandbox, and the settings that go with it. */
export interface Sandbox extends Pick<EmbeddedPostgres, 'stop' | 'onExit'> {
  settings: Pick<Config, 'databaseUrl' | 'signingKey' | 'identityKey'>;
}

/** Opens the sandbox's database in `dataDir`, or joins it where it runs already. `fresh` throws the old one away. */
export async function openSandbox(dataDir: string, fresh: boolean): Promise<Sandbox> {
  const folder = resolve(dataDir);
  const directory = resolve(folder, 'postgres');
  if (fresh) await rm(directory, { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres({ directory, durable: true });
  const settings = { databaseUrl: postgres.url, ...sandboxKeys(folder) };
  return { settings, stop: () => postgres.stop(), onExit: (listener) => postgres.onExit(listener) };
}
