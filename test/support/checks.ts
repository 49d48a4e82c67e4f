import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContractResponse, faultsAt, faultsOfParameter, mediaPointer, type Operation, responseOf } from './contract.js';

export interface Sent {
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body?: unknown;
}
export interface Received {
  status: number;
  headers: Record<string, string | undefined>;
  body: unknown;
  text: string;
}

const problem = { pointer: '#/components/responses/Problem404', content: { 'application/problem+json': {} } };

/** Everything in which an answer differs from the contract. `operation` is undefined where the contract names none: 404 and 405. */
export function faultsOfAnswer(operation: Operation | undefined, received: Received): string[] {
  const { status } = received;
  if (received.headers['x-request-id'] === undefined) return ['X-Request-Id is missing'];
  const documented = operation ? responseOf(operation, status) : [404, 405, 400, 413, 415].includes(status) ? problem : undefined;
  if (!documented) return [`status ${status} is not documented`];
  return [...missingHeaders(status, documented, received), ...faultsOfContent(documented, received)];
}

function missingHeaders(status: number, documented: ContractResponse, { headers }: Received): string[] {
  const needed = ['ETag', 'Location'].filter((name) => documented.headers?.[name]);
  if (status === 401) needed.push('WWW-Authenticate');
  if (status === 405) needed.push('Allow');
  if (status === 429 || status === 503) needed.push('Retry-After');
  return needed.filter((name) => headers[name.toLowerCase()] === undefined).map((name) => `${name} is missing`);
}

function faultsOfContent(documented: ContractResponse & { pointer: string }, received: Received): string[] {
  const type = received.headers['content-type']?.split(';')[0]?.trim();
  const types = Object.keys(documented.content ?? {});
  if (types.length === 0) return received.text === '' ? [] : ['a body where the contract names none'];
  if (type === undefined || !types.includes(type)) return [`content type ${type} is not documented`];
  if (type !== 'application/json' && type !== 'application/problem+json') return [];
  const pointer = mediaPointer(documented.pointer, type);
  // A document served as JSON text, like the contract itself, is described as text.
  const asText = type === 'application/json' && faultsAt(pointer, '').length === 0;
  return asText ? [] : faultsAt(pointer, received.body);
}

/** Everything in which a request that was accepted differs from the contract: what works must be documented. */
export function faultsOfRequest(operation: Operation, { path, query, headers, body }: Sent): string[] {
  const parameters = operation.parameters ?? [];
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const inPath = operation.pattern.exec(path) ?? [];
  const given = (index: number): string | undefined => {
    const parameter = parameters[index];
    if (parameter?.in === 'query') return query.get(parameter.name) || undefined;
    if (parameter?.in === 'header') return headers[parameter.name.toLowerCase()];
    return decodeURIComponent(inPath[names.indexOf(parameter?.name) + 1] ?? '');
  };
  const unknown = [...query.keys()].filter((name) => !parameters.some((parameter) => parameter.in === 'query' && parameter.name === name));
  const wrong = parameters.flatMap((parameter, index) => {
    const text = given(index);
    if (text === undefined) return parameter.required ? [`parameter ${parameter.name} is missing`] : [];
    return faultsOfParameter(operation, index, parameter, text).map((fault) => `parameter ${parameter.name}: ${fault}`);
  });
  return [...unknown.map((name) => `query parameter ${name} is not documented`), ...wrong, ...faultsOfBody(operation, headers, body)];
}

function faultsOfBody(operation: Operation, headers: Record<string, string>, body: unknown): string[] {
  const documented = operation.requestBody;
  if (body === undefined) return documented?.required ? ['a body is required'] : [];
  const type = headers['content-type'] ?? 'application/json';
  if (!documented?.content[type]) return [`a body of type ${type} is not documented`];
  const value: unknown = typeof body === 'string' ? (type === 'application/json' ? JSON.parse(body) : formOf(body)) : body;
  return faultsAt(mediaPointer(`${operation.pointer}/requestBody`, type), value).map((fault) => `body: ${fault}`);
}

const formOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

const exercised = (): string => join(process.env.AKSI_TEST_FOLDER ?? '.', 'exercised');

/** Notes that an operation was called with success; a file, because test files run in several processes. */
export const noteExercised = (operationId: string): void => appendFileSync(exercised(), `${operationId}\n`);

/** The operations called with success so far. @throws when nobody took notes */
export const exercisedOperations = (): Set<string> => new Set(readFileSync(exercised(), 'utf8').trim().split('\n'));
