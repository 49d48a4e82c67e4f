import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CountDueDate } from '../src/sla/due-date.requests.js';
import type { DueDate } from '../src/sla/due-date.views.js';
import { type App, startApp } from './support/app.js';
import { CalendarDesk, day, roundTheClock } from './support/calendars.js';
import { type City, givenACity } from './support/city.js';

type Content = Record<string, { example: unknown }>;

let app: App;
let city: City;
let desk: CalendarDesk;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  desk = await CalendarDesk.of(city);
});
afterAll(() => app.stop());

const days = (amount: number, unit: CountDueDate['limit']['unit'] = 'working_day'): Pick<CountDueDate, 'limit'> => ({ limit: { amount, unit } });
const count = async (start: string, asked: object, by = city.anyone): Promise<DueDate> =>
  (await by.call<DueDate>('countDueDate', { body: { start, ...asked } })).body;
/** Friday before Nyepi and Lebaran 2026, in office hours. */
const friday = '2026-02-27T10:00:00+07:00';

describe('The calculator', () => {
  test('counts a limit by the city’s calendar for anyone, day by day and in a sentence', async () => {
    const answer = await count('2026-11-24T10:00:00+07:00', days(2));
    expect(answer).toMatchObject({
      dueAt: '2026-11-26T09:00:00.000Z',
      calendar: { id: desk.cityCalendar, name: 'Kalender kerja', version: 1 },
      provisional: false,
      unknownYears: [],
      ledgerTruncated: false,
    });
    expect(answer.ledger.map(({ date, counted, reason, count: n }) => [date, counted, reason, n])).toEqual([
      ['2026-11-24', false, 'working', 0],
      ['2026-11-25', true, 'working', 1],
      ['2026-11-26', true, 'working', 2],
    ]);
    expect(answer.sentence).toBe(answer.sentences.id);
    expect(answer.sentence).toContain('2 hari kerja');
    const english = await count('2026-11-24T10:00:00+07:00', days(2), city.anyone.speaking('en'));
    expect(english.sentence).toBe(answer.sentences.en);
    expect(english.sentence).toContain('2 working days');
  });

  test('names each holiday with its decree, and joint leave as such', async () => {
    const { ledger, dueAt } = await count(friday, days(14));
    expect(dueAt).toBe('2026-03-26T09:00:00.000Z');
    expect(ledger.find(({ date }) => date === '2026-03-19')).toMatchObject({
      counted: false,
      reason: 'holiday',
      name: expect.stringContaining('Nyepi') as string,
      decree: expect.stringContaining('SKB') as string,
    });
    expect(ledger.filter(({ reason }) => reason === 'joint_leave').map(({ date }) => date)).toEqual([
      '2026-03-18',
      '2026-03-20',
      '2026-03-23',
      '2026-03-24',
    ]);
  });

  test('counts working hours, calendar days, pauses and an extension', async () => {
    const start = '2026-11-24T10:00:00+07:00';
    expect((await count(start, days(3, 'working_hour'))).dueAt).toBe('2026-11-24T07:00:00.000Z');
    expect((await count(start, days(4, 'calendar_day'))).dueAt?.slice(0, 10)).toBe('2026-11-28');
    const paused = await count(start, { ...days(2), pauses: [{ from: '2026-11-25T08:00:00+07:00', to: '2026-11-26T08:00:00+07:00' }] });
    expect(paused.dueAt).toBe('2026-11-27T09:30:00.000Z');
    expect(paused.ledger[1]).toMatchObject({ date: '2026-11-25', counted: false, reason: 'paused' });
    expect((await count(start, { ...days(2), extensionDays: 1 })).dueAt).toBe('2026-11-27T09:30:00.000Z');
  });

  test('knows no due date while a pause lasts', async () => {
    const answer = await count('2026-11-24T10:00:00+07:00', { ...days(5), pauses: [{ from: '2026-11-25T08:00:00+07:00' }] });
    expect(answer.dueAt).toBeUndefined();
    expect(answer.ledger.at(-1)?.date).toBe('2026-11-25');
    expect(answer.sentence.length).toBeGreaterThan(10);
  });

  test('says where it counts through a year without a list', async () => {
    const answer = await count('2027-12-30T10:00:00+07:00', days(3));
    expect(answer).toMatchObject({ provisional: true, unknownYears: [2028] });
    expect(answer.ledger.at(-1)).toMatchObject({ provisional: true });
    expect(answer.ledger[0]?.provisional).toBeUndefined();
  });

  test('counts by an agency’s calendar, the nearest above it, or any calendar and version', async () => {
    const agencyId = await desk.anAgency();
    app.clock.travelTo(new Date('2026-01-01T03:00:00Z'));
    const { body: own } = await desk.create(agencyId, { hours: roundTheClock, inheritsDaysOff: false });
    app.clock.travelTo(null);
    const unit = await desk.anAgency(agencyId);
    const start = '2026-11-27T17:00:00+07:00';
    for (const asked of [{ agencyId }, { agencyId: unit }, { calendarId: own.id }]) {
      const answer = await count(start, { ...days(2), ...asked });
      expect(answer).toMatchObject({ dueAt: '2026-11-29T17:00:00.000Z', calendar: { id: own.id } });
    }
    // Before it was in force the city's calendar held.
    expect((await count('2025-11-27T10:00:00+07:00', { ...days(2), agencyId })).calendar.id).toBe(desk.cityCalendar);
    await desk.change(desk.cityCalendar, { daysOff: [day('2026-11-25')] });
    const asked = { ...days(1), calendarId: desk.cityCalendar };
    expect((await count('2026-11-24T10:00:00+07:00', { ...asked, version: 1 })).dueAt).toBe('2026-11-25T09:00:00.000Z');
    expect((await count('2026-11-24T10:00:00+07:00', { ...asked, version: 2 })).dueAt).toBe('2026-11-26T09:00:00.000Z');
  });

  test('takes a version of the agency’s own calendar, not of one above it that has it', async () => {
    const { body } = await desk.change(desk.cityCalendar, { daysOff: [day('2026-11-25'), day('2026-11-26')] });
    const agencyId = await desk.anAgency();
    const { body: own } = await desk.create(agencyId, { hours: roundTheClock });
    const start = '2026-11-24T10:00:00+07:00';
    expect((await count(start, { ...days(1), agencyId, version: 1 })).calendar).toMatchObject({ id: own.id, version: 1 });
    const asked = { start, ...days(1), agencyId, version: body.version };
    const { errors = [] } = await city.anyone.refused('countDueDate', 400, { body: asked });
    expect(errors.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['calendar.version_unknown /version']);
  });

  test('answers at once, however long the limit and however many the pauses', async () => {
    const pauses = Array.from({ length: 20 }, (_, month) => ({
      from: new Date(Date.UTC(2027, month, 1)).toISOString(),
      to: new Date(Date.UTC(2027, month, 5)).toISOString(),
    }));
    const { sentences } = await count('2026-11-24T10:00:00+07:00', { ...days(87_600, 'working_hour'), pauses });
    expect(sentences.en).toMatch(/; 87600 working hours; due .*; provisional, since the list of days off for 2028–20\d\d is not known yet\.$/);
    const more = { start: '2026-11-24T10:00:00+07:00', ...days(1), pauses: [...pauses, ...pauses.slice(0, 1)] };
    const { errors = [] } = await city.anyone.refused('countDueDate', 400, { body: more });
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/pauses']);
  });

  test('shows at most 1200 days of a long way', async () => {
    const answer = await count('2024-01-02T10:00:00+07:00', { ...days(1_500), version: 1 });
    expect([answer.ledger.length, answer.ledgerTruncated]).toEqual([1_200, true]);
    expect(answer.dueAt).toBeDefined();
  });
});

