import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { createApp } from './app.js';
import { sweepEvery } from './background.js';
import type { Config } from './platform/config.js';
import { migrate } from './platform/data-source.js';
import { Draining } from './platform/draining.js';
import { openLog } from './platform/log.js';
import { sandboxAccounts } from './sandbox/accounts.js';
import type { Sandbox } from './sandbox/sandbox.database.js';
import { loadSandbox } from './sandbox/sandbox.loader.js';

/** How long requests in flight may take after a SIGTERM, in milliseconds. */
const drainMillis = 8_000;

/** Serves until the process is told to stop, on the sandbox's database where there is one. */
export async function serve(config: Config, sandbox?: Sandbox): Promise<void> {
  const log = openLog(config.logLevel);
  const app = await createApp(config, log);
  await migrate(app.get(DataSource));
  if (sandbox) await loadSandbox(app);
  await app.listen(config.port, config.host);
  const stopSweeping = config.workerInside ? sweepEvery(config.sweepSeconds, app, log) : () => Promise.resolve();
  stopOnSignal(app, async () => {
    await stopSweeping();
    await app.close();
    await sandbox?.stop();
  });
  sandbox?.onExit(() => {
    console.error('The embedded PostgreSQL has stopped; stopping too.');
    process.exit(1);
  });
  greet(app, config);
}

function greet(app: NestExpressApplication, config: Config): void {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = config.port === 0 ? `http://${config.host}:${port}` : config.publicUrl;
  console.log(`API      ${url}/v1`);
  console.log(`Docs     ${url}/docs`);
  if (config.sandbox) console.log(`Accounts ${sandboxAccounts}`);
}

/** Readiness says no first, requests in flight finish, work under way is given back. */
function stopOnSignal(app: NestExpressApplication, close: () => Promise<void>): void {
  const stop = (): void => {
    const draining = app.get(Draining);
    if (draining.begun) return;
    draining.begun = true;
    setTimeout(() => process.exit(0), drainMillis).unref();
    void close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
