import fc from 'fast-check';
import { v7 } from 'uuid';
import { system } from '../src/agencies/writer.js';
import { Transactions } from '../src/platform/transactions.js';
import { SweepService } from '../src/reports/sweep.service.js';
import { type EffectiveRules, inherit, type OwnMembers } from '../src/sla/calendar.inheritance.js';
import { lockCalendars, writeCalendar, writeVersion } from '../src/sla/calendars.store.js';
import { amendCity } from './support/amendment.js';
import { type App, startApp } from './support/app.js';
import { type City, givenACity } from './support/city.js';
import { Clerk, type Story, WallCalendar } from './support/clerk.js';
import type { Client } from './support/client.js';
import { type Given, type GivenReport, givenIn } from './support/given.js';

let app: App;
let city: City;
let given: Given;
/** The calendars as they stand, by the code of their agency. */
const rules = new Map<'tpi' | 'dishub', EffectiveRules>();
/** The present: one life after the other, for a version of a calendar holds from its day on. */
let moment = Date.parse('2024-01-02T02:00:00Z');
/** How often the calendars were amended. */
let amendments = 0;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  given = givenIn(city);
  await app.app.get(Transactions).run(undefined, async (tx) => {
    const [parent] = await lockCalendars(tx, city.agencies.tpi);
    if (!parent) throw new Error('A city has a calendar');
    rules.set('tpi', parent.rules);
    // The harbour's office: an hour ahead, on Saturdays too, and late in the evening.
    const days = [
      {
        weekdays: [1, 2, 3, 4, 5, 6],
        windows: [
          { opens: '09:00', closes: '12:00' },
          { opens: '13:00', closes: '20:00' },
        ],
      },
    ];
    const own: OwnMembers = { zone: 'Asia/Makassar', hours: [{ days }] };
    const calendarId = v7();
    const at = new Date('2026-01-01T00:00:00Z');
    await writeCalendar(tx, { id: calendarId, rootAgencyId: city.agencies.tpi, agencyId: city.agencies.dishub, name: 'Pelabuhan' }, at);
    const first = { calendarId, version: 1, validFrom: '1970-01-01', own, rules: inherit(own, parent.rules), reason: null };
    await writeVersion(tx, first, at, system);
    rules.set('dishub', first.rules);
  });
});
afterAll(() => app.stop());

/** A decree adds a day off in the whole city; what runs is recomputed. */
async function amend(date: string): Promise<void> {
  const ordered = await app.app.get(Transactions).run(undefined, async (tx) => {
    const job = await amendCity(app, tx, city.agencies.tpi, { date, kind: 'local', name: 'Libur' }, new Date(moment));
    const [above, below] = await lockCalendars(tx, city.agencies.tpi);
    if (above && below) rules.set('tpi', above.rules).set('dishub', below.rules);
    return job;
  });
  if (ordered === undefined) return;
  amendments += 1;
  await app.app.get(SweepService).sweep();
}

interface FactRow {
  type: string;
  at: Date;
  data: { agencyId?: string; categoryId?: string; workingDays?: number; to?: string };
}

/** The history of the answer's clock as the journal tells it: nothing of the clock's own row is read. */
async function storyOf(report: GivenReport): Promise<{ story: Story; limit: number }> {
  const facts = await app.source.query<FactRow[]>('select type, at, data from fact where report_id = $1 order by ord', [report.id]);
  const walls = new Map([...rules].map(([name, one]) => [name, new WallCalendar({ ...one, version: 1 })]));
  const wallOf = (agencyId: string | undefined): WallCalendar => walls.get(agencyId === city.agencies.dishub ? 'dishub' : 'tpi') as WallCalendar;
  const story: Story = { start: new Date(0), pauses: [], calendars: [], extensionDays: 0 };
  let limit = 14;
  for (const { type, at, data } of facts) {
    if (type === 'report.verified') Object.assign(story, { start: at, calendars: [{ wall: wallOf(data.agencyId), from: at }] });
    if (type === 'report.dispatched') story.calendars.push({ wall: wallOf(data.agencyId), from: at });
    if (type === 'report.information_requested' || type === 'report.answered') story.pauses.push({ from: at, to: null });
    if (type === 'report.information_supplied' || type === 'report.resumed') story.pauses = story.pauses.map((one) => ({ ...one, to: one.to ?? at }));
    if (type === 'report.extended') story.extensionDays += data.workingDays ?? 0;
    if (type === 'report.revised') limit = data.categoryId === city.categories.drains ? 20 : 14;
  }
  return { story, limit };
}

