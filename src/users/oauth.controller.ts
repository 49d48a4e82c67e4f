import {
  type ArgumentsHost,
  Catch,
  Controller,
  createParamDecorator,
  type ExceptionFilter,
  type ExecutionContext,
  Header,
  Post,
  UseFilters,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../access/access.js';
import { Returns } from '../platform/answers.js';
import { Contract } from '../platform/contract.js';
import { languageOf } from '../platform/language.js';
import { fill, Refusal } from '../platform/refusal.js';
import { ClientsService } from './clients.service.js';
import { readTokenRequest, type TokenAsk } from './oauth.form.js';
import { TokenRequest } from './oauth.requests.js';
import { ClientToken, OAuthError } from './oauth.views.js';

/** Ordinary OAuth libraries know RFC 6749's errors, not problem documents: the token endpoint speaks theirs. */
@Catch(Refusal)
class OAuthFilter implements ExceptionFilter<Refusal> {
  constructor(private readonly contract: Contract) {}

  catch({ code, text, about }: Refusal, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const language = languageOf(host.switchToHttp().getRequest<Request>());
    const status = text.kind === 'unauthenticated' ? 401 : 400;
    const error = code.startsWith('oauth.') ? code.slice('oauth.'.length) : 'invalid_request';
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="aksi"');
    response.status(status).type('application/json').setHeader('Cache-Control', 'no-store').setHeader('Content-Language', language);
    response.send(this.contract.answer('issueToken', status, { error, error_description: fill(text.detail[language], language, about.params) }));
  }
}

/** The form and the Authorization header together say who asks; RFC 6749 has its own rules for both. */
const Asked = createParamDecorator((_: unknown, context: ExecutionContext): TokenAsk => {
  const request = context.switchToHttp().getRequest<Request>();
  return readTokenRequest(request.body, request.headers.authorization);
});

@ApiTags('Sign-in')
@Controller('v1/oauth2')
@UseFilters(OAuthFilter)
export class OAuthController {
  constructor(private readonly clients: ClientsService) {}

  /**
   * Issue an access token to a machine client.
   *
   * Client credentials grant of RFC 6749, 4.4. The client proves itself by HTTP Basic or by `client_id` and `client_secret`
   * in the form, not by both. Unknown parameters are ignored, and refusals have the form of RFC 6749, 5.2.
   */
  @Post('token')
  @Public()
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: TokenRequest })
  @Returns(200, ClientToken)
  @ApiResponse({ status: 400, type: OAuthError, description: 'The request, the grant or the scope is not valid.' })
  @ApiResponse({ status: 401, type: OAuthError, description: 'The client is unknown or disabled, or its secret is wrong.' })
  @Header('Cache-Control', 'no-store')
  issueToken(@Asked() asked: TokenAsk): Promise<ClientToken> {
    return this.clients.issueToken(asked);
  }
}
