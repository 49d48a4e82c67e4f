// The API and a bare server do the same work in turns, on one database, under the same load; see README.md.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/platform/embedded-postgres.js';
import { fillCity } from './dataset.mjs';
import { here, measure } from './measure.mjs';
import { compare, operationsOn, planOf } from './operations.mjs';
import { Child } from './processes.mjs';
import { asService, freePort, probe, startProduct, withFolder } from './product.mjs';
import { printSpeed } from './speed.table.mjs';

const connections = 16;

async function startBare(env) {
  const port = await freePort();
  const child = new Child(here('bare.mjs'), { env: { ...env, PORT: String(port) }, execArgv: probe });
  return { child, port, url: `http://127.0.0.1:${port}`, stop: () => child.stop() };
}

/** First start loads the city; how long the later ones take is what an operator sees. */
async function starts(folder) {
  const times = [];
  for (let start = 0; start < 4; start += 1) {
    const product = await startProduct(folder);
    times.push(product.startMillis / 1_000);
    await product.stop();
  }
  return { first: times[0], later: times.slice(1) };
}

async function rounds(api, bare, operations, { rounds: count, seconds }) {
  const generator = new Child(here('load.mjs'));
  const found = {};
  for (const [name, { requests }] of Object.entries(operations)) {
    found[name] = { api: [], bare: [] };
    for (const server of [api, bare]) await measure(generator, server, requests, { connections, seconds: Math.min(2, seconds) });
    for (let round = 0; round < count; round += 1) {
      found[name].api.push(await measure(generator, api, requests, { connections, seconds }));
      found[name].bare.push(await measure(generator, bare, requests, { connections, seconds }));
      await sleep(100);
    }
    console.log(`  measured: ${operations[name].title}`);
  }
  await generator.stop();
  return found;
}

async function filled(databaseUrl, count) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await fillCity(client, count);
  } finally {
    await client.end();
  }
}

async function onCluster(folder, databaseUrl, options) {
  const operations = operationsOn(await filled(databaseUrl, Number(options.reports)));
  const env = asService(folder, databaseUrl);
  const [api, bare] = [await startProduct(folder, env), await startBare(env)];
  try {
    const plans = {};
    for (const [name, operation] of Object.entries(operations)) plans[name] = await planOf(api, operation);
    await bare.child.ask('plans', { given: plans });
    await compare(api, bare, operations);
    const chosen = Object.fromEntries(Object.entries(operations).filter(([name]) => (options.only ?? name).split(',').includes(name)));
    return {
      operations: chosen,
      plans,
      found: await rounds(api, bare, chosen, { rounds: Number(options.rounds), seconds: Number(options.seconds) }),
    };
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

export async function run(options) {
  await withFolder(async (folder) => {
    console.log('Starting the sandbox city, then starting it again.');
    const started = await starts(folder);
    // Flushed to disk as in production, for both servers: what a filing waits for is part of the work.
    const cluster = await startEmbeddedPostgres({ directory: join(folder, 'data', 'postgres'), durable: true });
    try {
      console.log(
        `Filling it with ${options.reports} reports and measuring: ${options.rounds} rounds of ${options.seconds} s, ${connections} connections.`,
      );
      printSpeed(started, await onCluster(folder, cluster.url, options));
    } finally {
      await cluster.stop();
    }
  });
}
