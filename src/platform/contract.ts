import { Injectable } from '@nestjs/common';
import fastJson from 'fast-json-stringify';
import { readContract } from './contract.file.js';

interface Operation {
  operationId: string;
  parameters?: ({ $ref: string } | { name: string; in: string })[];
  responses: Record<string, { content?: Record<string, { schema?: object }> } | { $ref: string }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; parameters?: Record<string, { name: string; in: string }> };
}
type Serializer = (value: unknown) => string;

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The committed contract, at work: it names the query parameters, the methods and every member that may leave. */
@Injectable()
export class Contract {
  readonly yaml: string;
  readonly json: string;
  readonly document: Document;
  private readonly operations = new Map<string, Operation>();
  private readonly routes: { pattern: RegExp; methods: string[] }[];
  private readonly serializers = new Map<string, Serializer>();

  constructor() {
    ({ yaml: this.yaml, json: this.json } = readContract());
    this.document = JSON.parse(this.json) as Document;
    this.routes = Object.entries(this.document.paths).map(([path, item]) => ({
      pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      methods: methods.filter((method) => item[method]).map((method) => method.toUpperCase()),
    }));
    for (const item of Object.values(this.document.paths))
      for (const method of methods) if (item[method]) this.operations.set(item[method].operationId, item[method]);
  }

  /** Methods that the contract names for an address; empty when it names none. */
  methodsAt(path: string): string[] {
    return [...new Set(this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods))].sort();
  }

  queryNames(operationId: string): Set<string> {
    const parameters = (this.operations.get(operationId)?.parameters ?? []).map((parameter) =>
      '$ref' in parameter ? this.document.components.parameters?.[parameter.$ref.split('/').at(-1) ?? ''] : parameter,
    );
    return new Set(parameters.filter((parameter) => parameter?.in === 'query').map((parameter) => parameter?.name ?? ''));
  }

  /** The answer as JSON with declared members only: what the contract does not name cannot leave. */
  answer(operationId: string, status: number, value: unknown): string {
    const key = `${operationId}-${status}`;
    let serializer = this.serializers.get(key);
    if (!serializer) this.serializers.set(key, (serializer = this.compile(this.schemaOf(operationId, status), key)));
    return serializer(value);
  }

  problem(value: unknown): string {
    let serializer = this.serializers.get('problem');
    if (!serializer) this.serializers.set('problem', (serializer = this.compile({ $ref: '#/components/schemas/Problem' }, 'problem')));
    return serializer(value);
  }

  private schemaOf(operationId: string, status: number): object {
    const response = this.operations.get(operationId)?.responses[status];
    const schema = response && 'content' in response ? response.content?.['application/json']?.schema : undefined;
    if (!schema) throw new Error(`The contract names no JSON answer ${status} of ${operationId}`);
    return schema;
  }

  private compile(schema: object, name: string): Serializer {
    const root: object = { ...schema, components: { schemas: this.document.components.schemas }, $id: name };
    return fastJson(root as Parameters<typeof fastJson>[0]);
  }
}
