import type { TokenPair } from '../src/users/sign-in.views.js';
import type { InvitedUser, User, UserPage } from '../src/users/users.views.js';
import { type App, asSuperuser, startApp } from './support/app.js';
import { type Answer, Client } from './support/client.js';
import { addPerson, foundSmallCity, logIn, password, signedIn, type SmallCity } from './support/people.js';

let app: App;
let anyone: Client;
let city: SmallCity;
/** Administrators of the city, and of the works department alone. */
let admin: Client;
let worksAdmin: Client;
let adminId: string;

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
  city = await foundSmallCity(app);
  adminId = await addPerson(app, 'admin@demo.test', [{ role: 'admin', agencyId: city.cityId }], 'Aisyah Admin');
  await addPerson(app, 'admin.pupr@demo.test', [{ role: 'admin', agencyId: city.worksId }], 'Wawan Admin PUPR');
  admin = await signedIn(app, 'admin@demo.test');
  worksAdmin = await signedIn(app, 'admin.pupr@demo.test');
});
afterAll(() => app.stop());

const invitation = (email: string, role: string, agencyId: string): object => ({ email, name: 'Rina Wulandari', roles: [{ role, agencyId }] });
const read = (id: string, by = admin): Promise<Answer<User>> => by.call<User>('readUser', { path: { id } });
async function revise(id: string, body: object, expect = 200, by = admin): Promise<Answer<User & { code: string }>> {
  const { headers } = await read(id);
  return by.call('reviseUser', { path: { id }, body, headers: { 'if-match': headers.etag ?? '' }, expect });
}

describe('inviting', () => {
  test('makes an account that signs in with the password given once', async () => {
    const { body, headers } = await admin.call<InvitedUser>('inviteUser', { body: invitation('Rina@Demo.test', 'officer', city.drainageId) });
    expect(headers.location).toBe(`/v1/users/${body.id}`);
    expect(body).toMatchObject({ email: 'rina@demo.test', suspended: false });
    expect(body.roles).toEqual([{ role: 'officer', agencyId: city.drainageId, agencyName: 'Bidang Sumber Daya Air' }]);
    await anyone.call<TokenPair>('logIn', { body: { email: 'rina@demo.test', password: body.temporaryPassword } });
    expect((await read(body.id)).text).not.toContain(body.temporaryPassword);
  });

  test('repeated with its key makes one account and tells the same password', async () => {
    const asked = { body: invitation('once@demo.test', 'officer', city.worksId), headers: { 'idempotency-key': 'invite-1' } };
    const first = await admin.call<InvitedUser>('inviteUser', asked);
    const again = await admin.call<InvitedUser>('inviteUser', asked);
    expect(again.body).toEqual(first.body);
  });

  test('records who did it, and no personal data', async () => {
    const { body } = await admin.call<InvitedUser>('inviteUser', { body: invitation('fact@demo.test', 'liaison', city.worksId) });
    const facts = await asSuperuser(app.databaseUrl, 'select type, actor_kind, actor_id, data from fact where subject_id = $1', [body.id]);
    const data = { roles: [{ role: 'liaison', agencyId: city.worksId }] };
    expect(facts).toEqual([{ type: 'user.invited', actor_kind: 'staff', actor_id: adminId, data }]);
  });

  test('an address that has an account is a conflict, whatever its capitals', async () => {
    const taken = await admin.refused('inviteUser', 409, { body: invitation('ADMIN@demo.test', 'officer', city.worksId) });
    expect(taken).toMatchObject({ code: 'user.email_taken', errors: [{ pointer: '/email' }] });
  });

  test('twenty at once with one address make one account', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => admin.call('inviteUser', { body: invitation('rush@demo.test', 'officer', city.worksId) })),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => String(reason));
    expect(refused).toHaveLength(19);
    for (const reason of refused) expect(reason).toContain('answered 409');
  });

  test('names what is wrong with the roles', async () => {
    const unknown = '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11';
    const roles = [
      { role: 'officer', agencyId: city.worksId },
      { role: 'officer', agencyId: unknown },
    ];
    const refused = await admin.refused('inviteUser', 400, { body: { email: 'a@demo.test', name: 'A', roles } });
    expect(refused).toMatchObject({ code: 'user.agency_unknown', errors: [{ pointer: '/roles/1/agencyId' }] });
    const citizen = await admin.refused('inviteUser', 400, { body: invitation('a@demo.test', 'citizen', city.cityId) });
    expect(citizen.errors).toMatchObject([{ pointer: '/roles/0/role', code: 'field.choice' }]);
    await admin.refused('inviteUser', 400, { body: { email: 'a@demo.test', name: 'A', roles: [] } });
  });

  test('is for administrators, at their agencies', async () => {
    await addPerson(app, 'coordinator@demo.test', [{ role: 'coordinator', agencyId: city.cityId }]);
    const coordinator = await signedIn(app, 'coordinator@demo.test');
    for (const by of [coordinator, anyone])
      await by.refused('inviteUser', by === anyone ? 401 : 403, { body: invitation('a@demo.test', 'officer', city.worksId) });
    await worksAdmin.call('inviteUser', { body: invitation('air@demo.test', 'officer', city.drainageId) });
    for (const agencyId of [city.transportId, city.cityId])
      expect(await worksAdmin.refused('inviteUser', 403, { body: invitation('a@demo.test', 'officer', agencyId) })).toMatchObject({
        code: 'auth.not_permitted',
      });
  });
});

