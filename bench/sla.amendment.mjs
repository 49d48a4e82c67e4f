// A day off that is declared after clocks have begun: how long until every deadline has moved, how long the batches hold what
// they lock, and what whoever files meanwhile notices of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { filing } from './operations.mjs';
import { here } from './measure.mjs';
import { Child } from './processes.mjs';
import { asService, startProduct } from './product.mjs';
import { connected, startWorker } from './sla.databases.mjs';

const declared = 'Hari jadi kota';
const DAY = 86_400_000;
const load = { connections: 16, perSecond: 20 };
const targets = { moved: 100_000, seconds: 60, lockedMillis: 200, slower: 2 };
const verdict = (met) => (met ? 'met' : 'MISSED');

async function json(url, { method = 'GET', body, ...headers } = {}) {
  const answer = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
  });
  if (!answer.ok) throw new Error(`${method} ${url} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The first working day from tomorrow on, by the calendar as it is shown. */
function dayToCome(daysOff) {
  const off = new Set(daysOff.map(({ date }) => date));
  for (let at = Date.now() + DAY; ; at += DAY) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (![0, 6].includes(new Date(at).getUTCDay()) && !off.has(date)) return date;
  }
}

async function amend({ url }, calendarId) {
  const credentials = { email: 'admin@demo.test', password: 'demo-password-1708' };
  const { accessToken } = await json(`${url}/v1/auth/login`, { method: 'POST', body: credentials });
  const Authorization = `Bearer ${accessToken}`;
  const path = `${url}/v1/sla/calendars/${calendarId}`;
  const { daysOff } = await json(path, { Authorization });
  const own = daysOff.filter(({ name }) => name === declared).map(({ date, kind, name }) => ({ date, kind, name }));
  const day = { date: dayToCome(daysOff), kind: 'local', name: declared };
  const started = performance.now();
  const body = { daysOff: [...own, day], reason: 'Pengukuran', recompute: true };
  const { jobId } = await json(`${path}/versions`, { method: 'POST', body, Authorization });
  const ordered = performance.now();
  for (;;) {
    const job = await json(`${url}/v1/jobs/${jobId}`, { Authorization });
    if (job.state === 'failed') throw new Error('The job failed.');
    if (job.state === 'done') return { job, orderMillis: ordered - started, seconds: (performance.now() - ordered) / 1_000 };
    await sleep(250);
  }
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function print(open, { job, orderMillis, seconds }, times, { before, during }) {
  const { moved } = job.result;
  const sorted = [...times].sort((a, b) => a - b);
  const longest = at(sorted, 1);
  const slower = during.p95 / before.p95;
  console.table([
    { what: `clocks moved, of ${job.total} of the calendar and ${open} open`, found: moved, target: `~ ${targets.moved}` },
    { what: 'the order itself, ms', found: Math.round(orderMillis), target: '' },
    { what: 'ordered to done, s', found: seconds.toFixed(1), target: `< ${targets.seconds} ${verdict(seconds < targets.seconds)}` },
    { what: 'transactions of the worker, ms p50/p99', found: `${at(sorted, 0.5).toFixed(0)}/${at(sorted, 0.99).toFixed(0)}`, target: '' },
    { what: 'the longest of them, ms', found: longest.toFixed(0), target: `<= ${targets.lockedMillis} ${verdict(longest <= targets.lockedMillis)}` },
    {
      what: `filing ${load.perSecond}/s before, ms p50/p95/p99`,
      found: [before.p50, before.p95, before.p99].map((ms) => ms.toFixed(1)).join('/'),
      target: '',
    },
    { what: 'filing meanwhile, ms p50/p95/p99', found: [during.p50, during.p95, during.p99].map((ms) => ms.toFixed(1)).join('/'), target: '' },
    { what: 'p95 meanwhile / before', found: slower.toFixed(2), target: `<= ${targets.slower} ${verdict(slower <= targets.slower)}` },
  ]);
}

/** @returns the statements that were sent, to be explained */
export async function measureAmendment(folder, { url, calendarId, open }, { seconds }) {
  const categoryId = await connected(url, async (client) => {
    await client.query('checkpoint');
    return (await client.query('select id from category where parent_id is not null and not sensitive order by code limit 1')).rows[0].id;
  });
  const api = await startProduct(folder, asService(folder, url));
  const [worker, generator] = [await startWorker(folder, url), new Child(here('load.mjs'))];
  const requests = Array.from({ length: 200 }, filing(categoryId)).map((body) => ({
    method: 'POST',
    path: '/v1/reports',
    body: JSON.stringify(body),
  }));
  const file = (most) => generator.ask('load', { port: api.port, ...load, seconds: most, requests });
  try {
    await worker.ask('sample');
    await worker.ask('start');
    await file(seconds);
    const before = await file(10 * seconds);
    const meanwhile = file(600);
    await sleep(500);
    const amended = await amend(api, calendarId).finally(() => generator.process.send({ ask: 'enough' }));
    const during = await meanwhile;
    for (const { error, failed } of [before, during]) if (error ?? failed) throw new Error(`Filing: ${error ?? `${failed} failed`}.`);
    const times = await worker.ask('stop');
    const recorded = await worker.ask('sampled');
    print(open, amended, times, { before, during });
    return recorded;
  } finally {
    await Promise.all([generator.stop(), worker.stop(), api.stop()]);
  }
}
