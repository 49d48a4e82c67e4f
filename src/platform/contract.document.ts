import { DocumentBuilder } from '@nestjs/swagger';
import { exampleOf, withExamples } from './contract.examples.js';
import { classComments } from './contract.comments.js';
import { headerComponents, securitySchemes, tagTexts } from './contract.components.js';
import { completeResponses, responseComponents } from './contract.responses.js';
import { type Operation, type Schema, shapeOf } from './contract.operation.js';

// What repeats is put here, once, into shared components; handlers say only what is theirs.

interface Raw {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> } & Record<string, unknown>;
  info: Schema;
  servers: Schema[];
}

export const documentHead = new DocumentBuilder()
  .setTitle('Aksi')
  .setVersion('1.0.0')
  .setDescription(
    [
      'Complaint handling for an Indonesian city: a citizen files a report (*laporan*), the coordinator verifies it and hands it to an agency (*OPD*), the agency acts and answers, the citizen rates and closes. Clocks set by law run all the while.',
      '',
      "**To begin**, file a report with `POST /v1/reports`: that takes no account, and in the sandbox the example works as it stands. The answer holds a `reportKey`; entered under *Authorize*, it makes you that report's citizen. To act for the city, sign in with `POST /v1/auth/login` and enter the `accessToken` under *Authorize*. In the sandbox `coordinator@demo.test` verifies, `liaison.dishub@demo.test` answers for the transport department, and every password is `demo-password-1708`. A report's `allowedActions` say what you can do with it next.",
      '',
      'Everything is JSON in UTF-8; times are RFC 3339 in UTC; an absent member means there is no value. Refusals are problem documents (RFC 9457) with a stable `code`. Lists are read page by page with `cursor`. Texts for people come in Indonesian, or in English with `Accept-Language: en`.',
    ].join('\n'),
  )
  .setContact('Aksi', 'https://aksi.example/contact', 'api@aksi.example')
  .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
  .addServer('/', 'The server that this document comes from: local sandbox, staging or production')
  .build();

/** Who may call what, as the contract tells it. */
export interface ContractAccess {
  /** A permission in words; `public` too. */
  wordsOf: (permission: string) => string;
  /** `anyone`, `reporter`, roles, and `scope:…` for machine clients. */
  holdersOf: (permission: string) => readonly string[];
  /** What each scope of a machine client is for. */
  scopes: Record<string, string>;
}

function securityOf(permission: string, holders: readonly string[]): Record<string, string[]>[] {
  if (permission === 'public') return [{}];
  const open = holders.includes('anyone') ? [{}] : [];
  // Whoever shows a report's key reads it whole.
  const key = holders.includes('reporter') || permission === 'report.read' ? [{ reportKey: [] }] : [];
  const scopes = holders.filter((holder) => holder.startsWith('scope:')).map((holder) => holder.slice('scope:'.length));
  return [...open, { bearer: [] }, ...key, ...(scopes.length > 0 ? [{ clientCredentials: scopes }] : [])];
}

function completeOperation(method: string, path: string, operation: Operation, schemas: Record<string, Schema>, access: ContractAccess): void {
  const permission = operation['x-permission'] ?? 'public';
  const words = access.wordsOf(permission);
  const told = [operation.summary, operation.description].filter(Boolean).join('\n\n');
  operation.summary = (told.split(/(?<=\?)\s|[.:]\s|\n/)[0] ?? operation.operationId).replace(/\.$/, '');
  operation.description = `${told}\n\n**Permission:** ${words}${permission === 'public' ? '' : ` (\`${permission}\`)`}.`;
  operation.security = securityOf(permission, access.holdersOf(permission));
  operation.parameters?.sort((a, b) => (a.in + a.name < b.in + b.name ? -1 : 1));
  if (operation.requestBody) completeBody(operation.requestBody, schemas);
  completeResponses(method, path, operation, schemas);
  for (const parameter of operation.parameters ?? []) {
    parameter.example ??= parameter.schema.example ?? exampleOf(parameter.schema, schemas);
    delete parameter.schema.example;
    // Values stand in one parameter, separated by commas.
    if (parameter.schema.type === 'array') Object.assign(parameter, { style: 'form', explode: false });
  }
  delete operation['x-refuses'];
  delete operation['x-if-match'];
  delete operation['x-location'];
  delete operation['x-versioned'];
}

/** Only the making of examples asks for it. */
function forgetSeldom({ properties }: Schema): void {
  for (const member of Object.values((properties ?? {}) as Record<string, Schema>)) delete member['x-seldom'];
}

function completeBody(body: NonNullable<Operation['requestBody']>, schemas: Record<string, Schema>): void {
  const { description } = shapeOf(body.content, schemas);
  if (typeof description === 'string') body.description ??= description;
  for (const media of Object.values(body.content)) media.example ??= exampleOf(media.schema, schemas);
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

type Components = Record<string, Record<string, unknown>>;

/** A component that nothing refers to only makes a reader wonder. */
function withoutUnused(components: Components, paths: unknown): Components {
  const text = JSON.stringify([paths, components]);
  const used = (kind: string, name: string): boolean =>
    kind === 'securitySchemes' ? text.includes(`{"${name}":[`) : text.includes(`"#/components/${kind}/${name}"`);
  return Object.fromEntries(
    Object.entries(components).map(([kind, named]) => [kind, Object.fromEntries(Object.entries(named).filter(([name]) => used(kind, name)))]),
  );
}

/** The document as committed: complete, shared parts in components, keys sorted. */
export function completeDocument(document: Record<string, unknown>, access: ContractAccess): unknown {
  const raw = modernise(document) as Raw;
  raw.openapi = '3.1.0';
  raw.components.schemas = withExamples(raw.components.schemas);
  for (const [name, comment] of Object.entries(classComments())) if (raw.components.schemas[name]) raw.components.schemas[name].description = comment;
  for (const [path, item] of Object.entries(raw.paths))
    for (const [method, operation] of Object.entries(item)) completeOperation(method, path, operation, raw.components.schemas, access);
  const used = new Set(Object.values(raw.paths).flatMap((item) => Object.values(item).flatMap((operation) => operation.tags ?? [])));
  for (const schema of Object.values(raw.components.schemas)) forgetSeldom(schema);
  return sorted({
    ...raw,
    servers: raw.servers.map((server) => ({ ...server, 'x-internal': false })),
    tags: Object.entries(tagTexts)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    components: withoutUnused(
      { ...raw.components, ...headerComponents(), responses: responseComponents(), securitySchemes: securitySchemes(access.scopes) },
      raw.paths,
    ),
  });
}
