import type { Request } from 'express';
import type { Language } from './refusal.js';

/** Indonesian unless the client prefers English (RFC 9110, 12.5.4). */
export const languageOf = (request: Request): Language =>
  request.headers['accept-language'] !== undefined && request.acceptsLanguages('id', 'en') === 'en' ? 'en' : 'id';
