import { OneOf, Optional, Pattern, Text } from '../platform/shape.js';

/** Asks for an access token in a machine client's own name (RFC 6749, 4.4.2). The client is named here or by HTTP Basic. */
export class TokenRequest {
  /** The grant. @example "client_credentials" */
  @OneOf(['client_credentials']) grant_type: string;
  /** Scopes asked for, separated by spaces; left out: all that the client holds. */
  @Optional() @Pattern(/^[a-z:]{1,60}( [a-z:]{1,60}){0,20}$/, 500, 'reports:read reports:write') scope?: string;
  /** The client, when it does not use HTTP Basic. @example "demo-script" */
  @Optional() @Text(1, 60) client_id?: string;
  /** The client's secret, when it does not use HTTP Basic. @example "demo-secret-1708" */
  @Optional() @Text(1, 200) client_secret?: string;
}
