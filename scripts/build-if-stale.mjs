// Builds dist/ when it does not match the sources, so that `npm start` neither runs old code nor compiles twice.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sourceFolder = join(root, 'src');
const outputFolder = join(root, 'dist');
const settings = ['nest-cli.json', 'tsconfig.json', 'package-lock.json'];

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** Every file and folder below `folder`; folders too, since theirs is the time that moves when a file is removed. */
function* walk(folder) {
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

/** The compiled file of a source; undefined for files that the build leaves out. */
function outputOf(source) {
  if (!source.endsWith('.ts') || source.endsWith('.test.ts') || source.endsWith('.d.ts')) return undefined;
  return join(outputFolder, source.slice(sourceFolder.length).replace(/\.ts$/, '.js'));
}

/** Compares the newest source with the oldest output: a type or decorator in one file shapes the output of others. */
function isStale() {
  // An image may ship dist/ alone.
  if (!existsSync(sourceFolder)) return false;
  let newest = Math.max(...settings.map((name) => changedAt(join(root, name)) ?? 0));
  let oldest = Infinity;
  for (const path of walk(sourceFolder)) {
    newest = Math.max(newest, changedAt(path) ?? Infinity);
    const output = outputOf(path);
    // A missing output counts as old: an interrupted build leaves some out.
    if (output) oldest = Math.min(oldest, changedAt(output) ?? -Infinity);
  }
  return newest > oldest;
}

function build() {
  const compiler = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  if (!existsSync(compiler)) {
    console.error('dist/ does not match src/, and the compiler is not installed: run "npm ci".');
    return 1;
  }
  console.error('Building: dist/ is missing or older than the sources.');
  const { status, error } = spawnSync(process.execPath, [compiler, 'build'], { cwd: root, stdio: 'inherit' });
  if (error) console.error(error.message);
  // TypeScript writes files in spite of errors; left there, they would pass for a good build the next time.
  if (status !== 0) rmSync(outputFolder, { recursive: true, force: true });
  return status ?? 1;
}

/** @returns 0 when dist/ matches the sources now */
export const buildIfStale = () => (isStale() ? build() : 0);
