import { createServer, type RequestListener, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Response } from 'express';
import { v7 } from 'uuid';
import { refuse } from './platform.refusals.js';
import { problemOf } from './problem.js';
import type { Refusal } from './refusal.js';

/**
 * Node's own bounds, in milliseconds: a client that sends its head or body more slowly is cut off. The interval of the
 * check can be set at creation only.
 */
const bounds = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 };

const refusals: Record<string, () => Refusal> = {
  HPE_HEADER_OVERFLOW: () => refuse('request.head_too_large', { params: { limit: '16 KB' } }),
  ERR_HTTP_REQUEST_TIMEOUT: () => refuse('request.too_slow'),
};

/** What cannot even be parsed never reaches a handler; it is refused as a problem like everything else. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const id = v7();
  const problem = problemOf(refusals[error.code ?? '']?.() ?? refuse('request.malformed', { params: { reason: 'not HTTP' } }), 'id', id);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Express with exact addresses, on a server with bounds, for answers that are written already. */
export class BoundedAdapter extends ExpressAdapter {
  constructor() {
    // An address has one spelling, the contract's. The router reads this when it is made, which is soon.
    super(express().enable('strict routing').enable('case sensitive routing'));
  }

  override initHttpServer(): void {
    this.setHttpServer(createServer(bounds, this.getInstance<RequestListener>()).on('clientError', refuseConnection));
  }

  /**
   * An answer that the serializer has written goes out as it is. Express would look for its type, charset, freshness and
   * tag again and send head and body apart (measured: 15 µs of processor an answer).
   */
  override reply(response: Response, body: unknown, status?: number): unknown {
    if (typeof body !== 'string' || body === '' || !response.hasHeader('Content-Type')) return super.reply(response, body, status);
    if (status !== undefined) response.status(status);
    return response.setHeader('Content-Length', Buffer.byteLength(body)).end(body);
  }
}
