import { isUtf8 } from 'node:buffer';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { refuse } from './platform.refusals.js';
import type { Refusal } from './refusal.js';
import { storable } from './shape.js';

const maxDepth = 16;
/** No form has this many members; a map of borders has many numbers, but few members in each object. */
const maxMembers = 500;
const maxNodes = 60_000;
/** Every object seems to have these, so the check for unknown members does not see them. */
const forbidden = new Set(['prototype', ...Object.getOwnPropertyNames(Object.prototype)]);

const unstorable = (pointer: string): Refusal => refuse('request.invalid', { faults: [{ pointer, code: 'field.characters' }] });

/** Bounds depth and size, and looks at every character, before anything recursive touches the body. @throws Refusal `request.malformed` or `request.invalid` */
function boundBody(body: unknown): void {
  let nodes = 0;
  const open: { value: unknown; depth: number; pointer: string }[] = [{ value: body, depth: 0, pointer: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value === 'string' && !storable(next.value)) throw unstorable(next.pointer);
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > maxDepth) throw refuse('request.malformed', { params: { reason: `nested deeper than ${maxDepth}` } });
    const members = Object.entries(next.value);
    if (members.length > maxMembers && !Array.isArray(next.value))
      throw refuse('request.malformed', { params: { reason: `more than ${maxMembers} members in one object` } });
    for (const [key, value] of members) {
      if (++nodes > maxNodes) throw refuse('request.malformed', { params: { reason: `more than ${maxNodes} values` } });
      if (!storable(key)) throw unstorable(next.pointer);
      // class-transformer drops these silently; the rule is that an unknown member is refused.
      if (forbidden.has(key)) throw refuse('request.invalid', { faults: [{ pointer: `${next.pointer}/${key}`, code: 'field.unknown' }] });
      open.push({ value, depth: next.depth + 1, pointer: `${next.pointer}/${key}` });
    }
  }
}

/** Keeps the raw bytes: an idempotency key is bound to them. */
export type RawRequest = Request & { rawBody?: Buffer };
const keepRaw = (request: RawRequest, _response: Response, raw: Buffer): void => void (request.rawBody = raw);

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** RFC 8259 texts are UTF-8; an Open311 or OAuth form is the only other body. */
function checkMediaType(forms: readonly string[]): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const expected = forms.includes(request.path) ? 'application/x-www-form-urlencoded' : 'application/json';
    const foreign = /charset\s*=\s*(?!"?utf-?8\b)/i.test(request.headers['content-type'] ?? '');
    next(request.is(expected) && !foreign ? undefined : refuse('request.media_type', { params: { expected } }));
  };
}

/** Reads bodies: JSON everywhere, forms only at the given paths, at most 1 MB. */
export function bodyReader(formPaths: readonly string[]): RequestHandler {
  const reader = express
    .Router()
    .use(
      checkMediaType(formPaths),
      express.json({ limit: '1mb', strict: true, verify: keepRaw }),
      express.urlencoded({ limit: '16kb', extended: false, parameterLimit: 50, verify: keepRaw }),
      (request: Request, _response: Response, next: NextFunction) => {
        const { rawBody } = request as RawRequest;
        if (rawBody && !isUtf8(rawBody)) throw refuse('request.malformed', { params: { reason: 'UTF-8' } });
        boundBody(request.body);
        next();
      },
    );
  return (request, response, next) => (hasBody(request) ? reader(request, response, next) : next());
}
