// The 1 375 public complaints of November 2017, filed over HTTP and driven to their end by the people of the sandbox city.
// No text of theirs is printed or kept.
import { existsSync, readFileSync } from 'node:fs';
import { startProduct, withFolder } from './product.mjs';
import { City } from './complaints.city.mjs';
import { livesOf } from './complaints.lives.mjs';
import { historyFaults } from './complaints.history.mjs';

const source = new URL('../../shared/data/complaints-lapor-2017.csv', import.meta.url);
const atOnce = 8;

/** RFC 4180, as far as this file needs it. */
function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
}

const cut = (text, max) => [...text].slice(0, max).join('');

function reportOf({ title, text }, index) {
  const named = cut(title.trim(), 150);
  return {
    title: [...named].length < 5 ? `Laporan ${named}` : named,
    body: cut(text.trim() || named, 10_000),
    type: 'complaint',
    anonymous: index % 10 === 0,
    confidential: index % 12 === 0,
    reporter: { name: `Warga ${index}`, phone: `+62 812-0000-${String(index).padStart(4, '0')}` },
  };
}

/** Works through the list with a few at a time. */
async function each(items, work) {
  const queue = items.entries();
  const one = async () => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

const count = (words) =>
  Object.entries(Object.groupBy(words, (word) => word))
    .map(([word, all]) => `${all.length} ${word}`)
    .join(', ');

async function live(url) {
  const complaints = parseCsv(readFileSync(source, 'utf8'));
  const city = await City.open(url);
  const lives = livesOf(city);
  const [ends, faults] = [[], []];
  const started = Date.now();
  await each(complaints, async (complaint, index) => {
    const filed = await city.file(reportOf(complaint, index), index);
    await lives[index % lives.length](filed, index);
    const report = await city.read(filed);
    ends.push(report.status);
    if (!['closed', 'archived'].includes(report.status)) faults.push(`${index} ended as ${report.status}`);
    faults.push(...historyFaults(await city.history(filed), report.status).map((fault) => `${index}: ${fault}`));
  });
  console.log(`${complaints.length} complaints in ${((Date.now() - started) / 1000).toFixed(0)} s, ${city.calls} calls`);
  console.log(`Ends: ${count(ends)}`);
  console.log(`Answers: ${count(city.statuses)}`);
  const errors = city.statuses.filter((status) => status >= 500).length;
  console.log(`${errors} answers of 500 or more, ${faults.length} faults in ends and histories`);
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  if (errors + faults.length > 0) process.exitCode = 1;
}

export async function run() {
  if (!existsSync(source)) return console.log('Skipped: ../shared/data/complaints-lapor-2017.csv is not there.');
  await withFolder(async (folder) => {
    const product = await startProduct(folder);
    try {
      await live(product.url);
    } finally {
      await product.stop();
    }
  });
}
