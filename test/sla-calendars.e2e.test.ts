import type { Calendar, CalendarPage } from '../src/sla/calendars.views.js';
import { type App, startApp } from './support/app.js';
import { CalendarDesk, day, offDates, roundTheClock, today } from './support/calendars.js';
import { aReport, type City, givenACity } from './support/city.js';

let app: App;
let city: City;
let desk: CalendarDesk;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  desk = await CalendarDesk.of(city);
});
afterAll(() => app.stop());

const thisYear = Number(today().slice(0, 4));

describe('The calendar that a city begins with', () => {
  test('is read by anyone: office hours with Ramadan, days off with their decrees', async () => {
    const calendar = await desk.read(desk.cityCalendar);
    expect(calendar).toMatchObject({
      name: 'Kalender kerja',
      agency: { id: city.agencies.tpi, name: 'Kota Uji' },
      version: 1,
      versionInForce: 1,
      validFrom: '1970-01-01',
      zone: 'Asia/Jakarta',
      countJointLeave: false,
      coveredYears: [2024, 2025, 2026, 2027],
      ownMembers: ['zone', 'hours', 'countJointLeave', 'daysOff', 'coveredYears'],
    });
    expect(calendar.hours[0]?.days[0]).toEqual({
      weekdays: [1, 2, 3, 4],
      windows: [
        { opens: '07:30', closes: '12:00' },
        { opens: '13:00', closes: '16:00' },
      ],
    });
    expect(calendar.daysOff.find(({ date }) => date === '2025-08-18')).toMatchObject({
      kind: 'joint_leave',
      decree: expect.stringContaining('933/2025') as string,
    });
  });

  test('answers 304 to who has the latest, and 404 for what is not there', async () => {
    const { headers } = await city.anyone.call('readCalendar', { path: { id: desk.cityCalendar } });
    await city.anyone.call('readCalendar', { path: { id: desk.cityCalendar }, headers: { 'if-none-match': headers.etag ?? '' }, expect: 304 });
    const nowhere = { path: { id: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99' } };
    expect((await city.anyone.refused('readCalendar', 404, nowhere)).code).toBe('calendar.not_found');
    expect((await city.anyone.refused('listCalendarVersions', 404, nowhere)).code).toBe('calendar.not_found');
    expect((await city.admin.refused('changeCalendar', 404, { ...nowhere, body: { reason: 'Uji' } })).code).toBe('calendar.not_found');
    const version = { path: { id: desk.cityCalendar }, query: { version: 99 } };
    expect((await city.anyone.refused('readCalendar', 404, version)).code).toBe('calendar.version_not_found');
  });

  test('reports the years that it has no list for, also those that a running clock touches, and guesses none', async () => {
    const known = [2024, 2025, 2026, 2027];
    expect((await desk.read(desk.cityCalendar)).missingYears).toEqual([thisYear, thisYear + 1].filter((year) => !known.includes(year)));
    app.clock.travelTo(new Date('2027-06-01T03:00:00Z'));
    try {
      expect((await desk.read(desk.cityCalendar)).missingYears).toEqual([2028]);
      app.clock.travelTo(new Date('2027-12-30T03:00:00Z'));
      await aReport(city);
      app.clock.travelTo(new Date('2026-06-01T03:00:00Z'));
      expect((await desk.read(desk.cityCalendar)).missingYears).toEqual([2028]);
    } finally {
      app.clock.travelTo(null);
    }
  });
});

describe('A calendar of an agency', () => {
  test('inherits what it does not give itself, and says which is which', async () => {
    const { body, headers } = await desk.create(await desk.anAgency(), { daysOff: [day('2027-01-06')] });
    expect(headers.location).toBe(`/v1/sla/calendars/${body.id}`);
    expect(body).toMatchObject({
      version: 1,
      parentId: desk.cityCalendar,
      zone: 'Asia/Jakarta',
      inheritsDaysOff: true,
      ownMembers: ['daysOff'],
      validFrom: today(),
    });
    expect(body.daysOff.find(({ date }) => date === '2027-01-06')?.inherited).toBeUndefined();
    expect(body.daysOff.find(({ date }) => date === '2027-01-01')?.inherited).toBe(true);
    expect(body.coveredYears).toEqual([2024, 2025, 2026, 2027]);
  });

  test('may work round the clock, every day, without any list', async () => {
    const { body } = await desk.create(await desk.anAgency(), { hours: roundTheClock, inheritsDaysOff: false });
    expect(body).toMatchObject({ daysOff: [], missingYears: [], hours: roundTheClock });
    expect(body.coveredYears).toBeUndefined();
  });

  test('is one, and for an agency that is there; only who administers it may make one', async () => {
    const agencyId = await desk.anAgency();
    const { body } = await desk.create(agencyId);
    const problem = await city.admin.refused('createCalendar', 409, { body: { agencyId, name: 'Lagi', reason: 'Uji' } });
    expect(problem).toMatchObject({ code: 'calendar.exists', related: { kind: 'calendar', id: body.id } });
    const nowhere = { agencyId: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a99', name: 'Tiada' };
    expect(await desk.faults('createCalendar', nowhere)).toBe('agency.unknown /agencyId');
    const past = { agencyId: await desk.anAgency(), name: 'Dahulu', validFrom: '2024-01-01' };
    expect(await desk.faults('createCalendar', past, {}, 409)).toBe('calendar.begins_in_past /validFrom');
    expect((await city.liaison.refused('createCalendar', 403, { body: { agencyId: city.agencies.dlh, name: 'X', reason: 'Uji' } })).code).toBe(
      'auth.not_permitted',
    );
    expect((await city.anyone.refused('createCalendar', 401, { body: { agencyId: city.agencies.dlh, name: 'X', reason: 'Uji' } })).code).toBe(
      'auth.required',
    );
  });

  test('happens once for one key, and is listed with those of its agency and below', async () => {
    const [agencyId, other] = [await desk.anAgency(), await desk.anAgency()];
    const unit = await desk.anAgency(agencyId);
    const asked = { body: { agencyId, name: 'Sekali', reason: 'Uji' }, headers: { 'idempotency-key': 'calendar-1' } };
    const first = await city.admin.call<Calendar>('createCalendar', asked);
    expect((await city.admin.call<Calendar>('createCalendar', asked)).body).toEqual(first.body);
    const below = await desk.create(unit);
    await desk.create(other);
    const { body } = await city.anyone.call<CalendarPage>('listCalendars', { query: { agencyId } });
    expect(body.items.map(({ id }) => id).sort()).toEqual([first.body.id, below.body.id].sort());
    expect(below.body.parentId).toBe(first.body.id);
    const page = await city.anyone.call<CalendarPage>('listCalendars', { query: { agencyId, limit: 1 } });
    const next = await city.anyone.call<CalendarPage>('listCalendars', { query: { agencyId, limit: 1, cursor: page.body.nextCursor ?? '' } });
    expect([...page.body.items, ...next.body.items]).toEqual(body.items);
  });

  test('that comes between two others gives its members to the one below, as a new version', async () => {
    const department = await desk.anAgency();
    const division = await desk.anAgency(department);
    const { body: below } = await desk.create(division, { daysOff: [day('2027-02-02')] });
    expect(below.parentId).toBe(desk.cityCalendar);
    const { body: between } = await desk.create(department, { countJointLeave: true, daysOff: [day('2027-02-03')] });
    const after = await desk.read(below.id);
    expect(after).toMatchObject({ version: 2, parentId: between.id, countJointLeave: true, reason: `Mengikuti ${between.name} versi 1` });
    expect(offDates(after)).toEqual(expect.arrayContaining(['2027-02-02', '2027-02-03']));
    expect(offDates(await desk.read(below.id, 1))).not.toContain('2027-02-03');
  });
});
