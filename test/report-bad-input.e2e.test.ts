import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { type City, complaint, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { dumpOf } from './support/dump.js';
import { type Given, type GivenReport, givenIn, on } from './support/given.js';

let app: App;
let city: City;
let given: Given;
let fresh: GivenReport;
let dispatched: GivenReport;
let before: string[];

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
  fresh = await given.aReport();
  dispatched = await given.aReport({ status: 'dispatched' });
  before = await dumpOf(app.databaseUrl);
});
afterAll(() => app.stop());

interface Bad {
  of: string;
  status: number;
  code: string;
  pointer?: string;
  who?: Client;
  path?: Record<string, string>;
  body?: object;
}

/** Refused with the same code in both languages, and a sentence in each. */
async function refused(operation: string, { status, code, pointer, who = city.anyone, path, body }: Bad): Promise<Problem> {
  const asked = { ...(path ? { path } : {}), ...(body ? { body } : {}) };
  const indonesian = await who.speaking('id').refused(operation, status, asked);
  const english = await who.speaking('en').refused(operation, status, asked);
  for (const problem of [indonesian, english]) {
    const fault = problem.errors?.find((error) => error.pointer === pointer);
    expect(pointer === undefined ? problem.code : fault?.code).toBe(code);
    expect(problem.type).toBe(`/problems/${problem.code}`);
  }
  const sentences = ({ title, detail, errors = [] }: Problem): string[] => [title, detail, ...errors.map(({ message }) => message)];
  for (const [index, sentence] of sentences(indonesian).entries()) {
    expect(sentence).not.toMatch(/\{[a-z]/i);
    expect(sentences(english)[index]).not.toBe(sentence);
  }
  return english;
}

const file = (changes: object): object => ({ ...complaint, ...changes });
const unknown = '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99';

describe('Filing is refused', () => {
  const cases: (Omit<Bad, 'status' | 'body'> & { changes: object })[] = [
    { of: 'an unknown category', changes: { categoryId: unknown }, code: 'report.category_unknown', pointer: '/categoryId' },
    { of: 'an unknown agency', changes: { requestedAgencyId: unknown }, code: 'report.agency_unknown', pointer: '/requestedAgencyId' },
    { of: 'an unknown region', changes: { location: { regionCode: '99.99' } }, code: 'report.region_unknown', pointer: '/location/regionCode' },
    { of: 'a latitude outside the earth', changes: { location: { lat: 90.5, lng: 104 } }, code: 'field.range', pointer: '/location/lat' },
    { of: 'a longitude outside the earth', changes: { location: { lat: 0.9, lng: -180.01 } }, code: 'field.range', pointer: '/location/lng' },
    { of: 'half a position', changes: { location: { lat: 0.9 } }, code: 'field.required', pointer: '/location/lng' },
    { of: 'a day in the future', changes: { occurredOn: '2026-11-03' }, code: 'report.occurred_in_future', pointer: '/occurredOn' },
    { of: 'a day of the year 0', changes: { occurredOn: '0000-01-01' }, code: 'field.format', pointer: '/occurredOn' },
    { of: 'a day that does not exist', changes: { occurredOn: '2026-02-30' }, code: 'field.format', pointer: '/occurredOn' },
    { of: 'an empty body', changes: { body: '' }, code: 'field.too_short', pointer: '/body' },
    { of: 'a body of blanks', changes: { body: ' \n\t ' }, code: 'field.too_short', pointer: '/body' },
    { of: 'a body over 10 000 characters', changes: { body: 'a'.repeat(10_001) }, code: 'field.too_long', pointer: '/body' },
    { of: 'a body with a character that cannot be kept', changes: { body: 'Lampu\u0000padam' }, code: 'field.characters', pointer: '/body' },
    { of: 'no body', changes: { body: undefined }, code: 'field.required', pointer: '/body' },
    { of: 'null for an absent member', changes: { occurredOn: null }, code: 'field.null', pointer: '/occurredOn' },
    { of: 'a title of four letters', changes: { title: 'Abcd' }, code: 'field.too_short', pointer: '/title' },
    { of: 'a class that only the verifier sets', changes: { type: 'oversight_complaint' }, code: 'field.choice', pointer: '/type' },
    { of: 'a NIK of fifteen digits', changes: { reporter: { nik: '217201450782000' } }, code: 'field.format', pointer: '/reporter/nik' },
    { of: 'a channel that is for staff', changes: { channel: 'letter' }, code: 'report.channel_not_allowed', pointer: '/channel' },
    { of: 'an unknown member', changes: { urgent: true }, code: 'field.unknown', pointer: '/urgent' },
    { of: 'an unknown member within', changes: { reporter: { address: 'Jl. Merdeka' } }, code: 'field.unknown', pointer: '/reporter/address' },
  ];
  test.each(cases)('for $of', async ({ changes, ...bad }) => {
    await refused('fileReport', { ...bad, status: 400, body: file(changes) });
  });

  test('with every fault at once, and the words of none', async () => {
    const problem = await refused('fileReport', {
      of: '',
      status: 400,
      code: 'request.invalid',
      body: { title: 'Rahasia', type: 'ya', reporter: [] },
    });
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/body', '/reporter', '/type']);
    expect(JSON.stringify(problem)).not.toContain('Rahasia');
  });
});

describe('Handing on is refused', () => {
  const verification = (changes: object): object => ({ ...fresh.verification, ...changes });

  test('to a closed agency, which is told with its successor', async () => {
    const [lead, support] = [{ leadAgencyId: city.agencies.perkim }, { supportingAgencyIds: [city.agencies.dishub, city.agencies.perkim] }];
    const closed = { of: '', who: city.coordinator, status: 400, code: 'report.agency_closed' };
    const name = 'Dinas Pekerjaan Umum dan Penataan Ruang';
    const attempts: [string, GivenReport, object, string][] = [
      ['verifyReport', fresh, verification(lead), '/leadAgencyId'],
      ['verifyReport', fresh, verification({ leadAgencyId: city.agencies.dlh, ...support }), '/supportingAgencyIds/1'],
      ['dispatchReport', dispatched, lead, '/leadAgencyId'],
    ];
    for (const [operation, { path }, body, pointer] of attempts) {
      const problem = await refused(operation, { ...closed, path, body, pointer });
      expect(problem).toMatchObject({ code: 'report.agency_closed', related: { kind: 'agency', id: city.agencies.pupr, name } });
      expect(problem.detail).toContain(name);
    }
  });

  test.each([
    ['an agency outside the city', () => ({ leadAgencyId: city.agencies.pln }), 'report.agency_external', '/leadAgencyId'],
    ['an unknown agency', () => ({ leadAgencyId: unknown }), 'report.agency_unknown', '/leadAgencyId'],
    ['a lead that supports itself', () => ({ supportingAgencyIds: [city.agencies.pupr] }), 'report.agency_twice', '/supportingAgencyIds'],
    ['an unknown category', () => ({ categoryId: unknown }), 'report.category_unknown', '/categoryId'],
    ['no class', () => ({ classification: undefined }), 'field.required', '/classification'],
  ])('to %s', async (of, changes, code, pointer) => {
    await refused('verifyReport', { of, who: city.coordinator, path: fresh.path, body: verification(changes()), status: 400, code, pointer });
  });

  test('as a transfer to an agency of the city', async () => {
    const body = { agencyId: city.agencies.dishub, reason: 'Bukan wewenang kami.' };
    const bad = { of: '', who: city.coordinator, path: fresh.path, body, status: 400, pointer: '/agencyId' };
    await refused('transferReport', { ...bad, code: 'report.agency_not_external' });
  });
});

describe('An action is refused', () => {
  test('where it is not open, with those that are', async () => {
    const body = { leadAgencyId: city.agencies.dishub };
    const bad = { of: '', who: city.coordinator, path: fresh.path, body, status: 409, code: 'report.action_not_open' };
    const problem = await refused('dispatchReport', bad);
    expect(problem.allowedActions).toEqual(['verify', 'request-information', 'transfer', 'archive', 'merge', 'escalate']);
    expect(problem.detail).toBe('The action dispatch is not open in status received.');
  });

  test('to close what nobody has answered', async () => {
    for (const [who, open] of [
      [city.coordinator, ['request-information', 'dispatch', 'transfer', 'archive', 'merge', 'escalate']],
      [dispatched.reporter, ['reply', 'withdraw']],
    ] as const) {
      // prettier-ignore
      const problem = await refused('closeReport', { of: '', who, path: dispatched.path, body: {}, status: 409, code: 'report.action_not_open' });
      expect(problem.allowedActions).toEqual(open);
    }
  });

  test('at another agency’s report, as if there were none', async () => {
    const bad = { of: '', who: city.dishubLiaison, path: dispatched.path, status: 404, code: 'report.not_found' };
    await refused('acceptReport', bad);
    await refused('returnReport', { ...bad, body: { reason: 'Bukan kami.' } });
    await refused('writeFollowUp', { ...bad, body: { kind: 'answer', body: 'Sudah diperbaiki oleh petugas.', publish: true } });
    await refused('acceptReport', { ...bad, path: { id: unknown } });
  });

  test('to merge a report into itself', async () => {
    const bad = { of: '', who: city.coordinator, path: fresh.path, body: { leadReportId: fresh.id }, status: 400 };
    await refused('mergeReport', { ...bad, code: 'report.merge_self', pointer: '/leadReportId' });
  });

  test('with an id that is none', async () => {
    await refused('readReport', { of: '', path: { id: 'TPI-1' }, status: 400, code: 'field.format', pointer: '/path/id' });
  });
});

test('of all that was refused nothing has left a trace', async () => {
  expect(await dumpOf(app.databaseUrl)).toEqual(before);
});
