// What must hold before anything is pushed, in order of cost. With arguments: only the tests whose path matches them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const folder = mkdtempSync(join(tmpdir(), 'aksi-check-'));
// Also when started by hand: the tools run on the Node that the project brings.
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const env = { ...process.env, ...quiet, PATH: bin + delimiter + process.env.PATH, AKSI_TEST_FOLDER: folder };
const filters = process.argv.slice(2);
const counted = { passed: 0, failed: 0 };

function run(command, args) {
  const { status, signal } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
  return signal ? 1 : (status ?? 1);
}

function jest(name, ...args) {
  const outcome = join(folder, `${name}.json`);
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join('node_modules', 'jest', 'bin', 'jest.js')];
  const status = run('node', [...flags, '--json', `--outputFile=${outcome}`, ...args]);
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(outcome, 'utf8'));
    counted.passed += numPassedTests;
    // A file that could not even be loaded fails as one test.
    counted.failed += numFailedTests + numRuntimeErrorTestSuites;
  } catch {
    counted.failed += 1;
  }
  return status;
}

const tests = () =>
  jest('tests', '--selectProjects', 'pure', 'whole', '--', ...filters) || (filters.length > 0 ? 0 : jest('last', '--selectProjects', 'last'));

const build = ['build', () => run('nest', ['build'])];
const checks = [
  ['format', () => run('prettier', ['--check', '--log-level', 'warn', '.'])],
  ['imports against the floors', () => run('depcruise', ['src', 'test'])],
  build,
  ['types', () => run('tsc', ['--noEmit', '-p', 'tsconfig.check.json'])],
  ['contract against the code', () => run('node', [join('dist', 'contract.js'), '--check'])],
  ['contract: redocly', () => run('redocly', ['lint', 'openapi.yaml'])],
  ['contract: spectral', () => run('spectral', ['lint', 'openapi.yaml', '--fail-severity=hint'])],
  ['lint', () => run('eslint', ['.'])],
];
const steps = [...(filters.length > 0 ? [build] : checks), ['tests', tests]];

let failed;
for (const [name, step] of steps) {
  console.log(`\n== ${name}`);
  if (step() === 0) continue;
  failed = name;
  break;
}
rmSync(folder, { recursive: true, force: true });
if (failed) console.log(`\nNot in order: ${failed}`);
console.log(`\n${counted.passed} passed, ${counted.failed || (failed ? 1 : 0)} failed`);
process.exitCode = failed ? 1 : 0;
