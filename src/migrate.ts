import { DataSource, type DataSourceOptions } from 'typeorm';
import { inability } from './inability.js';
import { readConfig } from './platform/config.js';
import { dataSourceOptions, migrate } from './platform/data-source.js';
import { openSandbox } from './sandbox/sandbox.database.js';

/** `npm run migrate`: brings the schema of DATABASE_URL, or of the sandbox, up to date before a new version starts. */
async function main(): Promise<void> {
  const config = readConfig();
  const sandbox = config.sandbox ? await openSandbox(config.dataDir, false) : undefined;
  const source = new DataSource(dataSourceOptions({ ...config, ...sandbox?.settings }) as DataSourceOptions);
  try {
    await source.initialize();
    const done = await migrate(source);
    for (const name of done) console.log(`Migrated ${name}`);
    if (done.length === 0) console.log('The schema is up to date.');
  } finally {
    if (source.isInitialized) await source.destroy();
    await sandbox?.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(inability(error));
  process.exitCode = 1;
}
