import type { RefusalKind } from './refusal.js';

export interface Schema {
  [key: string]: unknown;
}
/** An operation as @nestjs/swagger describes it, with what our decorators add (`x-…`). */
export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; example?: unknown; description?: string }[];
  requestBody?: { required?: boolean; description?: string; content: Record<string, Media> };
  responses: Record<string, Schema>;
  security?: Record<string, string[]>[];
  'x-permission'?: string;
  'x-refuses'?: RefusalKind[];
  'x-if-match'?: 'required' | 'optional';
  'x-location'?: boolean;
  'x-versioned'?: boolean;
}

export interface Media {
  schema: Schema;
  example?: unknown;
}

/** The shape that a body refers to, or the one it holds itself. */
export function shapeOf(content: Record<string, Media> | undefined, schemas: Record<string, Schema>): Schema {
  const schema = Object.values(content ?? {})[0]?.schema ?? {};
  return typeof schema.$ref === 'string' ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
}
