import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError } from '../platform/config.js';

/** The public half of the signing key, as other systems read it (RFC 7517). */
export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
  use: string;
  alg: string;
}

function readPrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // The parser's message may quote the key; ours does not.
  }
  throw new ConfigError('SIGNING_KEY must be a private key on the curve P-256 (ES256) in PKCS#8 PEM.');
}

/** The pair of keys behind access tokens. */
export class SigningKey {
  readonly private: KeyObject;
  readonly public: KeyObject;
  /** For libraries that read PEM (SubjectPublicKeyInfo). */
  readonly publicPem: string;
  /** The key's thumbprint (RFC 7638): it changes with the key, so nobody has to name keys. */
  readonly kid: string;
  readonly jwk: PublicJwk;

  /** @throws ConfigError when the PEM is no ES256 private key */
  constructor(pem: string) {
    this.private = readPrivateKey(pem);
    this.public = createPublicKey(this.private);
    this.publicPem = this.public.export({ type: 'spki', format: 'pem' }).toString();
    const { x = '', y = '' } = this.public.export({ format: 'jwk' });
    const required = { crv: 'P-256', kty: 'EC', x, y };
    this.kid = createHash('sha256').update(JSON.stringify(required)).digest('base64url');
    this.jwk = { ...required, kid: this.kid, use: 'sig', alg: 'ES256' };
  }
}
