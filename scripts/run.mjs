// Runs a program of the product, `node scripts/run.mjs <name> …`, built if need be, and ends it with the npm that started it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';

const root = join(import.meta.dirname, '..');
const program = join(root, 'dist', `${process.argv[2]}.js`);

// Settings may stand in a file (see .env.example); what the environment says wins.
if (existsSync('.env')) process.loadEnvFile('.env');

// npm hands a signal on to its shell, which dies of it without a word to us: a server would go on without an owner.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, 250).unref();

const status = buildIfStale();
if (status === 0) {
  // As if it had been started by its own name.
  process.argv.splice(1, 2, program);
  await import(pathToFileURL(program).href);
} else process.exitCode = status;
