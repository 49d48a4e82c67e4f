import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';

export interface Schema {
  [key: string]: unknown;
  type?: string | string[];
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
  example?: unknown;
}
export interface ContractResponse {
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, unknown>;
}
interface Described {
  operationId: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; description?: string; content: Record<string, { example?: unknown }> };
  security?: Record<string, string[]>[];
  responses: Record<string, ContractResponse & { $ref?: string }>;
}
interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { responses: Record<string, ContractResponse> };
}

/** One operation of the contract. `pointer` leads to it within the document. */
export interface Operation extends Described {
  method: string;
  path: string;
  pattern: RegExp;
  pointer: string;
}

const document = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')) as Document;
const id = 'https://aksi.example/openapi.yaml';
const escape = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

// The document is no schema itself, it only holds some.
const exact = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
const coercing = new Ajv2020({ strict: false, validateSchema: false, allErrors: true, coerceTypes: 'array' });
for (const ajv of [exact, coercing]) {
  ajvFormats.default(ajv);
  ajv.addFormat('int32', true).addFormat('int64', true).addFormat('double', true);
  ajv.addSchema(document, id);
}

export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, described]) => ({
    ...described,
    method: method.toUpperCase(),
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
    pointer: `#/paths/${escape(path)}/${method}`,
  })),
);
// A literal segment wins over a parameter, as in the router.
operations.sort((a, b) => a.path.split('{').length - b.path.split('{').length);

export function operationNamed(operationId: string): Operation {
  const found = operations.find((operation) => operation.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}`);
  return found;
}

export const operationAt = (method: string, path: string): Operation | undefined =>
  operations.find((operation) => operation.method === method && operation.pattern.test(path));

/** The documented response, with the pointer to it (shared responses stand in the components). */
export function responseOf(operation: Operation, status: number): (ContractResponse & { pointer: string }) | undefined {
  const found = operation.responses[status];
  if (!found) return undefined;
  if (!found.$ref) return { ...found, pointer: `${operation.pointer}/responses/${status}` };
  const shared = document.components.responses[found.$ref.split('/').at(-1) ?? ''];
  return shared && { ...shared, pointer: found.$ref };
}

/** What is wrong with a value by the schema at `pointer`; nothing when it is right. */
export function faultsAt(pointer: string, value: unknown): string[] {
  const validate = exact.getSchema(id + pointer);
  if (!validate) throw new Error(`No schema at ${pointer}`);
  return faultsOf(validate, value);
}

export const mediaPointer = (pointer: string, type: string): string => `${pointer}/content/${escape(type)}/schema`;

/** The same for a parameter, which arrives as text. */
export function faultsOfParameter(operation: Operation, index: number, { schema, name }: Parameter, text: string): string[] {
  const validate = coercing.getSchema(`${id}${operation.pointer}/parameters/${index}/schema`);
  if (!validate) throw new Error(`No schema of parameter ${name}`);
  const holder = { value: schema.type === 'array' ? text.split(',') : text };
  return faultsOf(validate, holder.value, { parentData: holder, parentDataProperty: 'value' });
}

function faultsOf(validate: ValidateFunction, value: unknown, place?: { parentData: object; parentDataProperty: string }): string[] {
  const context = place && { instancePath: '', rootData: place.parentData, dynamicAnchors: {}, ...place };
  if (validate(value, context)) return [];
  return (validate.errors ?? []).map((error: ErrorObject) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
