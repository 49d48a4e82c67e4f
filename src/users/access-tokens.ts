import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { Config } from '../platform/config.js';
import { SigningKey } from './keys.js';

/** The client id in tokens of people who sign in with a password; no machine client may bear it. */
export const ownClientId = 'aksi';
export const audience = 'aksi';
/** Life of an access token, seconds. */
export const accessSeconds = 900;

/** What an access token says (RFC 9068, 2.2). */
export interface AccessClaims {
  /** The account, or the client itself. */
  sub: string;
  client_id: string;
  scope?: string;
}

/** Signs access tokens: JWTs by the profile of RFC 9068, ES256. */
@Injectable()
export class AccessTokens {
  constructor(
    @Inject(Config) private readonly config: Config,
    private readonly key: SigningKey,
  ) {}

  // Wall-clock time, not the sandbox's clock, which travels: other systems check these tokens, too.
  sign({ sub, ...claims }: AccessClaims): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: this.key.kid })
      .setIssuer(this.config.publicUrl)
      .setAudience(audience)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(`${accessSeconds}s`)
      .setJti(randomUUID())
      .sign(this.key.private);
  }
}

/** RFC 8725, 3.11: a token of another type, though signed with this key, is not an access token. */
export function looksLikeAccessToken(token: string, kid: string): boolean {
  try {
    const header = decodeProtectedHeader(token);
    return header.typ === 'at+jwt' && header.kid === kid;
  } catch {
    return false;
  }
}
