import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importSPKI } from 'jose';
import { ConfigError } from '../platform/config.js';
import { newSigningKey } from '../platform/sandbox-keys.js';
import { SigningKey } from './keys.js';

test('the published key is the public half, named by its thumbprint as RFC 7638 computes it', async () => {
  const key = new SigningKey(newSigningKey());
  expect(key.kid).toBe(await calculateJwkThumbprint(key.jwk));
  expect(await exportJWK(await importSPKI(key.publicPem, 'ES256'))).toEqual({ kty: 'EC', crv: 'P-256', x: key.jwk.x, y: key.jwk.y });
  expect(Object.keys(key.jwk)).not.toContain('d');
});

const pem = { type: 'pkcs8', format: 'pem' } as const;
const others = {
  'no key': 'no key',
  'a key on another curve': generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export(pem).toString(),
  'a key of another kind': generateKeyPairSync('ed25519').privateKey.export(pem).toString(),
};

test.each(Object.entries(others))('%s is refused by the name of the variable and without its content', (_, given) => {
  const make = (): SigningKey => new SigningKey(given);
  expect(make).toThrow(ConfigError);
  expect(make).toThrow(/^SIGNING_KEY must be/);
});
