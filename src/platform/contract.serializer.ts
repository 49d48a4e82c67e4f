import { hash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { promised, type Promised } from './answers.js';
import { Contract } from './contract.js';
import { type OnceRequest } from './idempotency.js';
import { languageOf } from './language.js';
import { refuse } from './platform.refusals.js';
import type { FieldFault } from './refusal.js';
import { traceAs } from './tracing.js';

const varied = 'Accept-Language, Authorization, Origin, X-Report-Key';

/** Lets in only query parameters the contract names, lets out only members the contract names; adds ETag, Link, Location. */
@Injectable()
export class ContractSerializer implements NestInterceptor {
  constructor(
    private readonly contract: Contract,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const operationId = context.getHandler().name;
    traceAs(request, { operationId });
    this.checkQuery(operationId, request);
    const promise = this.reflector.get<Promised | undefined>(promised, context.getHandler());
    return next.handle().pipe(map((answer: unknown) => this.write(operationId, promise, answer, request, response)));
  }

  private checkQuery(operationId: string, request: Request): void {
    const names = Object.keys(request.query);
    if (names.length === 0) return;
    const known = this.contract.queryNames(operationId);
    const faults = names.flatMap((name): FieldFault[] => {
      const pointer = `/query/${name.slice(0, 100)}`;
      if (!known.has(name)) return [{ pointer, code: 'field.unknown' }];
      return typeof request.query[name] === 'string' ? [] : [{ pointer, code: 'field.repeated' }];
    });
    if (faults.length > 0) throw refuse('request.invalid', { faults: faults.slice(0, 10) });
  }

  private write(operationId: string, promise: Promised | undefined, answer: unknown, request: Request, response: Response): unknown {
    if (response.headersSent || promise === undefined || promise.status === 204) return answer;
    if (answer === undefined) return answer;
    const body = this.contract.answer(operationId, promise.status, answer);
    const { version, nextCursor } = answer as { version?: number; nextCursor?: string | null };
    response.setHeader('Content-Type', 'application/json; charset=utf-8').setHeader('Content-Language', languageOf(request)).vary(varied);
    if (promise.location) response.setHeader('Location', fillLocation(promise.location, answer as Record<string, unknown>));
    if ((request as OnceRequest).idempotency?.replayed) response.setHeader('Idempotency-Replayed', 'true');
    if (nextCursor) response.setHeader('Link', `<${nextUrl(request, nextCursor)}>; rel="next"`);
    if (version === undefined) return body;
    return this.conditional(`"${version}-${hash('sha1', body, 'base64url').slice(0, 12)}"`, body, request, response);
  }

  /** The tag holds the row's version (for If-Match) and the representation's digest (for If-None-Match). */
  private conditional(etag: string, body: string, request: Request, response: Response): unknown {
    response.setHeader('ETag', etag).setHeader('Cache-Control', 'private, no-cache');
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (request.method !== 'GET' || !(known?.includes(etag) || known?.includes('*'))) return body;
    response.status(304);
    return '';
  }
}

const fillLocation = (template: string, answer: Record<string, unknown>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(answer[name])));

function nextUrl(request: Request, cursor: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set('cursor', cursor);
  return `${request.path}?${query.toString()}`;
}
