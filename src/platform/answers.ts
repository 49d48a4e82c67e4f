import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { RefusalKind } from './refusal.js';

type Class = abstract new (...args: never[]) => object;

/** What a handler promises: the status, and where a created resource is found (`{id}` is filled from the answer). */
export interface Promised {
  status: number;
  location?: string;
}
export const promised = Symbol('promised');

// A decorated member leaves its type behind, also one that is hidden from the contract.
const isVersioned = (type?: Class): boolean => type !== undefined && Reflect.hasMetadata('design:type', type.prototype as object, 'version');

/** The success answer. An answer with a `version` gets an ETag, one with a `nextCursor` a Link. */
export const Returns = (status: 200 | 201 | 204, type?: Class, location?: string): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(promised, { status, location } satisfies Promised),
    ApiResponse({ status, ...(type ? { type } : {}), description: type?.name ?? 'Done; nothing to say.' }),
    ...(location ? [ApiExtension('x-location', true)] : []),
    ...(isVersioned(type) ? [ApiExtension('x-versioned', true)] : []),
  );

/** Not made by the serializer: the handler returns the text as it is sent. */
export const ReturnsText = (mediaType: string, description: string, schema: Record<string, unknown>): MethodDecorator =>
  applyDecorators(ApiProduces(mediaType), ApiResponse({ status: 200, description, content: { [mediaType]: { schema } } }));

/** Refusals beyond those that follow from the operation's form (400, 401, 403, 404 of `{id}`, 412, 413, 415, 422, 428, 429, 500, 503). */
export const Refuses = (...kinds: RefusalKind[]): MethodDecorator => ApiExtension('x-refuses', kinds) as MethodDecorator;
