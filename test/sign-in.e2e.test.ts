import { createLocalJWKSet, type JSONWebKeySet, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { Config } from '../src/platform/config.js';
import { SigningKey } from '../src/users/keys.js';
import type { Me, TokenPair } from '../src/users/sign-in.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { Client } from './support/client.js';
import { addPerson, foundSmallCity, logIn, password, signedIn, type SmallCity } from './support/people.js';

let app: App;
let anyone: Client;
let city: SmallCity;
let officerId: string;

const email = 'officer.pupr@demo.test';
const refresh = (refreshToken: string, expect: number, headers = {}): Promise<{ body: TokenPair; headers: Record<string, string | undefined> }> =>
  anyone.call<TokenPair>('refreshTokens', { body: { refreshToken }, headers, expect });

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  officerId = await addPerson(app, email, [{ role: 'officer', agencyId: city.worksId }], 'Budi Santoso');
});
afterAll(() => app.stop());

describe('signing in', () => {
  test('gives a token for a quarter of an hour that says who one is', async () => {
    const { body, headers } = await anyone.call<TokenPair>('logIn', { body: { email: 'Officer.PUPR@demo.test', password } });
    expect(body).toMatchObject({ expiresIn: 900, tokenType: 'Bearer' });
    expect(headers['cache-control']).toBe('no-store');
    const me = (await anyone.as(body.accessToken).call<Me>('readMe')).body;
    expect(me).toMatchObject({ id: officerId, name: 'Budi Santoso', email });
    expect(me.roles).toEqual([{ role: 'officer', agencyId: city.worksId, agencyName: 'Dinas PUPR' }]);
    expect(me.permissions).toEqual(expect.arrayContaining(['report.handle', 'account.self']));
    expect(me.permissions).not.toContain('report.verify');
  });

  test('refuses an unknown e-mail, a wrong password and a suspended account with one and the same answer', async () => {
    await addPerson(app, 'gone@demo.test', [{ role: 'officer', agencyId: city.worksId }]);
    await asSuperuser(app.databaseUrl, "update account set suspended_at = now() where email = 'gone@demo.test'");
    const attempts = [
      { email: 'nobody@demo.test', password },
      { email, password: 'not-the-password' },
      { email: 'gone@demo.test', password },
    ];
    const answers = await Promise.all(attempts.map((body) => anyone.refused('logIn', 401, { body })));
    const told = answers.map(({ instance: _, ...rest }) => rest);
    expect(told[0]).toMatchObject({ code: 'auth.login_failed' });
    expect(told).toEqual([told[0], told[0], told[0]]);
  });

  test('asks for what is missing', async () => {
    const { errors } = await anyone.refused('logIn', 400, { body: { email: 'no address', remember: true } });
    expect(errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/email field.format',
      '/password field.required',
      '/remember field.unknown',
    ]);
  });

  test('keeps passwords and tokens out of the log', async () => {
    const { accessToken, refreshToken } = await logIn(app, email);
    for (const secret of [password, accessToken, refreshToken, email]) expect(app.log.join('')).not.toContain(secret);
  });
});

describe('a session', () => {
  test('goes on with a new refresh token each time', async () => {
    const first = await logIn(app, email);
    const second = (await refresh(first.refreshToken, 200)).body;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await anyone.as(second.accessToken).call('readMe');
    await refresh(second.refreshToken, 200);
  });

  test('ends when a refresh token comes a second time', async () => {
    const first = await logIn(app, email);
    const second = (await refresh(first.refreshToken, 200)).body;
    await refresh(first.refreshToken, 401);
    await refresh(second.refreshToken, 401);
  });

  test('goes on once for twenty who bring the same token at the same moment', async () => {
    const { refreshToken } = await logIn(app, email);
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => refresh(refreshToken, 200)));
    const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => String(reason));
    expect(refused).toHaveLength(19);
    for (const reason of refused) expect(reason).toContain('answered 401');
  });

  test('gives the same pair again to a client that lost the answer and repeats its key', async () => {
    const { refreshToken } = await logIn(app, email);
    const headers = { 'idempotency-key': 'lost-answer-1' };
    const first = await refresh(refreshToken, 200, headers);
    const again = await refresh(refreshToken, 200, headers);
    expect(again.body.refreshToken).toBe(first.body.refreshToken);
    expect(again.headers['idempotency-replayed']).toBe('true');
    await refresh(first.body.refreshToken, 200);
  });

  test('ends on signing out, and signing out twice does no harm', async () => {
    const { refreshToken } = await logIn(app, email);
    await anyone.call('logOut', { body: { refreshToken }, expect: 204 });
    await refresh(refreshToken, 401);
    await anyone.call('logOut', { body: { refreshToken }, expect: 204 });
    await anyone.call('logOut', { body: { refreshToken: 'nothing we ever gave' }, expect: 204 });
  });

  test('does not outlive its thirty days', async () => {
    const { refreshToken } = await logIn(app, email);
    await asSuperuser(app.databaseUrl, 'update session set expires_at = now() where id = $1', [refreshToken.split('.')[0]]);
    await refresh(refreshToken, 401);
  });

  test('ends when the password changes, which needs the old one', async () => {
    await addPerson(app, 'new@demo.test', [{ role: 'officer', agencyId: city.worksId }]);
    const { accessToken, refreshToken } = await logIn(app, 'new@demo.test');
    const me = anyone.as(accessToken);
    const newPassword = 'laut tenang di dermaga';
    const wrong = await me.refused('changePassword', 400, { body: { currentPassword: 'wrong', newPassword } });
    expect(wrong).toMatchObject({ code: 'auth.password_wrong', errors: [{ pointer: '/currentPassword' }] });
    await me.refused('changePassword', 400, { body: { currentPassword: password, newPassword: 'too short' } });
    await me.call('changePassword', { body: { currentPassword: password, newPassword }, expect: 204 });
    await refresh(refreshToken, 401);
    await anyone.refused('logIn', 401, { body: { email: 'new@demo.test', password } });
    await anyone.call('logIn', { body: { email: 'new@demo.test', password: newPassword } });
  });
});

