import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Contract } from '../platform/contract.js';
import { languageOf } from '../platform/language.js';
import { fill, Refusal } from '../platform/refusal.js';

/** Ordinary OAuth libraries know RFC 6749's errors, not problem documents: the token endpoint speaks theirs. */
@Catch(Refusal)
export class OAuthFilter implements ExceptionFilter<Refusal> {
  constructor(private readonly contract: Contract) {}

  catch({ code, text, about }: Refusal, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const language = languageOf(host.switchToHttp().getRequest<Request>());
    const status = text.kind === 'unauthenticated' ? 401 : 400;
    const error = code.startsWith('oauth.') ? code.slice('oauth.'.length) : 'invalid_request';
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="aksi"');
    response.status(status).type('application/json').setHeader('Cache-Control', 'no-store').setHeader('Content-Language', language);
    response.send(this.contract.answer('issueToken', status, { error, error_description: fill(text.detail[language], about.params) }));
  }
}
