import { DocumentBuilder } from '@nestjs/swagger';
import { exampleOf, withExamples } from './contract.examples.js';
import { parameterComponents, responseHeaders, tagTexts } from './contract.components.js';
import { type RefusalKind, statusOf } from './refusal.js';

// What repeats is put here, once, into shared components; handlers say only what is theirs.

export interface Schema {
  [key: string]: unknown;
}
export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; example?: unknown; description?: string }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, Schema>;
  security?: Record<string, string[]>[];
  'x-permission'?: string;
  'x-refuses'?: RefusalKind[];
  'x-if-match'?: 'required' | 'optional';
  'x-location'?: boolean;
}
interface Raw {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> } & Record<string, unknown>;
  info: Schema;
}

export const documentHead = new DocumentBuilder()
  .setTitle('Aksi')
  .setVersion('1.0.0')
  .setDescription(
    [
      'Complaint handling for an Indonesian city: a citizen files a report (*laporan*), the coordinator verifies it and hands it to an agency (*OPD*), two officers act and answer, and clocks set by law run all the while.',
      '',
      'Everything is JSON in UTF-8; times are RFC 3339 in UTC; an absent member means there is no value. Refusals are problem documents (RFC 9457) with a stable `code`. Lists are read page by page with `cursor`. Texts for people come in Indonesian, or in English with `Accept-Language: en`.',
    ].join('\n'),
  )
  .setContact('Aksi', 'https://aksi.example/contact', 'api@aksi.example')
  .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
  .addServer('http://localhost:1708', 'The sandbox city on your own machine')
  .build();

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token (RFC 9068) from `POST /v1/auth/login` or `POST /v1/oauth2/token`, signed with ES256 and checked as RFC8725 asks.',
  },
  reportKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Report-Key',
    description: 'The report key, given once when a report is filed. It makes its holder the reporter.',
  },
  clientCredentials: {
    type: 'oauth2',
    description: 'Machine clients (RFC 6749, 4.4). Tokens are checked as RFC8725 asks.',
    flows: { clientCredentials: { tokenUrl: '/v1/oauth2/token', refreshUrl: '/v1/oauth2/token', scopes: {} as Record<string, string> } },
  },
};

const problemTitles: Record<number, string> = {
  400: 'The input is not valid.',
  401: 'No caller, or a token that is not valid.',
  403: 'The caller does not hold the permission.',
  404: 'Not there, or not for this caller to know of.',
  409: 'The state of the resource does not allow it.',
  412: 'Somebody has changed the resource since it was read.',
  413: 'The body is too large.',
  415: 'The body is of another media type.',
  422: 'The idempotency key was used with another body.',
  428: 'If-Match is missing.',
  429: 'Too many requests.',
  500: 'An error of the server.',
  503: 'The database cannot be reached, or the process is stopping.',
};

function problemResponses(): Record<string, Schema> {
  const entries = Object.entries(problemTitles).map(([status, description]) => [
    `Problem${status}`,
    {
      description,
      headers: {
        ...responseHeaders(),
        ...(status === '401' ? { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } } : {}),
        ...(['409', '429', '503'].includes(status) ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } : {}),
      },
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          example: {
            type: '/problems/request.invalid',
            title: description,
            status: Number(status),
            detail: description,
            instance: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11',
            code: 'request.invalid',
          },
        },
      },
    },
  ]);
  return Object.fromEntries(entries) as Record<string, Schema>;
}

/** The statuses an operation can refuse with follow from its form. */
function refusedStatuses(path: string, operation: Operation): number[] {
  const has = (name: string): boolean => operation.parameters?.some((parameter) => parameter.name === name) ?? false;
  const permission = operation['x-permission'];
  const statuses = [400, 429, 500, 503, ...(operation['x-refuses'] ?? []).map((kind) => statusOf[kind])];
  if (permission !== 'public') statuses.push(401, 403);
  if (path.includes('{')) statuses.push(404);
  if (operation.requestBody) statuses.push(413, 415);
  if (has('Idempotency-Key')) statuses.push(409, 422);
  if (has('If-Match')) statuses.push(412);
  if (operation['x-if-match'] === 'required') statuses.push(428);
  if (permission === 'public') statuses.push(401);
  return [...new Set(statuses)].sort();
}

