import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { sweepEvery } from './background.js';
import { frameworkLog } from './framework.log.js';
import { inability } from './inability.js';
import { ConfigError, readConfig } from './platform/config.js';
import { openLog } from './platform/log.js';

/** The worker alone, beside any number of API processes on the same database (WORKER=apart). */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.sandbox) throw new ConfigError('DATABASE_URL is missing: a worker of its own needs a database to share.');
  const log = openLog(config.logLevel);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: frameworkLog(log), abortOnError: false });
  const stopSweeping = sweepEvery(config.sweepSeconds, app, log);
  const stop = (): void => void stopSweeping().then(() => app.close());
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

try {
  await main();
} catch (error) {
  console.error(inability(error));
  process.exit(1);
}
