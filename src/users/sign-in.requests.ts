import { Email, Text } from '../platform/shape.js';

/** Signs in. */
export class LogIn {
  /** The account's e-mail address; capitals do not matter. @example "coordinator@demo.test" */
  @Email() email: string;
  /** The password. @example "demo-password-1708" */
  @Text(1, 200) password: string;
}

/** Goes on with a session. */
export class RefreshTokens {
  /** The newest refresh token of the session. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11.kR2cS0f7m1h8Hq0m5l3nXw2b6v9c1d4e7f0a3s5g8hj" */
  @Text(1, 200) refreshToken: string;
}

/** Ends a session. */
export class LogOut {
  /** A refresh token of the session. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11.kR2cS0f7m1h8Hq0m5l3nXw2b6v9c1d4e7f0a3s5g8hj" */
  @Text(1, 200) refreshToken: string;
}

/** Replaces one's own password. */
export class ChangePassword {
  /** The password as it is. @example "demo-password-1708" */
  @Text(1, 200) currentPassword: string;
  /** The password as it shall be: at least 12 characters (OWASP ASVS 4.0.3, 2.1.1). @example "laut tenang di dermaga" */
  @Text(12, 200) newPassword: string;
}
