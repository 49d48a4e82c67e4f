// How PostgreSQL does what was sent: explained on the full tables, in transactions that are undone.
const large = ['clock', 'report', 'fact', 'disposition'];

const nodesOf = (plan) => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** What is worth explaining: what reads or changes a large table, each once. */
function chosen(recorded) {
  const kinds = new Map(
    recorded
      .filter(({ text }) => /\b(clock|report|fact)\b/.test(text) && !/^\s*(insert|begin|start|commit)/i.test(text))
      .map((one) => [one.name ?? one.text, one]),
  );
  return [...kinds.values()];
}

async function explain(client, { name, text, values }) {
  await client.query('begin');
  try {
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values);
    const [{ Plan: plan, 'Execution Time': millis }] = rows[0]['QUERY PLAN'];
    const scans = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan' && large.includes(node['Relation Name']));
    const title = name ?? text.replace(/\s+/g, ' ').trim().slice(0, 60);
    return {
      statement: title,
      ms: millis.toFixed(1),
      rows: plan['Actual Rows'],
      'sequential scans': scans.map((node) => node['Relation Name']).join() || 'none',
    };
  } finally {
    await client.query('rollback');
  }
}

export async function printPlans(client, recorded) {
  const lines = [];
  for (const one of chosen(recorded)) lines.push(await explain(client, one));
  console.table(lines);
}
