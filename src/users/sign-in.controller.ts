import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, Public } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { SigningKey } from './keys.js';
import { ChangePassword, LogIn, LogOut, RefreshTokens } from './sign-in.requests.js';
import { SignInService } from './sign-in.service.js';
import { JsonWebKeySet, Me, TokenPair } from './sign-in.views.js';

// An idempotency key is bound to a plain hash of the body, so operations that take a password have none.

@ApiTags('Sign-in')
@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly key: SigningKey,
  ) {}

  /**
   * Sign in with e-mail and password.
   *
   * Answers with an access token for 15 minutes and a refresh token. An unknown e-mail, a wrong password and a suspended
   * account are refused alike. A session lasts 30 days.
   */
  @Post('v1/auth/login')
  @Public()
  @Returns(200, TokenPair)
  @Header('Cache-Control', 'no-store')
  logIn(@Body() input: LogIn): Promise<TokenPair> {
    return this.signIn.logIn(input);
  }

  /**
   * Exchange a refresh token for the next pair.
   *
   * Each refresh token is good once; one that comes a second time ends the session, for then somebody has a copy. A client
   * that may lose the answer sends an `Idempotency-Key` and repeats the request as it was.
   */
  @Post('v1/auth/refresh')
  @Public()
  @Returns(200, TokenPair)
  @Header('Cache-Control', 'no-store')
  refreshTokens(@Body() input: RefreshTokens, @ByKey() once: Once | undefined): Promise<TokenPair> {
    return this.signIn.refresh(once, input.refreshToken);
  }

  /**
   * End a session.
   *
   * Its refresh tokens stop working at once, its access token within 15 minutes. Repeating it does no harm.
   */
  @Post('v1/auth/logout')
  @Public()
  @Returns(204)
  logOut(@Body() input: LogOut): Promise<void> {
    return this.signIn.logOut(input.refreshToken);
  }

  /** Who am I, and what may I do? Roles are held at an agency and below it. */
  @Get('v1/auth/me')
  @Allow('account.self')
  @Returns(200, Me)
  readMe(@By() actor: Actor): Promise<Me> {
    return this.signIn.me(actor);
  }

  /**
   * Replace your own password.
   *
   * Ends all your sessions: sign in again with the new one.
   */
  @Post('v1/auth/password')
  @Allow('account.self')
  @Returns(204)
  changePassword(@By() actor: Actor, @Body() input: ChangePassword): Promise<void> {
    return this.signIn.changePassword(actor, input);
  }

  /**
   * Keys to check access tokens with.
   *
   * A token names its key in `kid`. Other systems check signature (ES256), `iss`, `aud` (`aksi`), `exp` and the header `typ`
   * (`at+jwt`) with any JWT library.
   */
  @Get('.well-known/jwks.json')
  @Public()
  @Returns(200, JsonWebKeySet)
  @Header('Cache-Control', 'public, max-age=300')
  readSigningKeys(): JsonWebKeySet {
    return { keys: [this.key.jwk] };
  }
}
