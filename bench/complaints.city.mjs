// The sandbox city as its people use it: each speaks HTTP with their own token or report key.

const password = 'demo-password-1708';
const departments = ['pupr', 'dishub', 'disdukcapil', 'dlh', 'dinkes', 'disdik', 'dinsos', 'satpolpp', 'perkim', 'bpbd', 'disperindag', 'diskominfo'];

export class City {
  calls = 0;
  statuses = [];
  tokens = new Map();

  constructor(url) {
    this.url = url;
  }

  static async open(url) {
    const city = new City(url);
    await city.signIn('coordinator');
    for (const code of departments) for (const role of ['liaison', 'officer']) await city.signIn(`${role}.${code}`);
    city.agencies = await city.all('/v1/agencies', ({ code }) => departments.includes(code));
    city.categories = await city.all('/v1/categories', ({ parentId, sensitive }) => parentId !== undefined && !sensitive);
    return city;
  }

  async signIn(person) {
    const { accessToken } = await this.call('POST', '/v1/auth/login', { body: { email: `${person}@demo.test`, password } });
    this.tokens.set(person, accessToken);
  }

  async all(path, fits) {
    const found = [];
    for (let cursor = ''; cursor !== null;) {
      const page = await this.call('GET', `${path}?limit=100${cursor && `&cursor=${cursor}`}`);
      found.push(...page.items.filter(fits));
      cursor = page.nextCursor;
    }
    return found;
  }

  /** One call. What is not expected ends the run: nothing is repeated until it fits. */
  async call(method, path, { body, as, key, idempotency } = {}) {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { authorization: `Bearer ${this.tokens.get(as)}` }),
      ...(key === undefined ? {} : { 'x-report-key': key }),
      ...(idempotency === undefined ? {} : { 'idempotency-key': idempotency }),
    };
    const answer = await fetch(this.url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    this.calls += 1;
    this.statuses.push(answer.status);
    if (!answer.ok) throw new Error(`${method} ${path.replace(/[0-9a-f-]{36}/g, '{id}')} answered ${answer.status}: ${JSON.parse(text).code}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async file(report, index) {
    const { id, reportKey } = await this.call('POST', '/v1/reports', { body: report, idempotency: `complaint-${index}` });
    return { id, key: reportKey, lead: this.agency(index), other: this.agency(Number.parseInt(index, 10) + 1) };
  }

  agency(index) {
    return this.agencies[(Number.parseInt(index, 10) || 0) % this.agencies.length];
  }

  read({ id, key }) {
    return this.call('GET', `/v1/reports/${id}`, { key });
  }

  /** The whole history, as the coordinator sees it. */
  async history({ id }) {
    const entries = [];
    for (let cursor = ''; cursor !== null;) {
      const page = await this.call('GET', `/v1/reports/${id}/timeline?limit=10${cursor && `&cursor=${cursor}`}`, { as: 'coordinator' });
      entries.push(...page.items);
      cursor = page.nextCursor;
    }
    return entries;
  }

  act(filed, action, body, by) {
    const caller = by === 'reporter' ? { key: filed.key } : { as: by };
    return this.call('POST', `/v1/reports/${filed.id}/${action}`, { body, ...caller });
  }
}