describe('an access token', () => {
  const minutes = (count: number): number => Math.floor(Date.now() / 1000) + count * 60;
  const header = (): { alg: string; typ: string; kid: string } => ({ alg: 'ES256', typ: 'at+jwt', kid: app.app.get(SigningKey).kid });
  const claims = (): Record<string, unknown> => ({
    iss: app.app.get<Config>(Config).publicUrl,
    aud: 'aksi',
    sub: officerId,
    client_id: 'aksi',
    exp: minutes(5),
    iat: minutes(0),
  });
  const sign = (
    changedHeader: object,
    changedClaims: object,
    key: Parameters<SignJWT['sign']>[0] = app.app.get(SigningKey).private,
  ): Promise<string> => new SignJWT({ ...claims(), ...changedClaims }).setProtectedHeader({ ...header(), ...changedHeader }).sign(key);

  test('is checked by other systems with an ordinary library and the published keys', async () => {
    const { accessToken } = await logIn(app, email);
    const { body, headers } = await anyone.call<JSONWebKeySet>('readSigningKeys');
    expect(headers['cache-control']).toBe('public, max-age=300');
    const { payload, protectedHeader } = await jwtVerify(accessToken, createLocalJWKSet(body), { typ: 'at+jwt', audience: 'aksi' });
    expect(protectedHeader).toEqual(header());
    expect(payload).toMatchObject({ sub: officerId, client_id: 'aksi', iss: claims().iss });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
    expect(payload.jti).toEqual(expect.any(String));
    expect(JSON.stringify(body)).not.toContain('"d"');
  });

  // The control: the same hand makes a token that is accepted, so the refusals below are for what each one changes.
  test('made in the right way is accepted', async () => {
    await anyone.as(await sign({}, {})).call('readMe');
  });

  const wrong: [string, () => Promise<string> | string][] = [
    ['has expired', () => sign({}, { exp: minutes(-1) })],
    ['is for another audience', () => sign({}, { aud: 'another' })],
    ['comes from another issuer', () => sign({}, { iss: 'https://elsewhere.example' })],
    ['is of another type', () => sign({ typ: 'JWT' }, {})],
    ['has no type', () => sign({ typ: undefined }, {})],
    [
      'is signed with another key',
      async () => sign({}, {}, (await import('node:crypto')).generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    ],
    ['names another key', () => sign({ kid: 'another' }, {})],
    ['is signed with the public key as if it were a shared secret', () => sign({ alg: 'HS256' }, {}, Buffer.from(app.app.get(SigningKey).publicPem))],
    ['is not signed at all', () => new UnsecuredJWT(claims()).encode()],
    [
      'claims to need no signature',
      () =>
        `${Buffer.from(JSON.stringify({ ...header(), alg: 'none' })).toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
    ],
    ['belongs to nobody', () => sign({}, { sub: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' })],
    ['was altered', async () => (await sign({}, {})).replace(/.(?=.{4}$)/, (symbol) => (symbol === 'A' ? 'B' : 'A'))],
    ['is no token', () => 'gibberish'],
  ];

  test.each(wrong)('that %s is refused', async (_, make) => {
    const token = await make();
    const { body, headers } = await anyone.as(token).call('readMe', { expect: 401 });
    expect(body).toMatchObject({ code: 'auth.token_invalid' });
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
    await anyone.as(token).refused('listAgencies', 401);
  });

  test('is needed where an account is', async () => {
    expect(await anyone.refused('readMe', 401)).toMatchObject({ code: 'auth.required' });
    await anyone.with({ authorization: 'Basic Zm9vOmJhcg==' }).refused('readMe', 401);
  });

  test('does not hinder a reader of what is public', async () => {
    await (await signedIn(app, email)).call('listAgencies');
  });
});
