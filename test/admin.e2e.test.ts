import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import type { Me, TokenPair } from '../src/users/sign-in.views.js';
import type { InvitedUser } from '../src/users/users.views.js';
import { type App, asSuperuser, createDatabase, startApp } from './support/app.js';
import { Client } from './support/client.js';

// Each step starts a process or two of its own. Milliseconds.
const patience = 120_000;

const program = fileURLToPath(new URL('../dist/admin.js', import.meta.url));
const secrets = { SIGNING_KEY: newSigningKey(), IDENTITY_KEY: Buffer.alloc(32, 7).toString('base64') };

interface Outcome {
  code: number;
  told: string;
}
/** `npm run admin:create` as an operator runs it. */
const run = (environment: object, ...given: string[]): Promise<Outcome> =>
  new Promise((done) => {
    execFile(process.execPath, [program, ...given], { env: { PATH: process.env.PATH, ...environment } }, (error, out, err) =>
      done({ code: error ? 1 : 0, told: out + err }),
    );
  });

const first = ['--email', 'Kepala@Demo.test', '--name', 'Kepala Dinas'];
const city = ['--city', 'Kota Tanjungpinang', '--prefix', 'TPI'];

test(
  'asks for the database, the address and the name, each by its name',
  async () => {
    expect(await run({}, ...first)).toMatchObject({ code: 1, told: expect.stringContaining('DATABASE_URL is missing') as string });
    const { told } = await run({}, '--email', 'nobody');
    expect(told).toMatch(/--email: .*\n--name: .*\nnpm run admin:create/);
  },
  patience,
);

describe('on an empty database', () => {
  let app: App;
  let password = '';
  let environment: { DATABASE_URL: string };

  beforeAll(async () => {
    environment = { DATABASE_URL: await createDatabase('template0'), ...secrets };
  });
  afterAll(() => app.stop());

  test(
    'needs a city to found',
    async () => {
      expect((await run(environment, ...first)).told).toContain('There is no city yet');
    },
    patience,
  );

  test(
    'migrates, founds the city with calendar and limits, and tells a password once',
    async () => {
      const { code, told } = await run(environment, ...first, ...city);
      expect(told).toContain('Administrator kepala@demo.test');
      expect(code).toBe(0);
      password = /Password +(\S+)/.exec(told)?.[1] ?? '';
      const [counts] = await asSuperuser<{ days: number; limits: number }>(
        environment.DATABASE_URL,
        'select (select count(*)::int from calendar_day) as days, (select count(*)::int from sla_policy) as limits',
      );
      expect(counts?.days).toBeGreaterThan(50);
      expect(counts?.limits).toBeGreaterThanOrEqual(5);
    },
    patience,
  );

  test(
    'whoever was made signs in, is administrator of the city, and invites others',
    async () => {
      app = await startApp(environment);
      const anyone = new Client(app.url);
      const { accessToken } = (await anyone.call<TokenPair>('logIn', { body: { email: 'kepala@demo.test', password } })).body;
      const admin = anyone.as(accessToken);
      const me = (await admin.call<Me>('readMe')).body;
      expect(me.roles).toMatchObject([{ role: 'admin', agencyName: 'Kota Tanjungpinang' }]);
      const roles = [{ role: 'coordinator', agencyId: me.roles[0]?.agencyId }];
      await admin.call<InvitedUser>('inviteUser', { body: { email: 'koordinator@demo.test', name: 'Koordinator', roles } });
    },
    patience,
  );

  test(
    'refuses an address that has an account, and a city that it does not know',
    async () => {
      expect(await run(environment, ...first)).toMatchObject({ code: 1, told: expect.stringContaining('an account with this e-mail') as string });
      const other = await run(environment, '--email', 'lain@demo.test', '--name', 'Lain', '--city', 'Kota Batam', '--prefix', 'BTM');
      expect(other.told).toContain('There is: Kota Tanjungpinang.');
    },
    patience,
  );
});
