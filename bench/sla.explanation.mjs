// What it costs to explain the clocks of a report, beside showing it: the same reports, the same server, in turns.
import pg from 'pg';
import { here, measure } from './measure.mjs';
import { Child } from './processes.mjs';
import { asService, startProduct } from './product.mjs';
import { median } from './speed.table.mjs';

const connections = 8;
const target = 2;
const lives = {
  'in progress': `r.status = 'in_progress' and exists (select 1 from clock c where c.report_id = r.id and c.stopped_at is null)`,
  'all clocks ended': `exists (select 1 from clock c where c.report_id = r.id)
     and not exists (select 1 from clock c where c.report_id = r.id and c.stopped_at is null)`,
};

/** Reports of the sandbox have lived: they were verified, answered, paused, extended, by its own calendar. */
async function reportsOf(databaseUrl, condition) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select r.id, (select count(*) from clock c where c.report_id = r.id)::integer as clocks from report r
        where not r.confidential and ${condition} order by md5(r.id::text) limit 500`,
    );
    if (rows.length === 0) throw new Error(`The sandbox has no report with ${condition}.`);
    return { ids: rows.map(({ id }) => id), clocks: rows.reduce((sum, one) => sum + one.clocks, 0) / rows.length };
  } finally {
    await client.end();
  }
}

function line(life, { ids, clocks }, { shown, told }) {
  const of = (rounds, figure) => median(rounds.map((round) => round[figure]));
  const cpu = of(told, 'cpuMicros') / of(shown, 'cpuMicros');
  const time = of(shown, 'perSecond') / of(told, 'perSecond');
  return {
    report: `${life} (${ids.length} reports, ${clocks.toFixed(1)} clocks)`,
    'report CPU µs': Math.round(of(shown, 'cpuMicros')),
    'sla CPU µs': Math.round(of(told, 'cpuMicros')),
    'CPU sla/report': cpu.toFixed(2),
    'time sla/report': time.toFixed(2),
    target: `<= ${target} ${Math.max(cpu, time) <= target ? 'met' : 'MISSED'}`,
  };
}

export async function measureExplanation(folder, databaseUrl, { rounds, seconds }) {
  const product = await startProduct(folder, asService(folder, databaseUrl));
  const generator = new Child(here('load.mjs'));
  const lines = [];
  try {
    for (const [life, condition] of Object.entries(lives)) {
      const reports = await reportsOf(databaseUrl, condition);
      const requests = (more) => reports.ids.map((id) => ({ method: 'GET', path: `/v1/reports/${id}${more}` }));
      const found = { shown: [], told: [] };
      for (let round = -1; round < rounds; round += 1) {
        const shown = await measure(generator, product, requests(''), { connections, seconds });
        const told = await measure(generator, product, requests('/sla'), { connections, seconds });
        // The first round warms up: what is compiled and kept once is no part of the steady work.
        if (round >= 0) found.shown.push(shown) && found.told.push(told);
      }
      lines.push(line(life, reports, found));
    }
  } finally {
    await generator.stop();
    await product.stop();
  }
  console.table(lines);
}
