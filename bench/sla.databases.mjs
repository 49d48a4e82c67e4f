// Databases of one cluster: each a copy of the sandbox's, with its own number of open clocks.
import pg from 'pg';
import { here } from './measure.mjs';
import { Child } from './processes.mjs';
import { asService, flags, probe } from './product.mjs';
import { fillClocks } from './sla.data.mjs';

const named = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

export async function connected(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function databaseWith(clusterUrl, name, clocks) {
  await connected(named(clusterUrl, 'postgres'), (client) => client.query(`create database ${name} template aksi`));
  const url = named(clusterUrl, name);
  return { url, ...(await connected(url, (client) => fillClocks(client, clocks))) };
}

/** A worker of the product on a database. */
export async function startWorker(folder, url) {
  const child = new Child(here('sla.worker.mjs'), { env: { ...asService(folder, url), LOG_LEVEL: 'error' }, execArgv: [...flags, ...probe] });
  await child.next('ready');
  return child;
}
