import type { EntityManager } from 'typeorm';
import { type Role, scopes } from '../../src/access/permissions.js';
import { AgenciesService } from '../../src/agencies/agencies.service.js';
import { CategoriesService } from '../../src/agencies/categories.service.js';
import { RegionsService } from '../../src/agencies/regions.service.js';
import { Transactions } from '../../src/platform/transactions.js';
import type { FiledReport } from '../../src/reports/report.views.js';
import { SlaSetup } from '../../src/sla/sla.setup.js';
import { AccessTokens } from '../../src/users/access-tokens.js';
import { ClientsService } from '../../src/users/clients.service.js';
import { UsersService } from '../../src/users/users.service.js';
import type { App } from './app.js';
import { Client } from './client.js';

export const password = 'a-test-password-1708';
export const machine = { clientId: 'test-machine', secret: 'a-test-secret-1708' };

const people = {
  admin: ['admin', 'tpi'],
  coordinator: ['coordinator', 'tpi'],
  secondCoordinator: ['coordinator', 'tpi'],
  supervisor: ['supervisor', 'tpi'],
  liaison: ['liaison', 'pupr'],
  officer: ['officer', 'pupr'],
  secondOfficer: ['officer', 'pupr'],
  unitOfficer: ['officer', 'drainage'],
  dishubLiaison: ['liaison', 'dishub'],
  dishubOfficer: ['officer', 'dishub'],
  dlhOfficer: ['officer', 'dlh'],
  citizen: ['citizen', 'tpi'],
  neighbour: ['citizen', 'tpi'],
} as const satisfies Record<string, readonly [Role, string]>;

type Person = keyof typeof people;

/** A small city: a few agencies, one of them closed, a body outside, a few topics, three villages, somebody in every role. */
export type City = Record<Person, Client> & {
  anyone: Client;
  /** A client with every scope. */
  machine: Client;
  /** drainage is a unit of pupr; dlh lets its officers publish; perkim was merged into pupr; pln lies outside the city. */
  agencies: { tpi: string; pupr: string; drainage: string; dishub: string; dlh: string; perkim: string; pln: string };
  /** roads is pupr's, lights dishub's, drains has a limit of its own (20 working days), corruption is sensitive; all below infrastructure. */
  categories: { infrastructure: string; roads: string; lights: string; drains: string; corruption: string };
  accounts: Record<Person, string>;
  emailOf(person: Person): string;
};

const founded = new Date('2017-01-01T00:00:00Z');
const validFrom = '2017-01-01';
const emailOf = (person: Person): string => `${person.toLowerCase()}@city.test`;

/** Builds the city by the services that a real one is built with. */
export async function givenACity({ app, url }: App): Promise<City> {
  const build = async (tx: EntityManager): Promise<Pick<City, 'agencies' | 'categories' | 'accounts'> & { clientId: string }> => {
    const agencies = await buildAgencies(app.get(AgenciesService), tx);
    await app.get(SlaSetup).install(tx, agencies.tpi);
    const categories = await buildCategories(app.get(CategoriesService), tx, agencies);
    await app.get(SlaSetup).limit(tx, agencies.tpi, { kind: 'resolution', categoryId: categories.drains, workingDays: 20 });
    await app.get(RegionsService).load(tx, { rootAgencyId: agencies.tpi, regions }, founded);
    const accounts = await buildPeople(app.get(UsersService), tx, agencies);
    const client = { ...machine, name: 'Mesin uji', scopes, agencyId: agencies.tpi };
    return { agencies, categories, accounts, clientId: await app.get(ClientsService).create(tx, client, founded) };
  };
  const { clientId, ...city } = await app.get(Transactions).run(undefined, build);
  const tokens = app.get(AccessTokens);
  const anyone = new Client(url);
  const signedIn = await Promise.all(
    Object.entries(city.accounts).map(async ([person, sub]) => [person, anyone.as(await tokens.sign({ sub, client_id: 'aksi' }))] as const),
  );
  const machineToken = await tokens.sign({ sub: clientId, client_id: machine.clientId, scope: scopes.join(' ') });
  return { ...city, ...(Object.fromEntries(signedIn) as Record<Person, Client>), anyone, machine: anyone.as(machineToken), emailOf };
}

