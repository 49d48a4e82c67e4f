import { resolve } from 'node:path';
import { type Config, ConfigError } from '../platform/config.js';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres.js';
import { sandboxKeys } from '../platform/sandbox-keys.js';

/** The embedded database of the sandbox, and the settings that go with it. */
export interface Sandbox extends Pick<EmbeddedPostgres, 'stop' | 'onExit'> {
  settings: Pick<Config, 'databaseUrl' | 'signingKey' | 'identityKey'>;
}

/**
 * Opens the sandbox's database in `dataDir`, or joins it where it runs already. `fresh` throws the old one away.
 * @throws ConfigError when it shall be fresh and another process uses it
 */
export async function openSandbox(dataDir: string, fresh: boolean): Promise<Sandbox> {
  const folder = resolve(dataDir);
  const directory = resolve(folder, 'postgres');
  if (fresh) await startOver(directory);
  const postgres = await startEmbeddedPostgres({ directory, durable: true });
  const settings = { databaseUrl: postgres.url, ...sandboxKeys(folder) };
  return { settings, stop: () => postgres.stop(), onExit: (listener) => postgres.onExit(listener) };
}

async function startOver(directory: string): Promise<void> {
  await removeEmbeddedPostgres(directory).catch((cause: Error) => {
    throw new ConfigError(`--fresh: ${cause.message}`, { cause });
  });
}
