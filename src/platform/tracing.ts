import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { v7 } from 'uuid';

type Traced = Request & { requestId?: string; operationId?: string; callerId?: string };

export const requestId = (request: Request): string => (request as Traced).requestId ?? '';

/** Names the operation and the caller for the log line; the raw address is never logged, it may hold a person's words. */
export function traceAs(request: Request, facts: { operationId?: string; callerId?: string }): void {
  Object.assign(request, facts);
}

/** Every answer and log line carries the request id; a client's own is taken when it is harmless. */
export const tracing =
  (log: Logger) =>
  (request: Traced, response: Response, next: NextFunction): void => {
    const given = request.headers['x-request-id'];
    request.requestId = typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : v7();
    response.setHeader('X-Request-Id', request.requestId);
    const started = performance.now();
    response.on('close', () => {
      const { operationId, callerId, method } = request;
      const trace = request.headers.traceparent;
      log.info(
        {
          requestId: request.requestId,
          ...(typeof trace === 'string' && /^[0-9a-f-]{55}$/.test(trace) ? { traceparent: trace } : {}),
          operation: operationId ?? 'none',
          method,
          status: response.statusCode,
          caller: callerId,
          milliseconds: Math.round(performance.now() - started),
        },
        'request',
      );
    });
    next();
  };
