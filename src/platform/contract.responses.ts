import { type HeaderName, responseHeaders } from './contract.components.js';
import { type Media, type Operation, type Schema, shapeOf } from './contract.operation.js';
import { exampleOf } from './contract.examples.js';
import { refusalText, type RefusalKind, statusOf } from './refusal.js';

/** What a status means in general, and a code that comes with it as the example. */
const problems: Record<number, { meaning: string; code: string; more?: HeaderName[] }> = {
  400: { meaning: 'The input is not valid.', code: 'request.invalid' },
  401: { meaning: 'No caller, or a token that is not valid.', code: 'auth.required', more: ['WWW-Authenticate'] },
  403: { meaning: 'The caller does not hold the permission.', code: 'auth.not_permitted' },
  404: { meaning: 'Not there, or not for this caller to know of.', code: 'route.not_found' },
  409: { meaning: 'The state of the resource does not allow it.', code: 'idempotency.in_progress', more: ['Retry-After'] },
  412: { meaning: 'Somebody has changed the resource since it was read.', code: 'precondition.stale' },
  413: { meaning: 'The body is too large.', code: 'request.too_large' },
  415: { meaning: 'The body is of another media type.', code: 'request.media_type' },
  422: { meaning: 'The idempotency key was used with another body.', code: 'idempotency.key_reused' },
  428: { meaning: 'If-Match is missing.', code: 'precondition.required' },
  429: { meaning: 'Too many requests.', code: 'limit.exceeded', more: ['Retry-After'] },
  431: { meaning: 'Address and headers together are too large.', code: 'request.head_too_large' },
  500: { meaning: 'An error of the server.', code: 'internal.error' },
  503: { meaning: 'The database cannot be reached, or the process is stopping.', code: 'service.unavailable', more: ['Retry-After'] },
};

function problemContent(status: number): Schema {
  const { meaning, code } = problems[status] ?? { meaning: '', code: '' };
  const text = refusalText(code);
  const example = {
    type: `/problems/${code}`,
    title: text?.title.id ?? meaning,
    status,
    detail: text?.detail.id ?? meaning,
    instance: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11',
    code,
  };
  return { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } };
}

/** Shared answers of refusal, and the one that has nothing new to say. */
export function responseComponents(): Record<string, Schema> {
  const refused = Object.entries(problems).map(([status, { meaning, more = [] }]) => [
    `Problem${status}`,
    { description: meaning, headers: responseHeaders(...more), content: problemContent(Number(status)) },
  ]);
  const unchanged = { description: 'Still what If-None-Match names.', headers: responseHeaders('ETag') };
  return Object.fromEntries([...refused, ['Unchanged', unchanged]]) as Record<string, Schema>;
}

/** The statuses an operation can refuse with follow from its form. */
function refusedStatuses(path: string, operation: Operation): number[] {
  const has = (name: string): boolean => operation.parameters?.some((parameter) => parameter.name === name) ?? false;
  const statuses = [400, 401, 429, 431, 500, 503, ...(operation['x-refuses'] ?? []).map((kind: RefusalKind) => statusOf[kind])];
  if (operation['x-permission'] !== 'public') statuses.push(403);
  if (path.includes('{')) statuses.push(404);
  if (operation.requestBody) statuses.push(413, 415);
  if (has('Idempotency-Key')) statuses.push(409, 422);
  if (has('If-Match')) statuses.push(412);
  if (operation['x-if-match'] === 'required') statuses.push(428);
  return [...new Set(statuses)].sort((a, b) => a - b);
}

function headersOf(operation: Operation, answer: Schema): HeaderName[] {
  const paged = ((answer.properties ?? {}) as Schema).nextCursor !== undefined;
  const keyed = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
  return [
    ...(operation['x-location'] ? (['Location'] as const) : []),
    ...(operation['x-versioned'] ? (['ETag'] as const) : []),
    ...(paged ? (['Link'] as const) : []),
    ...(keyed ? (['Idempotency-Replayed'] as const) : []),
  ];
}

/** Success answers get their headers and examples, refusals are added by reference. */
export function completeResponses(method: string, path: string, operation: Operation, schemas: Record<string, Schema>): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    // The swagger plugin guesses 201 for every POST; what @Returns says has a description.
    if (response.description === '') {
      delete operation.responses[status];
      continue;
    }
    const content = response.content as Record<string, Media> | undefined;
    for (const one of Object.values(content ?? {})) one.example ??= exampleOf(one.schema, schemas);
    const shape = shapeOf(content, schemas);
    if (status < '300') response.description = shape.description ?? response.description;
    response.headers = responseHeaders(...(status < '300' ? headersOf(operation, shape) : (problems[Number(status)]?.more ?? [])));
  }
  if (operation['x-versioned'] && method === 'get') operation.responses[304] = { $ref: '#/components/responses/Unchanged' };
  for (const status of refusedStatuses(path, operation)) addRefusal(operation, status);
}

/**
 * An operation that documents a refusal itself (RFC 6749's token endpoint) keeps its own form beside the problem: what is
 * refused before the operation is reached, a body that cannot be read say, is a problem everywhere.
 */
function addRefusal(operation: Operation, status: number): void {
  const own = operation.responses[status] as { content?: Schema } | undefined;
  if (own) own.content = { ...own.content, ...problemContent(status) };
  else operation.responses[status] = { $ref: `#/components/responses/Problem${status}` };
}
