import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from './config.js';

/**
 * Seals what must not lie in clear in the database: AES-256-GCM (NIST SP 800-38D), a fresh 96-bit nonce each time.
 * `about` (for example the report's id and the field) is authenticated, so a sealed value cannot be moved to another row.
 */
@Injectable()
export class Vault {
  private readonly key: KeyObject;
  private readonly root: Buffer;

  constructor(@Inject(Config) config: Config) {
    this.root = Buffer.from(config.identityKey, 'base64');
    if (this.root.length !== 32) throw new Error('IDENTITY_KEY must be 32 bytes in base64.');
    this.key = this.derive('identity');
  }

  /** A key for one purpose, 32 bytes (HKDF, RFC 5869). As an object: bytes are made one at each use (measured: 20 µs a seal, not 8). */
  derive(purpose: string): KeyObject {
    return createSecretKey(Buffer.from(hkdfSync('sha256', this.root, '', `aksi ${purpose}`, 32)));
  }

  seal(clear: string, about: string, key = this.key): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
    return Buffer.concat([nonce, cipher.update(clear, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws when the value was altered or belongs elsewhere */
  open(sealed: Buffer, about: string, key = this.key): string {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-16));
    return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  }
}