function securityOf(permission: string, words: string): Record<string, string[]>[] {
  if (permission === 'public') return [];
  const open = words.startsWith('anyone') ? [{}] : [];
  const key = words.includes('report key') || permission === 'report.read' ? [{ reportKey: [] }] : [];
  const client = words.includes('machine client') ? [{ clientCredentials: [] }] : [];
  return [...open, { bearer: [] }, ...key, ...client];
}

function completeOwn(operation: Operation, schemas: Record<string, Schema>): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    // The swagger plugin guesses 201 for every POST; what @Returns says has a description.
    if (response.description === '') {
      delete operation.responses[status];
      continue;
    }
    response.headers = {
      ...responseHeaders(),
      ...(operation['x-location'] ? { Location: { $ref: '#/components/headers/Location' } } : {}),
      ...(status === '401' ? { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } } : {}),
    };
    const content = response.content as Record<string, { schema: Schema; example?: unknown }> | undefined;
    for (const [type, media] of Object.entries(content ?? {}))
      media.example ??= type === 'application/json' ? exampleOf(media.schema, schemas) : 'openapi: 3.1.0';
  }
}

function completeOperation(path: string, operation: Operation, schemas: Record<string, Schema>, wordsOf: (permission: string) => string): void {
  const permission = operation['x-permission'] ?? 'public';
  const words = wordsOf(permission);
  const told = [operation.summary, operation.description].filter(Boolean).join('\n\n');
  operation.summary = (told.split(/(?<=\?)\s|[.:]\s|\n/)[0] ?? operation.operationId).replace(/\.$/, '');
  operation.description = `${told}\n\n**Permission:** ${words}${permission === 'public' ? '' : ` (\`${permission}\`)`}.`;
  operation.security = securityOf(permission, words);
  operation.parameters?.sort((a, b) => (a.in + a.name < b.in + b.name ? -1 : 1));
  for (const media of Object.values(operation.requestBody?.content ?? {})) media.example ??= exampleOf(media.schema, schemas);
  completeOwn(operation, schemas);
  // An operation that documents a refusal itself (RFC 6749's token endpoint) keeps its own.
  for (const status of refusedStatuses(path, operation)) operation.responses[status] ??= { $ref: `#/components/responses/Problem${status}` };
  for (const parameter of operation.parameters ?? []) {
    parameter.example ??= parameter.schema.example ?? exampleOf(parameter.schema, schemas);
    delete parameter.schema.example;
  }
  delete operation['x-refuses'];
  delete operation['x-if-match'];
  delete operation['x-location'];
}

/** OpenAPI 3.1 has no `nullable`; JSON Schema 2020-12 says it with a type list. */
function modernise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modernise);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Schema;
  const made = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, modernise(inner)]));
  return nullable === true ? { ...made, type: [made.type, 'null'] } : made;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The document as committed: complete, shared parts in components, keys sorted. */
export function completeDocument(document: Record<string, unknown>, wordsOf: (permission: string) => string): unknown {
  const raw = modernise(document) as Raw;
  raw.openapi = '3.1.0';
  raw.components.schemas = withExamples(raw.components.schemas);
  for (const [path, item] of Object.entries(raw.paths))
    for (const operation of Object.values(item)) completeOperation(path, operation, raw.components.schemas, wordsOf);
  const used = new Set(Object.values(raw.paths).flatMap((item) => Object.values(item).flatMap((operation) => operation.tags ?? [])));
  return sorted({
    ...raw,
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    tags: Object.entries(tagTexts)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    components: { ...raw.components, ...parameterComponents(), responses: problemResponses(), securitySchemes },
  });
}