test('The example of the contract is what the code says', async () => {
  const { paths } = parse(readFileSync('openapi.yaml', 'utf8')) as {
    paths: Record<string, { post: { requestBody: { content: Content }; responses: Record<string, { content: Content }> } }>;
  };
  const operation = paths['/v1/sla/due-date']?.post;
  const asked = { ...(operation?.requestBody.content['application/json']?.example as CountDueDate), agencyId: undefined, version: 1 };
  const { calendar: _, ...told } = operation?.responses['200']?.content['application/json']?.example as DueDate;
  expect(await count(asked.start, { ...asked, calendarId: desk.cityCalendar })).toMatchObject(told);
});

describe('It refuses', () => {
  const start = '2026-11-24T10:00:00+07:00';
  const pause = (from: string, to?: string): object => ({
    pauses: [
      { from: '2026-11-25T08:00:00Z', to: '2026-11-25T09:00:00Z' },
      { from, to },
    ],
  });
  const nowhere = '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99';

  test.each<[string, object, string]>([
    ['a limit of zero', { start, ...days(0) }, 'field.range /limit/amount'],
    ['a negative limit', { start, ...days(-3) }, 'field.range /limit/amount'],
    ['more than ten years of days', { start, ...days(3_651) }, 'field.range /limit/amount'],
    ['more than ten years of calendar days', { start, ...days(3_651, 'calendar_day') }, 'field.range /limit/amount'],
    ['more than ten years of hours', { start, ...days(87_601, 'working_hour') }, 'field.range /limit/amount'],
    ['half a day', { start, ...days(1.5) }, 'field.type /limit/amount'],
    ['another unit', { start, limit: { amount: 1, unit: 'week' } }, 'field.choice /limit/unit'],
    ['no start', days(1), 'field.required /start'],
    ['a start without a zone', { start: '2026-11-24T10:00:00', ...days(1) }, 'field.format /start'],
    ['a start before all calendars', { start: '1905-01-01T00:00:00Z', ...days(1) }, 'due_date.out_of_reach /start'],
    ['a way beyond all calendars', { start: '2199-12-01T00:00:00Z', ...days(1_000) }, 'due_date.out_of_reach /start'],
    [
      'a pause that is reversed',
      { start, ...days(1), ...pause('2026-11-26T08:00:00Z', '2026-11-26T07:00:00Z') },
      'due_date.pause_reversed /pauses/1/to',
    ],
    [
      'a pause of no length',
      { start, ...days(1), ...pause('2026-11-26T08:00:00Z', '2026-11-26T15:00:00+07:00') },
      'due_date.pause_reversed /pauses/1/to',
    ],
    ['two calendars', { start, ...days(1), calendarId: nowhere, agencyId: nowhere }, 'due_date.one_calendar /agencyId'],
    ['an unknown calendar', { start, ...days(1), calendarId: nowhere }, 'calendar.unknown /calendarId'],
    ['an unknown agency', { start, ...days(1), agencyId: nowhere }, 'agency.unknown /agencyId'],
    ['an unknown version', { start, ...days(1), version: 999 }, 'calendar.version_unknown /version'],
  ])('%s', async (_, body, fault) => {
    const { errors = [] } = await city.anyone.refused('countDueDate', 400, { body });
    expect(errors.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(fault);
  });
});