describe('reading', () => {
  test('shows an administrator the users of their agencies only', async () => {
    const busId = await addPerson(app, 'bus@demo.test', [{ role: 'officer', agencyId: city.transportId }], 'Bus');
    await read(busId);
    expect(await worksAdmin.refused('readUser', 404, { path: { id: busId } })).toMatchObject({ code: 'user.not_found' });
    const names = (await worksAdmin.call<UserPage>('listUsers', { query: { limit: 100 } })).body.items.map(({ email }) => email);
    expect(names).toContain('admin.pupr@demo.test');
    expect(names).not.toContain('bus@demo.test');
    await worksAdmin.refused('readUser', 404, { path: { id: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' } });
  });

  test('finds by words, agency and role, page by page', async () => {
    for (const letter of ['c', 'a', 'b'])
      await addPerson(app, `lamp.${letter}@demo.test`, [{ role: 'liaison', agencyId: city.transportId }], `Lampu 100% ${letter}`);
    const query = { q: '100% ', agencyId: city.transportId, role: 'liaison', limit: 2 };
    const first = (await admin.call<UserPage>('listUsers', { query })).body;
    const rest = (await admin.call<UserPage>('listUsers', { query: { ...query, cursor: first.nextCursor ?? '' } })).body;
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Lampu 100% a', 'Lampu 100% b', 'Lampu 100% c']);
    expect(rest.nextCursor).toBeNull();
    for (const none of [{ q: '100_' }, { agencyId: city.worksId }, { role: 'officer' }])
      expect((await admin.call<UserPage>('listUsers', { query: { ...query, ...none } })).body.items).toEqual([]);
    const below = await admin.call<UserPage>('listUsers', { query: { ...query, agencyId: city.cityId } });
    expect(below.body.items).toHaveLength(2);
  });

  test('answers 304 to whoever has the newest state', async () => {
    const { headers } = await read(adminId);
    await admin.call('readUser', { path: { id: adminId }, headers: { 'if-none-match': headers.etag ?? '' }, expect: 304 });
  });
});

describe('changing', () => {
  const newUser = (email: string): Promise<string> => addPerson(app, email, [{ role: 'officer', agencyId: city.worksId }]);

  test('needs the state that was read, and refuses an older one', async () => {
    const id = await newUser('stale@demo.test');
    const { headers } = await read(id);
    await admin.refused('reviseUser', 428, { path: { id }, body: { name: 'Baru' } });
    const asked = { path: { id }, body: { name: 'Baru' }, headers: { 'if-match': headers.etag ?? '' } };
    expect((await admin.call<User>('reviseUser', asked)).body.name).toBe('Baru');
    await admin.refused('reviseUser', 412, asked);
  });

  test('replaces roles at once, for tokens given before, too', async () => {
    const id = await newUser('moved@demo.test');
    const token = (await logIn(app, 'moved@demo.test')).accessToken;
    const roles = [
      { role: 'admin', agencyId: city.drainageId },
      { role: 'admin', agencyId: city.drainageId },
    ];
    expect((await revise(id, { roles })).body.roles).toEqual([{ role: 'admin', agencyId: city.drainageId, agencyName: 'Bidang Sumber Daya Air' }]);
    await anyone.as(token).call('listUsers');
    const facts = await asSuperuser(app.databaseUrl, "select data from fact where subject_id = $1 and type = 'user.changed'", [id]);
    expect(facts).toMatchObject([{ data: { changed: ['roles'] } }]);
  });

  test('a suspension bites at once: the token, the session, signing in', async () => {
    const id = await newUser('out@demo.test');
    const { accessToken, refreshToken } = await logIn(app, 'out@demo.test');
    await anyone.as(accessToken).call('readMe');
    expect((await revise(id, { suspended: true })).body.suspended).toBe(true);
    await anyone.as(accessToken).refused('readMe', 401);
    await anyone.refused('refreshTokens', 401, { body: { refreshToken } });
    await anyone.refused('logIn', 401, { body: { email: 'out@demo.test', password } });
    await revise(id, { suspended: false });
    await logIn(app, 'out@demo.test');
    // What was ended stays ended.
    await anyone.refused('refreshTokens', 401, { body: { refreshToken } });
  });

  test('nothing changed leaves the version alone', async () => {
    const id = await newUser('same@demo.test');
    const before = (await read(id)).headers.etag;
    await revise(id, { name: 'same@demo.test', suspended: false, roles: [{ role: 'officer', agencyId: city.worksId }] });
    expect((await read(id)).headers.etag).toBe(before);
  });

  test('is out of reach where the user also works elsewhere', async () => {
    const both = [city.worksId, city.transportId].map((agencyId) => ({ role: 'officer' as const, agencyId }));
    const id = await addPerson(app, 'both@demo.test', both);
    await read(id, worksAdmin);
    expect((await revise(id, { suspended: true }, 403, worksAdmin)).body.code).toBe('auth.not_permitted');
    const own = await newUser('own@demo.test');
    await revise(own, { roles: [{ role: 'admin', agencyId: city.cityId }] }, 403, worksAdmin);
    await revise(own, { roles: [{ role: 'liaison', agencyId: city.drainageId }] }, 200, worksAdmin);
  });

  test('at an agency of others finds nobody', async () => {
    const id = await addPerson(app, 'far@demo.test', [{ role: 'officer', agencyId: city.transportId }]);
    await revise(id, { name: 'X' }, 404, worksAdmin);
  });
});

describe('the last administrator of a city', () => {
  const worker = [{ role: 'officer', agencyId: '' }];

  test('can neither be suspended nor lose the role', async () => {
    const roles = worker.map((role) => ({ ...role, agencyId: city.worksId }));
    for (const body of [{ suspended: true }, { roles }]) expect((await revise(adminId, body, 409)).body.code).toBe('user.last_administrator');
    expect((await read(adminId)).body).toMatchObject({ suspended: false, roles: [{ role: 'admin' }] });
    // An administrator of one department is no administrator of the city.
    await revise(adminId, { name: 'Aisyah' });
  });

  test('remains when two suspend one another at the same moment', async () => {
    const secondId = await addPerson(app, 'admin2@demo.test', [{ role: 'admin', agencyId: city.cityId }]);
    const second = await signedIn(app, 'admin2@demo.test');
    const [first, other] = [(await read(adminId)).headers.etag ?? '', (await read(secondId)).headers.etag ?? ''];
    const suspend = (by: Client, id: string, etag: string): Promise<unknown> =>
      by.call('reviseUser', { path: { id }, body: { suspended: true }, headers: { 'if-match': etag } });
    const outcome = await Promise.allSettled([suspend(admin, secondId, other), suspend(second, adminId, first)]);
    expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await asSuperuser(app.databaseUrl, 'select 1 from account where id = any ($1) and suspended_at is null', [[adminId, secondId]]);
    expect(left).toHaveLength(1);
  });
});
