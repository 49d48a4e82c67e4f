// The sandbox city over HTTP: its people, its agencies and topics, and every answer held against the contract.
import { randomUUID } from 'node:crypto';
import { URLSearchParams } from 'node:url';

const password = 'demo-password-1708';
const client = { id: 'demo-script', secret: 'demo-secret-1708' };
/** Access tokens live for 15 minutes. */
const tokenMillis = 10 * 60_000;

/** Every item of a list, page by page. */
async function all(city, path) {
  const items = [];
  for (let cursor; cursor !== null;) {
    const page = await city.call('GET', `${path}?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

export class City {
  /** Answers by status; what must not be, with how often it was. */
  statuses = new Map();
  faults = new Map();
  tokens = new Map();

  constructor(url) {
    this.url = url;
  }

  async open() {
    const { paths } = await (await fetch(`${this.url}/openapi.json`)).json();
    this.operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId, responses }]) => ({
        ...{ method: method.toUpperCase(), operationId, statuses: Object.keys(responses).map(Number) },
        pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      })),
    );
    const agencies = await all(this, '/v1/agencies');
    this.agencies = agencies.filter(({ kind }) => kind === 'agency');
    const topics = await all(this, '/v1/categories');
    this.topics = topics.filter(({ parentId, sensitive }) => parentId !== undefined && !sensitive);
  }

  /** An agency for an official's name, always the same one. */
  agencyFor(name, shift = 0) {
    const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) % 1_000_003, 7);
    return this.agencies[(sum + shift) % this.agencies.length];
  }

  fault(text) {
    this.faults.set(text, (this.faults.get(text) ?? 0) + 1);
  }

  /** Headers of somebody who signed in: an e-mail's first part, or `client`. */
  async as(who) {
    const known = this.tokens.get(who);
    if (known && Date.now() - known.at < tokenMillis) return { authorization: `Bearer ${await known.token}` };
    const token = who === 'client' ? this.clientToken() : this.userToken(who);
    this.tokens.set(who, { at: Date.now(), token });
    return { authorization: `Bearer ${await token}` };
  }

  async userToken(who) {
    return (await this.call('POST', '/v1/auth/login', { body: { email: `${who}@demo.test`, password } })).accessToken;
  }

  async clientToken() {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret });
    return (await (await fetch(`${this.url}/v1/oauth2/token`, { method: 'POST', body: form })).json()).access_token;
  }

  /** @throws Error with the problem's code when the answer is not a success, or not the one `expected` */
  async call(method, path, { body, headers = {}, expected } = {}) {
    const sent = { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(this.url + path, { method, headers: sent, body: body && JSON.stringify(body) });
    const text = await answer.text();
    const { operationId } = this.note(method, path, answer.status);
    const right = expected === undefined ? answer.ok : answer.status === expected;
    if (!right) throw new Error(`${operationId} answered ${answer.status} ${JSON.parse(text).code}`);
    this.replayed = answer.headers.get('idempotency-replayed') === 'true';
    return text === '' ? undefined : JSON.parse(text);
  }

  note(method, path, status) {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const plain = path.split('?')[0];
    const operation = this.operations?.find((one) => one.method === method && one.pattern.test(plain));
    if (!operation) throw new Error(`The contract does not know ${method} ${plain}`);
    if (status >= 500) this.fault(`${operation.operationId} answered ${status}`);
    if (!operation.statuses.includes(status)) this.fault(`${operation.operationId} answered ${status}, which the contract does not name`);
    return operation;
  }

  /** A key of its own for a call that must happen once. */
  static once = () => ({ 'idempotency-key': randomUUID() });
}
