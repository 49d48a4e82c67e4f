// A sweep where a thousand clocks are due among ten thousand and among a million, and beside it a bare program that sends
// the same SQL without counting anything.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { connected, startWorker } from './sla.databases.mjs';
import { median } from './speed.table.mjs';

const due = 1_000;

/** A thousand clocks have something to say. @returns how many, and the moment right after the last of theirs */
async function makeDue(client, turn) {
  const place = 'p.turn = $1 % (select max(turn) + 1 from bench_pick)';
  const { rows } = await client.query(`select max(alert_at) + interval '1 second' as moment from bench_pick p where ${place}`, [turn]);
  const [{ moment }] = rows;
  // What spoke in an earlier turn may have more to say by then.
  await client.query(`update clock set alert_at = alert_at + interval '1 year' where alert_at < $1 and stopped_at is null`, [moment]);
  // With few clocks open the turns come round again: for a new version of the deadline all may be said again.
  const again = 'alert_at = p.alert_at, alerts_given = p.alerts_given, deadline_version = deadline_version + 1';
  const { rowCount } = await client.query(`update clock set ${again} from bench_pick p where p.id = clock.id and ${place}`, [turn]);
  return { made: rowCount, moment };
}

/** What the sweep sends, by what it is for. */
function partsOf(recorded) {
  const named = (name) => recorded.find((one) => one.name === name);
  const clocks = recorded.find(({ name, text }) => name === undefined && /from "clock"/i.test(text));
  const parts = { time: named('time'), claim: named('clock_due_alerts'), clocks, facts: named('fact_insert_many'), advance: named('clock_alerted') };
  for (const [part, found] of Object.entries(parts)) if (!found) throw new Error(`The sweep was not seen to send its ${part}.`);
  return parts;
}

/** The same statements, with values made on the way. */
async function bareSweep(client, { time, claim, clocks, facts, advance }) {
  const started = performance.now();
  for (;;) {
    await client.query('begin');
    await client.query({ ...time, values: [] });
    const found = (await client.query({ ...claim, values: claim.values })).rows;
    if (found.length === 0) break;
    const ids = found.map(({ id }) => id);
    const { rows } = await client.query(clocks.text, ids);
    const later = new Date(Date.now() + 366 * 86_400_000);
    const data = ids.map((id) => JSON.stringify({ clockId: id, deadlineVersion: 1, alert: randomUUID() }));
    const all = (value) => ids.map(() => value);
    const reports = rows.map((row) => row.ClockRecord_report_id);
    const columns = [
      ids.map(() => randomUUID()),
      all('clock.warned'),
      all('report'),
      reports,
      reports,
      all(new Date()),
      all('system'),
      all(null),
      all(null),
      all('internal'),
    ];
    await client.query({ ...facts, values: [...columns, data] });
    await client.query({ ...advance, values: [ids, all(later), all('["warning:50", "warning:80"]'), all(1)] });
    await client.query('commit');
  }
  await client.query('commit');
  return performance.now() - started;
}

/** The claim compares with a time, which is another at each call. */
const at = (moment, parts) => ({ ...parts, claim: { ...parts.claim, values: [moment, ...parts.claim.values.slice(1)] } });

const saidIn = async (client) => Number((await client.query(`select count(*) from fact where type like 'clock.%'`)).rows[0].count);

async function rounds(place, count) {
  const { client, worker, url } = place;
  const found = { said: [], sweep: [], bare: [], times: [] };
  let recorded;
  for (let round = -1; round < count; round += 1) {
    const turn = 2 * (round + 1);
    const { made, moment } = await makeDue(client, turn);
    await client.query('checkpoint');
    if (!recorded) await worker.ask('record');
    const before = await saidIn(client);
    const swept = await worker.ask('sweep', { moment });
    const said = (await saidIn(client)) - before;
    if (swept.done !== made) throw new Error(`On ${url} ${made} clocks were due and ${swept.done} spoke.`);
    recorded ??= await worker.ask('recorded');
    const parts = partsOf(recorded);
    const next = await makeDue(client, turn + 1);
    await client.query('checkpoint');
    const bare = await bareSweep(client, at(next.moment, parts));
    // The first round warms up.
    if (round < 0) continue;
    for (const [name, figure] of Object.entries({ said, sweep: swept.millis, bare })) found[name].push(figure);
    found.times.push(...swept.times);
  }
  return { ...found, recorded };
}

const verdict = (met) => (met ? 'met' : 'MISSED');

/** @returns the statements that were sent, to be explained */
export async function measureSweep(folder, small, large, { rounds: count }) {
  const found = {};
  for (const [name, database] of Object.entries({ small, large })) {
    const worker = await startWorker(folder, database.url);
    try {
      found[name] = await connected(database.url, (client) => rounds({ ...database, client, worker }, count));
    } finally {
      await worker.stop();
    }
  }
  const middle = (name, figure) => median(found[name][figure]);
  // By what was said: among few clocks a thousand span weeks, so that some of them have two things to say at once.
  const growth = middle('large', 'sweep') / middle('large', 'said') / (middle('small', 'sweep') / middle('small', 'said'));
  const line = (name, { open }) => ({
    ...{
      'open clocks': open,
      due,
      'facts p50': median(found[name].said),
      'sweep ms': Math.round(middle(name, 'sweep')),
      'best/worst ms': `${Math.round(Math.min(...found[name].sweep))}/${Math.round(Math.max(...found[name].sweep))}`,
    },
    ...{ 'bare ms': Math.round(middle(name, 'bare')), 'sweep/bare': (middle(name, 'sweep') / middle(name, 'bare')).toFixed(2) },
    'longest transaction ms': Math.round(Math.max(...found[name].times)),
  });
  console.table([line('small', small), line('large', large)]);
  console.log(
    `A sweep of ${due} among ${large.open}: < 1 s ${verdict(middle('large', 'sweep') < 1_000)}; ${growth.toFixed(2)} x a fact among ${small.open}, <= 1.5 ${verdict(growth <= 1.5)}`,
  );
  return found.large.recorded;
}