async function buildAgencies(service: AgenciesService, tx: EntityManager): Promise<City['agencies']> {
  const tpi = await service.found(tx, { code: 'tpi', name: 'Kota Uji', shortName: 'Kota Uji', codePrefix: 'TPI' }, founded);
  const below = (code: string, name: string, kind: 'agency' | 'unit' | 'external' = 'agency', parentId = tpi): Promise<string> =>
    service.create(tx, { code, name, shortName: code.toUpperCase(), kind, parentId, validFrom, approvalRequired: code !== 'dlh' }, founded);
  const pupr = await below('pupr', 'Dinas Pekerjaan Umum dan Penataan Ruang');
  const perkim = await below('perkim', 'Dinas Perumahan dan Permukiman');
  await service.succeed(tx, perkim, pupr, new Date('2026-01-05T00:00:00Z'));
  return {
    tpi,
    pupr,
    perkim,
    drainage: await below('pupr-air', 'Bidang Sumber Daya Air', 'unit', pupr),
    dishub: await below('dishub', 'Dinas Perhubungan'),
    dlh: await below('dlh', 'Dinas Lingkungan Hidup'),
    pln: await below('pln', 'PT PLN (Persero)', 'external'),
  };
}

async function buildCategories(service: CategoriesService, tx: EntityManager, agencies: City['agencies']): Promise<City['categories']> {
  const infrastructure = await service.create(tx, { code: 'infrastruktur', name: 'Infrastruktur', rootAgencyId: agencies.tpi, validFrom }, founded);
  const below = (code: string, name: string, defaultAgencyId: string, sensitive = false): Promise<string> =>
    service.create(tx, { code, name, defaultAgencyId, sensitive, parentId: infrastructure, validFrom }, founded);
  return {
    infrastructure,
    roads: await below('jalan-rusak', 'Jalan Rusak', agencies.pupr),
    lights: await below('lampu-jalan', 'Lampu Jalan', agencies.dishub),
    drains: await below('drainase', 'Drainase', agencies.pupr),
    corruption: await below('pungli', 'Pungutan Liar', agencies.pupr, true),
  };
}

async function buildPeople(service: UsersService, tx: EntityManager, agencies: City['agencies']): Promise<City['accounts']> {
  const made: [string, string][] = [];
  for (const [person, [role, agency]] of Object.entries(people)) {
    const user = { email: emailOf(person as Person), name: `Pengguna ${person}`, password, roles: [{ role, agencyId: agencies[agency] }] };
    made.push([person, await service.create(tx, user, founded)]);
  }
  return Object.fromEntries(made) as City['accounts'];
}

/** A square of the map, by its south-west corner; degrees. */
const square = (lng: number, lat: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lng, lat],
      [lng + side, lat],
      [lng + side, lat + side],
      [lng, lat + side],
      [lng, lat],
    ] as [number, number][],
  ],
});

/** Three villages side by side, the eastern one in a district of its own; a position at (0.92, 104.45) lies in the western one, south of 0.9 lies no city. */
const regions = [
  { code: '21.72', name: 'Kota Uji', level: 'city' as const },
  { code: '21.72.01', name: 'Kecamatan Uji', level: 'district' as const, parentCode: '21.72' },
  { code: '21.72.01.1001', name: 'Kelurahan Barat', level: 'village' as const, parentCode: '21.72.01', geometry: square(104.4, 0.9, 0.1) },
  { code: '21.72.01.1002', name: 'Kelurahan Timur', level: 'village' as const, parentCode: '21.72.01', geometry: square(104.5, 0.9, 0.1) },
  { code: '21.72.02', name: 'Kecamatan Seberang', level: 'district' as const, parentCode: '21.72' },
  { code: '21.72.02.1001', name: 'Kelurahan Seberang', level: 'village' as const, parentCode: '21.72.02', geometry: square(104.6, 0.9, 0.1) },
];

/** A complaint as a citizen would write it. */
export const complaint = {
  title: 'Lampu jalan padam di Jl. Merdeka',
  body: 'Sejak tiga malam lalu empat lampu jalan di depan pasar padam. Jalan gelap dan sudah ada yang terjatuh.',
  type: 'complaint',
  anonymous: false,
  confidential: false,
};

/** A filed report, and its reporter, who holds nothing but the report key. */
export async function aReport(city: City, changes: object = {}): Promise<{ report: FiledReport; reporter: Client }> {
  const { body: report } = await city.anyone.call<FiledReport>('fileReport', { body: { ...complaint, ...changes } });
  return { report, reporter: city.anyone.withReportKey(report.reportKey) };
}
