import { permissions, roles } from '../access/permissions.js';
import { Email, Id, OneOf, Parts, Pattern, SomeOf, Text, Whole } from '../platform/shape.js';

/** 32 bytes. */
const base64url = /^[A-Za-z0-9_-]{43}$/;

/** The tokens of a session. */
export class TokenPair {
  /** Send it as `Authorization: Bearer …`. A JWT by RFC 9068. @example "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTk5YzFmMiJ9.c2lnbmF0dXJl" */
  @Text(1, 2000) accessToken: string;
  /** Good once, for the next pair. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11.kR2cS0f7m1h8Hq0m5l3nXw2b6v9c1d4e7f0a3s5g8hj" */
  @Text(1, 200) refreshToken: string;
  /** Life of the access token in seconds. @example 900 */
  @Whole(1, 86_400) expiresIn: number;
  /** How to send the access token. @example "Bearer" */
  @OneOf(['Bearer']) tokenType: 'Bearer';
}

/** A role held at an agency and everything below it. */
export class UserRole {
  /** The role. @example "coordinator" */
  @OneOf(roles) role: string;
  /** The agency. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Id() agencyId: string;
  /** The agency's name. @example "Dinas Komunikasi dan Informatika" */
  @Text(1, 200) agencyName: string;
}

/** The account behind the access token. */
export class Me {
  /** The account. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Id() id: string;
  /** Full name. @example "Siti Rahmah" */
  @Text(1, 200) name: string;
  /** E-mail address. @example "coordinator@demo.test" */
  @Email() email: string;
  /** Roles, the highest agency first. */
  @Parts(() => UserRole, 0, 100) roles: UserRole[];
  /** What the roles permit somewhere; whether here is said by the resource (`allowedActions`). @example ["report.verify", "report.dispatch"] */
  @SomeOf(Object.keys(permissions), 0) permissions: string[];
}

/** A public key in JWK form (RFC 7517). */
export class JsonWebKey {
  /** Key type. @example "EC" */
  @OneOf(['EC']) kty: string;
  /** Curve. @example "P-256" */
  @OneOf(['P-256']) crv: string;
  /** Coordinate x, base64url. */
  @Pattern(base64url, 43, 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU') x: string;
  /** Coordinate y, base64url. */
  @Pattern(base64url, 43, 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0') y: string;
  /** The key's thumbprint (RFC 7638), named in each token's header. */
  @Pattern(base64url, 43, 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s') kid: string;
  /** What it is for: signatures. @example "sig" */
  @OneOf(['sig']) use: string;
  /** The algorithm it signs with. @example "ES256" */
  @OneOf(['ES256']) alg: string;
}

/** The keys that access tokens can be checked with. */
export class JsonWebKeySet {
  /** The keys. */
  @Parts(() => JsonWebKey, 1, 10) keys: JsonWebKey[];
}
