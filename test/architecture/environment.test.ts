import { readFileSync } from 'node:fs';
import { ConfigError, type Environment, readConfig, variables } from '../../src/platform/config.js';

const complete: Environment = {
  DATABASE_URL: 'postgres://aksi@db.test/aksi',
  SIGNING_KEY: 'a key',
  IDENTITY_KEY: Buffer.alloc(32).toString('base64'),
};

test('.env.example names every variable with its meaning and its default, and no other', () => {
  const file = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const expected = Object.entries(variables).map(([name, { fallback, meaning }]) => `# ${meaning}\n${name}=${fallback}\n`);
  expect(file).toBe(expected.join('\n'));
});

test('nothing is required to start: an empty environment is the sandbox', () => {
  expect(readConfig({})).toMatchObject({ sandbox: true, host: '127.0.0.1' });
});

test('with a database nothing of the sandbox is left', () => {
  expect(readConfig(complete)).toMatchObject({ sandbox: false, host: '0.0.0.0', corsOrigins: [] });
});

test.each(['SIGNING_KEY', 'IDENTITY_KEY'] as const)('with a database a missing %s keeps the process from starting, and is named', (name) => {
  const reading = (): unknown => readConfig({ ...complete, [name]: '' });
  expect(reading).toThrow(ConfigError);
  expect(reading).toThrow(name);
});

test.each([
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['DATABASE_POOL_SIZE', '0'],
  ['SWEEP_SECONDS', '1.5'],
  ['WORKER', 'outside'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfig({ ...complete, [name]: value })).toThrow(name);
});
