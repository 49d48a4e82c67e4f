import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { aReport, type City, givenACity } from './support/city.js';
import type { Answer, Asked, Client, Verb } from './support/client.js';
import { faultsAt, mediaPointer, type Operation, operationAt, operations } from './support/contract.js';

// Rules that hold for every operation, asked of every operation of the contract: a new one is held to them by existing.

let app: App;
let city: City;
let reporter: Client;
beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  ({ reporter } = await aReport(city));
});
afterAll(() => app.stop());

const nowhere = '0199c1f2-6a00-7c3e-9b1d-000000000000';
const named = (chosen: Operation[]): [string, Operation][] => chosen.map((operation) => [operation.operationId, operation]);
const bodyOf = ({ requestBody }: Operation): Record<string, unknown> | undefined =>
  requestBody?.content['application/json']?.example as Record<string, unknown> | undefined;
const takes = ({ parameters }: Operation, name: string, required = false): boolean =>
  parameters?.some((parameter) => parameter.name === name && (!required || parameter.required === true)) ?? false;
/** The path of something that is not there. */
const somewhere = ({ path, parameters }: Operation): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters?.find((one) => one.in === 'path' && one.name === name);
    return parameter?.schema.format === 'uuid' ? nowhere : encodeURIComponent(String(parameter?.example));
  });

const ask = (client: Client, operation: Operation, asked: Asked = {}, query = ''): Promise<Answer<Problem>> =>
  client.send<Problem>(operation.method.toLowerCase() as Verb, somewhere(operation) + query, { expect: 'any', ...asked });

/** The first answer that is not "you may not", whoever gets it. */
async function asWhoeverMay(operation: Operation, query: string, headers: Record<string, string>, body?: object | string): Promise<Answer<Problem>> {
  const { anyone, admin, coordinator, liaison, citizen, machine } = city;
  const keys: Record<string, string> =
    operation.method === 'POST' && !('idempotency-key' in headers) ? { 'idempotency-key': `a-${Math.random()}` } : {};
  for (const client of [anyone, reporter, admin, coordinator, liaison, citizen, machine]) {
    const answer = await ask(client, operation, { headers: { ...keys, ...headers }, ...(body ? { body } : {}) }, query);
    if (answer.status !== 401 && answer.status !== 403) return answer;
  }
  throw new Error(`Nobody may call ${operation.operationId}`);
}

const faultsOfJson = (operation: Operation, body: object): string[] =>
  faultsAt(mediaPointer(`${operation.pointer}/requestBody`, 'application/json'), body);
const told = ({ body }: Answer<Problem>): string[] => (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe.each(named(operations))('%s', (_, operation) => {
  const needsCaller = !operation.security?.some((one) => Object.keys(one).length === 0);
  const body = bodyOf(operation);
  // Foreign formats have rules of their own for what they do not know: OAuth's forms (RFC 6749, 3.2), GeoJSON (RFC 7946, 6.1).
  const foreign = !body ? operation.requestBody !== undefined : faultsOfJson(operation, { ...body, surprise: 1 }).length === 0;
  const knows: Record<string, string> = takes(operation, 'If-Match', true) ? { 'if-match': '*' } : {};

  test('refuses a query parameter it does not know', async () => {
    const answer = await asWhoeverMay(operation, '?surprise=1', knows, body);
    expect(answer.status).toBe(400);
    if (!foreign) expect(told(answer)).toEqual(['/query/surprise field.unknown']);
  });

  test('refuses a token that is none', async () => {
    const { status, body: problem } = await ask(city.anyone.as('nonsense'), operation, body ? { body } : {});
    // A public operation knows no caller and looks at no token.
    if (needsCaller) expect([status, problem.code]).toEqual([401, 'auth.token_invalid']);
    else expect(status).toBeLessThan(500);
  });

  if (needsCaller)
    test('asks who calls', async () => {
      const { status, body: problem } = await ask(city.anyone, operation, body ? { body } : {});
      expect([status, problem.code]).toEqual([401, 'auth.required']);
    });

  if (operation.path.includes('{'))
    test.each(['%00', '..%2f..%2fetc', '%F0%9F%92%A9', "'%20or%201=1--", 'x'.repeat(2_000)])('finds nothing at %.20s', async (value) => {
      const answer = await asWhoeverMay({ ...operation, path: operation.path.replaceAll(/\{\w+\}/g, value) }, '', knows, body);
      expect([400, 404]).toContain(answer.status);
    });

  if (body && !foreign) {
    test('refuses a member it does not know', async () => {
      const answer = await asWhoeverMay(operation, '', knows, { ...body, surprise: 1 });
      expect(answer.status).toBe(400);
      expect(told(answer)).toContain('/surprise field.unknown');
    });

    test('refuses each member of another type, and points at it', async () => {
      const wrong = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typeof value === 'object' ? 'text' : { wrong: true }]));
      const answer = await asWhoeverMay(operation, '', knows, wrong);
      expect(answer.status).toBe(400);
      const pointers = told(answer).map((one) => one.split(/[ /]/)[1]);
      expect([...new Set(pointers)].sort()).toEqual(Object.keys(body).sort());
    });
  }

  if (body)
    test('refuses what is no JSON, and what is not said to be', async () => {
      expect(await asWhoeverMay(operation, '', knows, '{"')).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
      expect(await asWhoeverMay(operation, '', { ...knows, 'content-type': 'text/plain' }, 'text')).toMatchObject({ status: 415 });
    });

  if (takes(operation, 'If-Match', true))
    test('demands to know the state', async () => {
      expect(await asWhoeverMay(operation, '', {}, body)).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
    });

  if (takes(operation, 'Idempotency-Key'))
    test.each(['', 'x'.repeat(256), 'two words'])('refuses the idempotency key %.12j', async (key) => {
      const answer = await asWhoeverMay(operation, '', { 'idempotency-key': key }, body);
      expect([answer.status, ...told(answer)]).toEqual([400, '/header/Idempotency-Key field.format']);
    });

  if (takes(operation, 'cursor'))
    test('refuses a cursor it did not make, and a limit out of bounds', async () => {
      const forged = `?cursor=${'A'.repeat(80)}`;
      expect([400, 404]).toContain((await asWhoeverMay(operation, forged, {})).status);
      for (const limit of ['0', '101', 'all']) expect((await asWhoeverMay(operation, `?limit=${limit}`, {})).status).toBe(400);
    });
});

test.each([...new Set(operations.map(({ path }) => path))])('%s names the methods it knows', async (path) => {
  const known = operations.filter((operation) => operation.path === path);
  const [first] = known;
  const unknown = (['get', 'post', 'put', 'patch', 'delete'] as const).find((method) => !operationAt(method.toUpperCase(), path));
  if (!first || unknown === undefined) return;
  const { headers } = await city.anyone.send(unknown, somewhere(first), { expect: 405 });
  const allowed = headers.allow?.split(', ') ?? [];
  expect(allowed).toEqual(expect.arrayContaining(known.map(({ method }) => method)));
});
