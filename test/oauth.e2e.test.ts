import type { ClientToken, OAuthError } from '../src/users/oauth.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type Answer, Client } from './support/client.js';
import { addMachine, clientSecret, foundSmallCity, type SmallCity } from './support/people.js';

let app: App;
let anyone: Client;
let city: SmallCity;

const form = 'application/x-www-form-urlencoded';
const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});
const ask = <Body = ClientToken>(fields: Record<string, string> | string, expect: number, headers = {}): Promise<Answer<Body>> =>
  anyone.call<Body>('issueToken', {
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    headers: { 'content-type': form, ...headers },
    expect,
  });
const refused = async (fields: Record<string, string> | string, status: number, headers = {}): Promise<string> => {
  const answer = await ask<OAuthError>(fields, status, headers);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(Object.keys(answer.body).sort()).toEqual(['error', 'error_description']);
  if (status === 401) expect(answer.headers['www-authenticate']).toBe('Basic realm="aksi"');
  return answer.body.error;
};
const grant = { grant_type: 'client_credentials' };
const mine = basic('demo-script', clientSecret);

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  await addMachine(app, 'demo-script', ['reports:read', 'reports:write', 'admin'], city.worksId);
});
afterAll(() => app.stop());

test('a machine proves itself by HTTP Basic and gets a token with all its scopes', async () => {
  const { body, headers } = await ask(grant, 200, mine);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'reports:read reports:write admin' });
  expect(headers['cache-control']).toBe('no-store');
});

test('a machine may prove itself in the form instead', async () => {
  await ask({ ...grant, client_id: 'demo-script', client_secret: clientSecret }, 200);
});

test('a token holds the scopes asked for and no more', async () => {
  const create = (token: string, code: string, parentId: string, expect: number): Promise<Answer<{ code: string }>> =>
    anyone.as(token).call('createAgency', { body: { parentId, code, name: 'Bidang Jalan', shortName: 'Jalan', kind: 'unit' }, expect });
  const narrow = (await ask({ ...grant, scope: 'reports:read' }, 200, mine)).body;
  expect(narrow.scope).toBe('reports:read');
  expect((await create(narrow.access_token, 'pupr-a', city.worksId, 403)).body.code).toBe('auth.not_permitted');
  const whole = (await ask({ ...grant, scope: 'admin reports:read' }, 200, mine)).body;
  await create(whole.access_token, 'pupr-a', city.worksId, 201);
  // Its scopes hold at its agency and below, not beside it.
  await create(whole.access_token, 'dishub-a', city.transportId, 403);
});

test('a scope that the machine does not hold, or that is unknown, is refused', async () => {
  expect(await refused({ ...grant, scope: 'events:read' }, 400, mine)).toBe('invalid_scope');
  expect(await refused({ ...grant, scope: 'reports:read everything' }, 400, mine)).toBe('invalid_scope');
});

test('whoever cannot prove to be a client is refused', async () => {
  const attempts: [Record<string, string>, object][] = [
    [grant, {}],
    [grant, basic('demo-script', 'wrong')],
    [grant, basic('nobody', clientSecret)],
    [grant, basic('\0', clientSecret)],
    [grant, { authorization: 'Basic %%%' }],
    [grant, { authorization: 'Bearer abc' }],
    [{ ...grant, client_id: 'demo-script' }, {}],
    [{ ...grant, client_id: 'demo-script', client_secret: 'wrong' }, {}],
  ];
  for (const [fields, headers] of attempts) expect(await refused(fields, 401, headers)).toBe('invalid_client');
});

test('a request that breaks RFC 6749 is refused in its words', async () => {
  expect(await refused({}, 400, mine)).toBe('invalid_request');
  expect(await refused('grant_type=client_credentials&grant_type=client_credentials', 400, mine)).toBe('invalid_request');
  expect(await refused({ ...grant, client_id: 'demo-script', client_secret: clientSecret }, 400, mine)).toBe('invalid_request');
  expect(await refused({ ...grant, client_id: 'another' }, 400, mine)).toBe('invalid_request');
  expect(await refused({ grant_type: 'password' }, 400, mine)).toBe('unsupported_grant_type');
});

test('unknown parameters are ignored and empty ones count as absent, as RFC 6749 asks', async () => {
  const response = await fetch(`${app.url}/v1/oauth2/token`, {
    method: 'POST',
    headers: { ...mine, 'content-type': form },
    body: new URLSearchParams({ ...grant, scope: '', resource: 'https://elsewhere.example' }),
  });
  expect(response.status).toBe(200);
});

test('only a form is read', async () => {
  await anyone.call('issueToken', { body: grant, headers: mine, expect: 415 });
});

test('a disabled client is refused at once, with the token it has', async () => {
  await addMachine(app, 'short-lived', ['reports:read'], city.cityId);
  const { access_token } = (await ask(grant, 200, basic('short-lived', clientSecret))).body;
  await anyone.as(access_token).call('listAgencies');
  await asSuperuser(app.databaseUrl, "update api_client set disabled_at = now() where client_id = 'short-lived'");
  await anyone.as(access_token).refused('listAgencies', 401);
  expect(await refused(grant, 401, basic('short-lived', clientSecret))).toBe('invalid_client');
});
