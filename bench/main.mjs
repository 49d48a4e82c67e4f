// `npm run bench` measures the API against a bare server, `npm run bench -- complaints` lives through 1 375 real complaints,
// `npm run bench -- deadlines` computes due dates, `npm run bench -- sla` tries the engine of deadlines at a million clocks.
import { parseArgs } from 'node:util';
import { buildIfStale } from '../scripts/build-if-stale.mjs';

const programs = { speed: './speed.mjs', complaints: './complaints.mjs', deadlines: './deadlines.mjs', sla: './sla.mjs' };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    reports: { type: 'string', default: '20000' },
    clocks: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
});
const program = programs[positionals[0] ?? 'speed'];
if (program && buildIfStale() === 0) {
  const { run } = await import(program);
  await run(values);
} else if (!program) {
  console.error(`Unknown: ${positionals[0]}. There are ${Object.keys(programs).join(', ')}.`);
  process.exitCode = 1;
} else process.exitCode = 1;
