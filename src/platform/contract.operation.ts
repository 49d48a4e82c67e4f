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
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, Schema>;
  security?: Record<string, string[]>[];
  'x-permission'?: string;
  'x-refuses'?: RefusalKind[];
  'x-if-match'?: 'required' | 'optional';
  'x-location'?: boolean;
  'x-versioned'?: boolean;
}
