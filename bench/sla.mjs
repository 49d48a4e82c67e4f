// The engine of deadlines at size: explaining, sweeping and amending, each beside something to measure it by; see README.md.
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../dist/platform/embedded-postgres.js';
import { startProduct, withFolder } from './product.mjs';
import { measureAmendment } from './sla.amendment.mjs';
import { connected, databaseWith } from './sla.databases.mjs';
import { measureExplanation } from './sla.explanation.mjs';
import { printPlans } from './sla.plans.mjs';
import { measureSweep } from './sla.sweep.mjs';

const few = 10_000;
/** What whoever runs a database of this size sets; the sandbox's is for a small city. The disk is waited for as ever. */
const usual = ["max_wal_size = '4GB'", "checkpoint_timeout = '15min'"];

async function atSize(folder, clusterUrl, options, wanted) {
  console.log(`Filling databases with ${few} and ${options.clocks} open clocks.`);
  const small = await databaseWith(clusterUrl, 'aksi_small', few);
  const large = await databaseWith(clusterUrl, 'aksi_large', options.clocks);
  const sent = [];
  if (wanted('sweep')) sent.push(...(await measureSweep(folder, small, large, options)));
  if (wanted('amendment')) sent.push(...(await measureAmendment(folder, large, options)));
  await connected(large.url, (client) => printPlans(client, sent));
}

export async function run({ rounds, seconds, clocks, only }) {
  const options = { rounds: Number(rounds), seconds: Number(seconds), clocks: Number(clocks) };
  const wanted = (part) => (only ?? part).split(',').includes(part);
  await withFolder(async (folder) => {
    await (await startProduct(folder)).stop();
    const cluster = await startEmbeddedPostgres({ directory: join(folder, 'data', 'postgres'), durable: true });
    try {
      await connected(cluster.url, async (client) => {
        for (const setting of usual) await client.query(`alter system set ${setting}`);
        await client.query('select pg_reload_conf()');
      });
      if (wanted('explanation')) await measureExplanation(folder, cluster.url, options);
      if (wanted('sweep') || wanted('amendment')) await atSize(folder, cluster.url, options, wanted);
    } finally {
      await cluster.stop();
    }
  });
}
