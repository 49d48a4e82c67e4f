import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { Contract } from './contract.js';
import { languageOf } from './language.js';
import { refuse } from './platform.refusals.js';
import { problemOf } from './problem.js';
import { fill, Refusal } from './refusal.js';
import { requestId } from './tracing.js';
import { isUnavailable } from './unavailable.js';

/** What a body reader, the router or Nest itself throws, as a refusal; anything else is our own fault. */
function toRefusal(error: unknown, allow: readonly string[]): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (isUnavailable(error)) return refuse('service.unavailable', { retryAfterSeconds: 2 });
  const { status, type } = error as { status?: number; type?: string };
  if (error instanceof HttpException && error.getStatus() === 404)
    return allow.length > 0 ? refuse('route.method_not_allowed', { params: { allow: allow.join(', ') } }) : refuse('route.not_found');
  if (status === 413 || type === 'parameters.too.many') return refuse('request.too_large', { params: { limit: '1 MB' } });
  if (status === 415) return refuse('request.media_type', { params: { expected: 'UTF-8 application/json' } });
  if (status === 400 || error instanceof URIError) return refuse('request.malformed', { params: { reason: type ?? 'bad request' } });
  return undefined;
}

/** The one place where a refusal becomes HTTP (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly contract: Contract,
    private readonly log: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(error, host.switchToHttp().getRequest<Request>(), host.switchToHttp().getResponse<Response>());
  }

  answer(error: unknown, request: Request, response: Response): void {
    if (response.headersSent) return void response.destroy();
    const language = languageOf(request);
    const instance = requestId(request);
    const known = toRefusal(
      error,
      this.contract.methodsAt(request.path).filter((method) => method !== request.method),
    );
    if (!known) this.log.error({ requestId: instance, error: describe(error) }, 'unexpected error');
    const refusal = known ?? refuse('internal.error');
    const problem = problemOf(refusal, language, instance);
    this.headers(refusal, response);
    response.status(problem.status).type('application/problem+json').setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Language', language);
    response.send(this.contract.problem(problem));
  }

  private headers(refusal: Refusal, response: Response): void {
    const { kind } = refusal.text;
    if (kind === 'unauthenticated') response.setHeader('WWW-Authenticate', 'Bearer realm="aksi"');
    if (kind === 'method') response.setHeader('Allow', fill('{allow}', 'en', refusal.about.params));
    if (refusal.about.retryAfterSeconds) response.setHeader('Retry-After', String(refusal.about.retryAfterSeconds));
  }
}

/** A database error's message and detail may quote a citizen's words, so only its type, code and place are logged. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string };
  const database = 'severity' in error || 'query' in error;
  return {
    type: error.name,
    code,
    constraint,
    table,
    message: database ? undefined : error.message,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12)
      .join('\n'),
  };
}
