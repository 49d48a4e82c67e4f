import { type Action, actions, type Status, statuses } from '../src/reports/report.status.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import type { Client } from './support/client.js';
import { type Given, type GivenReport, givenIn, on, textOf } from './support/given.js';

let app: App;
let city: City;
let given: Given;
let other: GivenReport;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  app.clock.travelTo(on('11-02'));
  other = await given.aReport();
});
afterAll(() => app.stop());

/** A body that each action would take. */
const bodies = (report: GivenReport): Record<Action, object | undefined> => ({
  verify: report.verification,
  'request-information': { question: 'Di mana tepatnya?' },
  'supply-information': { body: 'Di depan pasar.' },
  dispatch: { leadAgencyId: city.agencies.dishub },
  accept: undefined,
  return: { reason: 'Bukan wewenang kami.' },
  transfer: { agencyId: city.agencies.pln, reason: 'Jaringan PLN.' },
  'follow-ups': { kind: 'progress', publish: false, body: textOf('Tim memeriksa lokasi.') },
  reply: { body: 'Terima kasih.' },
  rate: { score: 3, solved: true },
  close: {},
  reopen: { reason: 'Rusak lagi.' },
  withdraw: {},
  archive: { reason: 'other' },
  merge: { leadReportId: other.id },
  unmerge: undefined,
  extend: { workingDays: 5, reason: 'Suku cadang baru tiba pekan depan.' },
  escalate: { reason: 'Dua warga sudah terjatuh.' },
  'ombudsman-consent': { consent: true },
});

const callers = (report: GivenReport): Record<string, Client> => ({
  anyone: city.anyone,
  reporter: report.reporter,
  citizen: city.citizen,
  officer: city.officer,
  liaison: city.liaison,
  'supporting officer': city.dishubOfficer,
  'officer of no part': city.dlhOfficer,
  coordinator: city.coordinator,
  supervisor: city.supervisor,
  admin: city.admin,
  machine: city.machine,
  'reporter who is an officer': city.officer.with({ 'x-report-key': report.filed.reportKey }),
});

/**
 * Asks with a version that nobody ever saw: what is open and permitted is then stale (412), anything else is refused
 * before, and nothing changes.
 */
async function isAccepted(report: GivenReport, who: Client, action: Action): Promise<boolean> {
  const headers = { 'if-match': '"999999999-AAAAAAAAAAAA"' };
  const asked = { headers, expect: [401, 403, 404, 409, 412] };
  return (await who.post(`/v1/reports/${report.id}/${action}`, bodies(report)[action], asked)).status === 412;
}

describe.each(statuses)('While a report is %s', (status: Status) => {
  test('allowedActions tell everybody exactly what would be accepted', async () => {
    const report = await given.aReport({ status, supporting: ['dishub'] });
    for (const [name, who] of Object.entries(callers(report))) {
      const accepted: Action[] = [];
      for (const action of actions) if (await isAccepted(report, who, action)) accepted.push(action);
      expect({ name, actions: (await report.read(who)).allowedActions }).toEqual({ name, actions: accepted });
    }
    expect((await report.read(city.coordinator)).status).toBe(status);
  });
});
