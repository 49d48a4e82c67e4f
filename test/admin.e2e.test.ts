import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Agency } from '../src/agencies/agency.views.js';
import type { Category } from '../src/agencies/category.views.js';
import type { RegionImport } from '../src/agencies/region.views.js';
import { newSigningKey } from '../src/platform/sandbox-keys.js';
import type { FiledReport } from '../src/reports/report.views.js';
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

const ring = [104.4, 104.5, 104.5, 104.4, 104.4].map((lng, corner) => [lng, [0.9, 0.9, 1, 1, 0.9][corner]]);
const geometry = { type: 'Polygon', coordinates: [ring] };
const regions: [level: string, properties: object][] = [
  ['city', { code: '21.72', name: 'Kota Tanjungpinang' }],
  ['district', { code: '21.72.01', name: 'Bukit Bestari', parentCode: '21.72' }],
  ['village', { code: '21.72.01.1001', name: 'Dompak', parentCode: '21.72.01' }],
];

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
        `select (select jsonb_array_length(rules->'daysOff') from calendar_version) as days, (select count(*)::int from sla_policy) as limits`,
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
    'makes departments, topics, regions and accounts in the order of the README',
    async () => {
      const anyone = new Client(app.url);
      const { accessToken } = (await anyone.call<TokenPair>('logIn', { body: { email: 'kepala@demo.test', password } })).body;
      const admin = anyone.as(accessToken);
      const cityId = (await admin.call<Me>('readMe')).body.roles[0]?.agencyId;
      const works = { parentId: cityId, code: 'pupr', name: 'Dinas PUPR', shortName: 'PUPR', kind: 'agency' };
      const agencyId = (await admin.call<Agency>('createAgency', { body: works })).body.id;
      const group = (await admin.call<Category>('createCategory', { body: { code: 'pu', name: 'Pekerjaan Umum' } })).body;
      const roads = { code: 'jalan', name: 'Jalan', parentId: group.id, defaultAgencyId: agencyId };
      const categoryId = (await admin.call<Category>('createCategory', { body: roads })).body.id;
      for (const [level, properties] of regions) {
        const body = { type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] };
        expect((await admin.call<RegionImport>('importRegions', { query: { level }, body })).body.created).toBe(1);
      }
      const roles = [{ role: 'liaison', agencyId }];
      await admin.call<InvitedUser>('inviteUser', { body: { email: 'penghubung@demo.test', name: 'Penghubung', roles } });
      const report = { title: 'Jalan berlubang', body: 'Di depan pasar.', type: 'complaint', categoryId, location: { lat: 0.95, lng: 104.45 } };
      expect((await anyone.call<FiledReport>('fileReport', { body: report })).body.location?.regionCode).toBe('21.72.01.1001');
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