type Act = 'ask' | 'supply' | 'harbour' | 'works' | 'drains' | 'roads' | 'extend' | 'answer' | 'reply' | 'amend';
const acts: Act[] = ['ask', 'supply', 'harbour', 'works', 'drains', 'roads', 'extend', 'answer', 'reply', 'amend'];

/** Does it where it is open; what is not open is left out of the history, too. */
async function act(report: GivenReport, name: Act, dice: number): Promise<void> {
  const now = await report.read(city.coordinator);
  const liaison = now.agency?.id === city.agencies.dishub ? city.dishubLiaison : city.liaison;
  const open = (action: string, who: Client): Promise<boolean> => report.read(who).then(({ allowedActions }) => allowedActions.includes(action));
  const dispatch = async (leadAgencyId: string): Promise<unknown> =>
    now.agency?.id !== leadAgencyId &&
    (await open('dispatch', city.coordinator)) &&
    report.call(city.coordinator, 'dispatchReport', { leadAgencyId });
  const revise = async (categoryId: string): Promise<unknown> =>
    city.coordinator.call('reviseReport', {
      path: report.path,
      headers: { 'if-match': (await report.call(city.coordinator, 'readReport')).headers.etag ?? '' },
      body: { categoryId },
    });
  const does: Record<Act, () => Promise<unknown>> = {
    ask: async () => (await open('request-information', city.coordinator)) && report.ask(),
    supply: async () =>
      (await open('supply-information', report.reporter)) && report.call(report.reporter, 'supplyInformation', { body: 'Di sini.' }),
    harbour: () => dispatch(city.agencies.dishub),
    works: () => dispatch(city.agencies.pupr),
    drains: () => revise(city.categories.drains),
    roads: () => revise(city.categories.roads),
    extend: async () =>
      (await open('extend', liaison)) &&
      liaison.call('extendReport', { path: report.path, body: { workingDays: 1 + (dice % 5), reason: 'Menunggu suku cadang.' }, expect: 'any' }),
    answer: async () => (await open('follow-ups', liaison)) && report.followUp('answer', liaison),
    reply: async () =>
      (await open('reply', report.reporter)) &&
      now.status === 'answered' &&
      report.call(report.reporter, 'replyToReport', { body: 'Belum selesai.' }),
    amend: () => amend(new Date(moment + (1 + (dice % 25)) * 86_400_000).toISOString().slice(0, 10)),
  };
  await does[name]();
}

async function storedDue(report: GivenReport): Promise<Date | null | 'stopped'> {
  const [clock] = await app.source.query<{ due_at: Date | null; stopped_at: Date | null }[]>(
    `select due_at, stopped_at from clock where report_id = $1 and kind = 'resolution'`,
    [report.id],
  );
  return clock?.stopped_at ? 'stopped' : (clock?.due_at ?? null);
}

test('a deadline is a function of history: replayed from the journal by a clerk, it comes out as stored, whatever happened', async () => {
  let compared = 0;
  const step = fc.record({ name: fc.constantFrom(...acts), hours: fc.integer({ min: 1, max: 60 }), dice: fc.nat(1000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      app.clock.travelTo(new Date((moment += 3_600_000)));
      const report = await given.aReport({ status: 'dispatched' });
      for (const { name, hours, dice } of steps) {
        app.clock.travelTo(new Date((moment += hours * 3_600_000)));
        await act(report, name, dice);
        const stored = await storedDue(report);
        if (stored === 'stopped') continue;
        const { story, limit } = await storyOf(report);
        expect({ name, due: stored }).toEqual({ name, due: new Clerk(story).dueAt({ amount: limit, unit: 'working_day' }) });
        compared += 1;
      }
    }),
    { numRuns: 20, seed: 1708, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(50);
  expect(amendments).toBeGreaterThan(3);
}, 180_000);
