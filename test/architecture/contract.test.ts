import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { operations } from '../support/contract.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const committed = readFileSync(join(root, 'openapi.yaml'), 'utf8');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'aksi-contract-'));
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Compares the built code with a contract that says `yaml`. */
function check(yaml: string): SpawnSyncReturns<string> {
  writeFileSync(join(copy, 'openapi.yaml'), yaml);
  return spawnSync(process.execPath, [join(copy, 'dist', 'contract.js'), '--check'], { encoding: 'utf8' });
}

test('the committed contract agrees with the code', () => {
  expect(check(committed)).toMatchObject({ status: 0, stderr: '' });
}, 60_000);

test('a contract that differs in one letter is noticed, and its line is told', () => {
  const drifted = committed.replace('summary: Is the process alive?', 'summary: Is the process alive!');
  expect(drifted).not.toBe(committed);
  const line = committed.slice(0, committed.indexOf('summary: Is the process alive?')).split('\n').length;
  const { status, stderr } = check(drifted);
  expect(status).toBe(1);
  expect(stderr).toContain(`first in line ${line}`);
}, 60_000);

describe('Every operation', () => {
  test('bears a name of its own, a verb first', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
  });

  test('says in words who may call it', () => {
    expect(operations.filter(({ description }) => !description?.includes('**Permission:** ')).map(({ operationId }) => operationId)).toEqual([]);
  });

  test('takes an idempotency key when it is a POST that changes something', () => {
    // Nothing is stored by these: a preview or a due date is only looked at, a token is made anew each time, a session has keys of its own.
    const without = ['issueToken', 'logIn', 'logOut', 'refreshTokens', 'changePassword', 'previewReport', 'countDueDate'];
    const keyless = operations
      .filter(({ method, parameters }) => method === 'POST' && !parameters?.some(({ name }) => name === 'Idempotency-Key'))
      .map(({ operationId }) => operationId);
    expect(keyless.filter((name) => !without.includes(name))).toEqual([]);
  });

  test('that changes or removes a resource demands to know its state, support excepted', () => {
    const careless = operations
      .filter(({ method }) => ['PUT', 'PATCH', 'DELETE'].includes(method))
      .filter(({ parameters }) => !parameters?.some(({ name, required }) => name === 'If-Match' && required));
    expect(careless.map(({ path }) => path).filter((path) => !path.endsWith('/support'))).toEqual([]);
  });
});

test('every shape, body and answer says what it is', () => {
  const { components } = parse(committed) as { components: { schemas: Record<string, { description?: string }> } };
  expect(Object.keys(components.schemas).filter((name) => !components.schemas[name]?.description)).toEqual([]);
  const bodies = operations.flatMap(({ operationId, requestBody, responses }) => [
    ...(requestBody ? [[`${operationId} body`, requestBody.description] as const] : []),
    ...Object.entries(responses).map(([status, answer]) => [`${operationId} ${status}`, answer.$ref ?? answer.description] as const),
  ]);
  expect(bodies.filter(([, told]) => !told || told === 'The answer.').map(([name]) => name)).toEqual([]);
});
