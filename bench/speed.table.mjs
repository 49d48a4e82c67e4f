// The figures of a run as a table, each with its target and whether it was met.
export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
};

const isWork = ({ text }) => !/^\s*(start transaction|begin|commit)\b/i.test(text);
const verdict = (met) => (met ? 'met' : 'MISSED');
const mebibytes = (bytes) => Math.round(bytes / 2 ** 20);

function line(operation, plan, { api, bare }) {
  const of = (rounds, figure) => median(rounds.map((round) => round[figure]));
  const ratio = of(api, 'perSecond') / of(bare, 'perSecond');
  const statements = plan.filter(isWork).length;
  return {
    operation: operation.title,
    'API req/s': Math.round(of(api, 'perSecond')),
    'bare req/s': Math.round(of(bare, 'perSecond')),
    'API/bare': ratio.toFixed(2),
    target: `>= ${operation.target} ${verdict(ratio >= operation.target)}`,
    'API CPU µs': Math.round(of(api, 'cpuMicros')),
    'bare CPU µs': Math.round(of(bare, 'cpuMicros')),
    'CPU bare/API': (of(bare, 'cpuMicros') / of(api, 'cpuMicros')).toFixed(2),
    'API p50/p99 ms': `${of(api, 'p50').toFixed(1)}/${of(api, 'p99').toFixed(1)}`,
    SQL: `${statements}${plan.length > statements ? ` + ${plan.length - statements}` : ''}`,
    'SQL allowed': operation.statements === undefined ? '' : `<= ${operation.statements} ${verdict(statements <= operation.statements)}`,
  };
}

/** Prints; a missed target is said, and fails nothing. */
export function printSpeed({ first, later }, { operations, plans, found }) {
  console.table(Object.fromEntries(Object.keys(found).map((name) => [name, line(operations[name], plans[name], found[name])])));
  const rss = Math.max(...Object.values(found).flatMap(({ api }) => api.map((round) => round.rss)));
  console.log(`Memory of the API under load: ${mebibytes(rss)} MiB (target < 250 MB: ${verdict(rss < 250e6)})`);
  console.log(
    `First start with loading: ${first.toFixed(1)} s. Later starts: ${later.map((seconds) => seconds.toFixed(1)).join(', ')} s, ` +
      `median ${median(later).toFixed(1)} s (target < 3 s: ${verdict(median(later) < 3)})`,
  );
}
