import request from 'supertest';
import type { Problem } from '../../src/platform/problem.view.js';
import { faultsOfAnswer, faultsOfRequest, noteExercised, type Received, type Sent } from './checks.js';
import { operationAt, operationNamed } from './contract.js';

export interface Asked {
  /** Values of the path's `{…}`. */
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean>;
  /** An object is sent as JSON, a string as it is. */
  body?: object | string;
  headers?: Record<string, string>;
  /** The status that must come, or one of several; any 2xx unless given, any at all with `any`. */
  expect?: number | readonly number[] | 'any';
}
export interface Answer<Body> {
  status: number;
  headers: Record<string, string | undefined>;
  body: Body;
  text: string;
}
export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Speaks to the running application over HTTP, and holds every answer, and every request that was accepted, against the
 * contract. @throws Error saying what differs
 */
export class Client {
  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): Client {
    return new Client(this.url, { ...this.headers, ...lowerCased(headers) });
  }

  as(token: string): Client {
    return this.with({ authorization: `Bearer ${token}` });
  }

  withReportKey(key: string): Client {
    return this.with({ 'x-report-key': key });
  }

  speaking(language: 'id' | 'en'): Client {
    return this.with({ 'accept-language': language });
  }

  /** Calls an operation by its name in the contract. */
  call<Body>(operationId: string, asked: Asked = {}): Promise<Answer<Body>> {
    const { method, path } = operationNamed(operationId);
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = asked.path?.[name];
      if (value === undefined) throw new Error(`${operationId} needs the path value ${name}`);
      return encodeURIComponent(value);
    });
    return this.send(method.toLowerCase() as Verb, filled, asked);
  }

  /** Calls an operation that must refuse. @returns the problem */
  async refused(operationId: string, expect: number, asked: Omit<Asked, 'expect'> = {}): Promise<Problem> {
    return (await this.call<Problem>(operationId, { ...asked, expect })).body;
  }

  get<Body>(path: string, asked: Asked = {}): Promise<Answer<Body>> {
    return this.send('get', path, asked);
  }

  post<Body>(path: string, body?: object | string, asked: Asked = {}): Promise<Answer<Body>> {
    return this.send('post', path, { body, ...asked });
  }

  put<Body>(path: string, body?: object | string, asked: Asked = {}): Promise<Answer<Body>> {
    return this.send('put', path, { body, ...asked });
  }

  patch<Body>(path: string, body: object | string, asked: Asked = {}): Promise<Answer<Body>> {
    return this.send('patch', path, { body, ...asked });
  }

  delete<Body>(path: string, asked: Asked = {}): Promise<Answer<Body>> {
    return this.send('delete', path, asked);
  }

  async send<Body>(verb: Verb, target: string, asked: Asked): Promise<Answer<Body>> {
    const address = new URL(target, this.url);
    for (const [name, value] of Object.entries(asked.query ?? {})) address.searchParams.set(name, String(value));
    const own = { ...this.headers, ...lowerCased(asked.headers ?? {}) };
    if (asked.body !== undefined) own['content-type'] ??= 'application/json';
    const query = address.search;
    // The path as it was written: a URL would tidy it up.
    const path = target.split('?')[0] ?? target;
    const server = request(this.url);
    const call = server[verb](path + query)
      .set(own)
      .redirects(0)
      .ok(() => true);
    const response = await (asked.body === undefined ? call : call.send(asked.body));
    const headers = response.headers as Received['headers'];
    const received: Received = { status: response.status, headers, body: response.body as unknown, text: response.text ?? '' };
    this.check(verb, { path, query: address.searchParams, headers: own, body: asked.body }, received, asked.expect);
    return received as Answer<Body>;
  }

  private check(verb: Verb, sent: Sent, received: Received, expect: Asked['expect']): void {
    const { status } = received;
    const accepted = status >= 200 && status < 300;
    const about = `${verb.toUpperCase()} ${sent.path} answered ${status}`;
    if (expect !== 'any' && (expect === undefined ? !accepted : ![expect].flat().includes(status)))
      throw new Error(`${about}, expected ${[expect ?? '2xx'].flat().join(' or ')}: ${received.text.slice(0, 2_000)}`);
    const operation = operationAt(verb.toUpperCase(), sent.path);
    const faults = [...faultsOfAnswer(operation, received), ...(operation && accepted ? faultsOfRequest(operation, sent) : [])];
    if (faults.length > 0) throw new Error(`${about}, against the contract:\n- ${faults.join('\n- ')}\n${received.text.slice(0, 2_000)}`);
    if (operation && accepted) noteExercised(operation.operationId);
  }
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
