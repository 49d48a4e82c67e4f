import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxKeys } from './sandbox-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'aksi-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('keys are made once, kept in one file, and for the owner only', () => {
  const directory = join(folder, 'data');
  const made = sandboxKeys(directory);
  expect(made.signingKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(Buffer.from(made.identityKey, 'base64')).toHaveLength(32);
  expect(sandboxKeys(directory)).toEqual(made);
  expect(readdirSync(directory)).toEqual(['keys.json']);
  if (process.platform !== 'win32') expect(statSync(join(directory, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('another folder has other keys', () => {
  expect(sandboxKeys(join(folder, 'another'))).not.toEqual(sandboxKeys(join(folder, 'data')));
});
