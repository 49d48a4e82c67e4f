import { OneOf, Text, Whole } from '../platform/shape.js';

/** An access token for a machine client (RFC 6749, 5.1). */
export class ClientToken {
  /** Send it as `Authorization: Bearer …`. A JWT by RFC 9068. @example "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTk5YzFmMiJ9.c2lnbmF0dXJl" */
  @Text(1, 2000) access_token: string;
  /** How to send the token. @example "Bearer" */
  @OneOf(['Bearer']) token_type: 'Bearer';
  /** Life of the token in seconds. @example 900 */
  @Whole(1, 86_400) expires_in: number;
  /** Scopes of the token, separated by spaces. @example "reports:read reports:write" */
  @Text(1, 500) scope: string;
}

/** Why a token was refused, as RFC 6749, 5.2 words it. The only refusal that is no problem document. */
export class OAuthError {
  /** Stable code. @example "invalid_client" */
  @OneOf(['invalid_request', 'invalid_client', 'invalid_scope', 'unsupported_grant_type']) error: string;
  /** One sentence for developers. @example "Klien tidak dikenal, dinonaktifkan, atau rahasianya salah." */
  @Text(1, 500) error_description: string;
}
