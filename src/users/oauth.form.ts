import { type Scope, scopes } from '../access/permissions.js';
import { refuse } from './users.refusals.js';

/** A machine client, its proof, and the scopes it asks for; undefined: all it holds. */
export interface TokenAsk {
  clientId: string;
  secret: string;
  scopes: Scope[] | undefined;
}

type Form = Record<string, unknown>;

const invalid = (reason: string): Error => refuse('oauth.invalid_request', { params: { reason } });

/** RFC 6749, 3.2: a parameter without a value counts as absent, none may come twice, unknown ones are ignored. */
function read(form: Form, name: string): string | undefined {
  const value = form[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalid(`${name} more than once`);
  return value;
}

/** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
function readBasic(header: string): { clientId: string; secret: string } {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  if (!id || !secret) throw refuse('oauth.invalid_client');
  try {
    const [clientId, clear] = [id, secret].map((half) => decodeURIComponent(half.replaceAll('+', ' ')));
    return { clientId: clientId ?? '', secret: clear ?? '' };
  } catch {
    throw refuse('oauth.invalid_client');
  }
}

function readProof(form: Form, authorization: string | undefined): { clientId: string; secret: string } {
  const [clientId, secret] = [read(form, 'client_id'), read(form, 'client_secret')];
  if (authorization === undefined) {
    if (clientId === undefined || secret === undefined) throw refuse('oauth.invalid_client');
    return { clientId, secret };
  }
  const basic = readBasic(authorization);
  if (secret !== undefined) throw invalid('client_secret besides the Authorization header');
  if (clientId !== undefined && clientId !== basic.clientId) throw invalid('client_id differs from the Authorization header');
  return basic;
}

function readClient(form: Form, authorization: string | undefined): { clientId: string; secret: string } {
  const proof = readProof(form, authorization);
  // Not worth a question to the database, which would choke on U+0000.
  if (!/^[a-z0-9-]{3,60}$/.test(proof.clientId)) throw refuse('oauth.invalid_client');
  return proof;
}

function readScopes(form: Form): Scope[] | undefined {
  const asked = read(form, 'scope')?.split(' ').filter(Boolean);
  if (!asked || asked.length === 0) return undefined;
  const known = scopes.filter((scope) => asked.includes(scope));
  if (known.length < new Set(asked).size) throw refuse('oauth.invalid_scope');
  return known;
}

/** Reads a token request. @throws Refusal `oauth.…` by the rules of RFC 6749, 5.2 */
export function readTokenRequest(body: unknown, authorization: string | undefined): TokenAsk {
  const form = (body ?? {}) as Form;
  const grant = read(form, 'grant_type');
  if (grant === undefined) throw invalid('grant_type is missing');
  const client = readClient(form, authorization);
  if (grant !== 'client_credentials') throw refuse('oauth.unsupported_grant_type');
  return { ...client, scopes: readScopes(form) };
}
