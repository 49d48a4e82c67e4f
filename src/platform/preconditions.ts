import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { refuse } from './platform.refusals.js';

/** The version a caller saw; undefined when it does not say. */
export type Expected = number | undefined;

const fromRequest = createParamDecorator((need: 'required' | 'optional', context: ExecutionContext): Expected => {
  const header = context.switchToHttp().getRequest<Request>().headers['if-match'];
  if (header === undefined && need === 'required') throw refuse('precondition.required');
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^\s*(?:W\/)?"(\d{1,9})-[\w-]{1,24}"\s*$/.exec(header)?.[1];
  if (version === undefined) throw refuse('precondition.stale');
  return Number(version);
});

/** The ETag in `If-Match` (RFC 9110, 13.1.1), and its documentation. */
export const IfMatch =
  (need: 'required' | 'optional' = 'optional'): ParameterDecorator =>
  (target, method, index): void => {
    fromRequest(need)(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method ?? '');
    if (method === undefined || !descriptor) return;
    ApiHeader({
      name: 'If-Match',
      required: need === 'required',
      description: 'The ETag of the state you saw; 412 when somebody has changed it since.',
      schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^(\\*|(W/)?"[\\w-]+")$', example: '"3-mV9zJ2o0sUqX"' },
    })(target, method, descriptor);
    ApiExtension('x-if-match', need)(target, method, descriptor);
  };

/** @throws Refusal `precondition.stale` when the locked row is not what the caller saw */
export function expectVersion(expected: Expected, actual: number): void {
  if (expected !== undefined && expected !== actual) throw refuse('precondition.stale');
}
