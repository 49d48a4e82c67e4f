// 1 375 real complaints, filed over HTTP and each lived to its end by the people of the sandbox city; see README.md.
import { performance } from 'node:perf_hooks';
import { City } from './complaints/city.mjs';
import { Part } from './complaints/part.mjs';
import { readComplaints } from './complaints/source.mjs';
import { together, ways } from './complaints/ways.mjs';
import { root, startProduct, withFolder } from './product.mjs';

/** Families that are lived at the same time. */
const crowd = 8;
const names = Object.keys(ways);

const count = (counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1);
const sorted = (counts) => Object.fromEntries([...counts].sort(([a], [b]) => String(a).localeCompare(String(b))));

/** A family of near-duplicates, or one report alone, from filing to the end. */
async function live(city, family, tally) {
  const parts = family.map((filing) => new Part(city, filing));
  for (const part of parts) await part.file();
  const way = parts.length > 1 ? 'near-duplicates merged' : names[parts[0].filing.number % names.length];
  await (parts.length > 1 ? together(parts) : ways[way](parts[0]));
  for (const part of parts) {
    // What follows another report has the other's moves in its history too.
    const follows = part.facts.includes('report.merged');
    tally.entries += await part.check(follows ? null : part.facts);
    count(tally.ways, way);
    count(tally.ends, part.status);
  }
}

async function liveAll(city, families) {
  const tally = { ways: new Map(), ends: new Map(), entries: 0 };
  const waiting = [...families];
  const worker = async () => {
    for (let family = waiting.shift(); family; family = waiting.shift()) {
      const { number } = family[0];
      await live(city, family, tally).catch((error) => city.fault(`way ${names[number % names.length]}: ${error.message}`));
    }
  };
  await Promise.all(Array.from({ length: crowd }, worker));
  return tally;
}

function report({ statuses, faults }, { ways: lived, ends, entries }, seconds) {
  const requests = [...statuses.values()].reduce((sum, number) => sum + number, 0);
  console.table(sorted(lived));
  console.log('Ended:', sorted(ends));
  console.log('Answers by status:', sorted(statuses));
  console.log(
    `${entries} entries of history were read and found in order, ${requests} requests in ${seconds.toFixed(0)} s (${Math.round(requests / seconds)}/s).`,
  );
  for (const [fault, times] of faults) console.log(`FAULT, ${times} times: ${fault}`);
  console.log(faults.size === 0 ? 'No fault.' : `${faults.size} kinds of faults.`);
  if (faults.size > 0) process.exitCode = 1;
}

export async function run() {
  const families = readComplaints(root);
  if (!families) return console.log('Skipped: ../shared/data/complaints-lapor-2017.csv is not at hand.');
  await withFolder(async (folder) => {
    const product = await startProduct(folder);
    try {
      const city = new City(product.url);
      await city.open();
      console.log(`Filing ${families.flat().length} complaints for ${city.agencies.length} agencies and living each to its end, ${crowd} at a time.`);
      const started = performance.now();
      const tally = await liveAll(city, families);
      report(city, tally, (performance.now() - started) / 1_000);
    } finally {
      await product.stop();
    }
  });
}
