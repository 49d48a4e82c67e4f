import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The two secrets that an operator gives by environment and the sandbox makes for itself. */
export interface SandboxKeys {
  signingKey: string;
  identityKey: string;
}

/** A fresh private key for access tokens: ES256 in PKCS#8 PEM. */
export const newSigningKey = (): string =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

const read = (file: string): SandboxKeys => JSON.parse(readFileSync(file, 'utf8')) as SandboxKeys;
const hasCode = (error: unknown, code: string): boolean => (error as { code?: unknown }).code === code;

/** The sandbox's keys, made once and kept in `<directory>/keys.json`, readable by the owner only. */
export function sandboxKeys(directory: string): SandboxKeys {
  const file = join(directory, 'keys.json');
  try {
    return read(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  mkdirSync(directory, { recursive: true });
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const made: SandboxKeys = { signingKey: newSigningKey(), identityKey: randomBytes(32).toString('base64') };
  writeFileSync(draft, JSON.stringify(made), { mode: 0o600 });
  try {
    // Of two processes that start at once the first to link wins, and both read the winner's whole file.
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return read(file);
}
