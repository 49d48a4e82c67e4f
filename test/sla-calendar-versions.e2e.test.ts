import type { CalendarChange, CalendarVersionPage } from '../src/sla/calendars.views.js';
import { type App, startApp } from './support/app.js';
import { CalendarDesk, day, offDates, roundTheClock, today, week } from './support/calendars.js';
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

describe('A change of a calendar', () => {
  test('is a new version, and one for every calendar below that inherits', async () => {
    const department = await desk.anAgency();
    const { body: own } = await desk.create(department, { hours: week(['08:00', '15:00']), daysOff: [day('2027-02-01')] });
    const { body: below } = await desk.create(await desk.anAgency(department), { daysOff: [day('2027-02-02')] });
    const { body: apart } = await desk.create(await desk.anAgency(department), { hours: roundTheClock, inheritsDaysOff: false });
    const { body, headers } = await desk.change(own.id, { daysOff: [day('2027-02-01', 'local', 'Hari jadi'), day('2027-02-04')] });
    expect(body).toMatchObject({ dryRun: false, version: 2, validFrom: today(), followers: 1, obstacles: [] });
    expect(body.diff).toMatchObject({ addedDays: [day('2027-02-04')], removedDays: [], otherMembers: [], addedYears: [] });
    expect(body.diff.changedDays).toEqual([{ date: '2027-02-01', before: day('2027-02-01'), after: day('2027-02-01', 'local', 'Hari jadi') }]);
    expect(headers.etag).toMatch(/^"2-/);
    expect(await desk.read(below.id)).toMatchObject({ version: 2, reason: `Mengikuti ${own.name} versi 2` });
    expect(offDates(await desk.read(below.id))).toEqual(expect.arrayContaining(['2027-02-02', '2027-02-04']));
    expect((await desk.read(apart.id)).version).toBe(1);
    const facts = await app.source.query<object[]>('select type, data from fact where subject_id = any($1::uuid[]) order by ord', [
      [own.id, below.id],
    ]);
    expect(facts).toMatchObject([
      { type: 'calendar.created' },
      { type: 'calendar.versioned', data: { version: 1 } },
      { type: 'calendar.created' },
      { type: 'calendar.versioned', data: { version: 1 } },
      { type: 'calendar.versioned', data: { version: 2 } },
      { type: 'calendar.versioned', data: { version: 2, followsCalendarId: own.id } },
    ]);
  });

  test('leaves out what stays, and gives members up where it says so', async () => {
    const { body: own } = await desk.create(await desk.anAgency(), { hours: week(['08:00', '15:00']), countJointLeave: true });
    await desk.change(own.id, { countJointLeave: false });
    expect(await desk.read(own.id)).toMatchObject({ version: 2, countJointLeave: false, hours: week(['08:00', '15:00']) });
    const { body } = await desk.change(own.id, { inherit: ['hours'] });
    expect(body.diff.otherMembers).toEqual(['hours']);
    expect(await desk.read(own.id)).toMatchObject({ version: 3, ownMembers: ['countJointLeave'] });
    const { body: page } = await city.anyone.call<CalendarVersionPage>('listCalendarVersions', { path: { id: own.id }, query: { limit: 2 } });
    expect(page.items.map(({ number, reason }) => `${number} ${reason}`)).toEqual(['3 Uji', '2 Uji']);
    const rest = { path: { id: own.id }, query: { limit: 2, cursor: page.nextCursor ?? '' } };
    expect((await city.anyone.call<CalendarVersionPage>('listCalendarVersions', rest)).body).toMatchObject({
      items: [{ number: 1 }],
      nextCursor: null,
    });
  });

  test('is refused to who has seen another state, and to who may not', async () => {
    const { body: own, headers } = await desk.create(await desk.anAgency());
    const seen = { 'if-match': headers.etag ?? '' };
    await desk.change(own.id, { countJointLeave: true }, seen);
    const asked = { path: { id: own.id }, body: { countJointLeave: false, reason: 'Uji' } };
    expect((await city.admin.refused('changeCalendar', 412, { ...asked, headers: seen })).code).toBe('precondition.stale');
    expect((await city.coordinator.refused('changeCalendar', 403, asked)).code).toBe('auth.not_permitted');
  });

  test('may begin later; clocks that start before count by the version before', async () => {
    const { body: own } = await desk.create(await desk.anAgency());
    const { body } = await desk.change(own.id, { countJointLeave: true, validFrom: '2190-01-01' });
    expect(body).toMatchObject({ version: 2, validFrom: '2190-01-01' });
    expect(await desk.read(own.id)).toMatchObject({ version: 2, versionInForce: 1 });
  });

  test('does not begin early what is to begin later, unless it is named', async () => {
    const { body: own } = await desk.create(await desk.anAgency());
    await desk.change(own.id, { hours: week(['09:00', '15:00']), validFrom: '2190-01-01' });
    const daysOff = [day('2027-02-04')];
    expect(await desk.faults('changeCalendar', { daysOff }, { id: own.id }, 409)).toBe('calendar.pending /validFrom');
    // A list of days that comes from above would do the same.
    const above = await desk.change(desk.cityCalendar, { countJointLeave: true, dryRun: true });
    expect(above.body.obstacles.map(({ code }) => code)).toEqual(['calendar.pending']);
    await desk.change(own.id, { daysOff, validFrom: '2190-01-01' });
    expect((await desk.change(own.id, { daysOff: [], inherit: ['hours'] })).body).toMatchObject({ version: 4, validFrom: today() });
    expect(await desk.read(own.id)).toMatchObject({ versionInForce: 4, ownMembers: ['daysOff'] });
  });

  test('that would rewrite history is refused unless a recompute is asked for', async () => {
    const { body: own } = await desk.create(await desk.anAgency(), {});
    const past = { countJointLeave: true, validFrom: '2024-01-01' };
    expect(await desk.faults('changeCalendar', past, { id: own.id }, 409)).toBe('calendar.rewrites_history /validFrom');
    const future = { countJointLeave: true, validFrom: '2190-01-01', recompute: true };
    expect(await desk.faults('changeCalendar', future, { id: own.id }, 409)).toBe('calendar.not_in_force /validFrom');
    const { body } = await desk.change(own.id, { ...past, recompute: true });
    expect(body).toMatchObject({ version: 2, validFrom: '2024-01-01' });
    await city.admin.call('readJob', { path: { id: body.jobId ?? '' } });
  });

  test('that changes nothing is refused, unless it is meant to catch up with what is in force', async () => {
    const { body: own } = await desk.create(await desk.anAgency(), { countJointLeave: true });
    expect(await desk.faults('changeCalendar', { countJointLeave: true }, { id: own.id }, 409)).toBe('calendar.unchanged');
    const { body } = await desk.change(own.id, { recompute: true });
    expect(body.version).toBe(1);
    expect(body.jobId).toBeDefined();
  });
});

describe('A dry run', () => {
  test('says what would happen and keeps nothing: diff, impact, and what would be refused', async () => {
    app.clock.travelTo(new Date('2026-11-23T03:00:00Z'));
    try {
      await aReport(city);
      const before = await desk.read(desk.cityCalendar);
      const daysOff = [...before.daysOff, day('2026-11-24', 'local', 'Pilkada ulang')];
      const { body, headers } = await desk.change(desk.cityCalendar, { daysOff, validFrom: '2026-11-01', dryRun: true });
      expect(body).toMatchObject({ dryRun: true, version: before.version, validFrom: '2026-11-01', impact: { later: body.impact?.moved } });
      expect(body.impact?.moved).toBeGreaterThan(0);
      expect(body.impact?.byKind).toContainEqual({ kind: 'verification', moved: expect.any(Number) as number });
      expect(body.obstacles.map(({ code }) => code)).toEqual(['calendar.rewrites_history']);
      expect(body.jobId).toBeUndefined();
      expect(await desk.read(desk.cityCalendar)).toEqual(before);
      const english = city.admin.speaking('en');
      const again = await english.call<CalendarChange>('changeCalendar', { path: { id: desk.cityCalendar }, body: { reason: 'Uji', dryRun: true } });
      expect(again.body.obstacles).toEqual([{ code: 'calendar.unchanged', message: 'The calendar is as asked for already.' }]);
      // What a dry run has seen can be applied to just that state.
      const applied = await desk.change(desk.cityCalendar, { daysOff, recompute: true }, { 'if-match': headers.etag ?? '' });
      expect(applied.body).toMatchObject({ version: before.version + 1, jobId: expect.any(String) as string });
      // Open clocks are counted by the job: nobody waits for that while the calendar is locked.
      expect(applied.body).not.toHaveProperty('impact');
    } finally {
      app.clock.travelTo(null);
    }
  });

  test('leaves its key free for the effect', async () => {
    const { body: own } = await desk.create(await desk.anAgency());
    const headers = { 'idempotency-key': 'calendar-trial' };
    await desk.change(own.id, { countJointLeave: true, dryRun: true }, headers);
    expect((await desk.change(own.id, { countJointLeave: true }, headers)).body.version).toBe(2);
    const again = await desk.change(own.id, { countJointLeave: true }, headers);
    expect([again.body.version, again.headers['idempotency-replayed']]).toEqual([2, 'true']);
  });
});
