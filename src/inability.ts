import { ConfigError } from './platform/config.js';

const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'];
/** Of PostgreSQL: user, password or database unknown, connections used up, starting up or shutting down. */
const turnedAway = ['28000', '28P01', '3D000', '53300', '57P03'];

/** Why a program could not start: in one sentence where it can be mended from outside, else the error with its place. */
export function inability(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof ConfigError) return error.message;
  const { code, address, port } = error as { code?: string; address?: string; port?: number };
  if (code === 'EADDRINUSE') return `PORT: something listens on ${address}:${port} already. Stop it, or set another PORT.`;
  if (code === 'EACCES' && port !== undefined) return `PORT: this user may not listen on port ${port}. Set another PORT.`;
  if (code === undefined) return error;
  if (unreachable.includes(code)) return `DATABASE_URL: no PostgreSQL to be reached there (${code}).`;
  return turnedAway.includes(code) ? `DATABASE_URL: ${error.message} (${code}).` : error;
}
