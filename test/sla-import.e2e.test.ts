import fc from 'fast-check';
import type { Job } from '../src/operations/job.views.js';
import type { Report } from '../src/reports/report.views.js';
import type { TimelinePage } from '../src/reports/timeline.views.js';
import type { CalendarChange } from '../src/sla/calendars.views.js';
import { RecomputeService } from '../src/sla/recompute.service.js';
import { type App, startApp } from './support/app.js';
import { CalendarDesk, day, offDates } from './support/calendars.js';
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

const skb = 'SKB 3 Menteri 2028';
const file = (...lines: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (date: string, name: string, ...more: string[]): string[] => [
  'BEGIN:VEVENT',
  `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
  `SUMMARY:${name}`,
  ...more,
  'END:VEVENT',
];
/** A calendar of an agency, whose list is its own. */
const aCalendar = async (own: object = {}): Promise<string> => {
  const calendar = await desk.create(await desk.anAgency(), { inheritsDaysOff: false, coveredYears: [], ...own });
  return calendar.body.id;
};
const importFaults = (id: string, body: object, status = 400): Promise<string> => desk.faults('importDaysOff', body, { id }, status);

describe('Importing a decree', () => {
  test('as JSON makes the list of its years complete, and says what changes', async () => {
    const id = await aCalendar({ daysOff: [day('2028-01-01', 'national_holiday', 'Salah'), day('2028-05-05', 'joint_leave')] });
    const days = [day('2028-01-01', 'national_holiday', 'Tahun Baru 2028'), { ...day('2028-02-25', 'national_holiday'), decree: 'Keppres 1' }];
    const { body } = await desk.import(id, { format: 'json', days, years: [2028], decree: skb });
    expect(body).toMatchObject({ dryRun: false, version: 2 });
    expect(body.diff).toMatchObject({ addedYears: [2028], otherMembers: [] });
    expect(body.diff.addedDays).toMatchObject([{ date: '2028-02-25', decree: 'Keppres 1' }]);
    expect(body.diff.removedDays).toMatchObject([{ date: '2028-05-05' }]);
    expect(body.diff.changedDays).toMatchObject([{ date: '2028-01-01', before: { name: 'Salah' }, after: { name: 'Tahun Baru 2028', decree: skb } }]);
    expect(await desk.read(id)).toMatchObject({ version: 2, coveredYears: [2028] });
  });

  test('as an iCalendar file does the same', async () => {
    const id = await aCalendar();
    const ics = file(
      ...event('2028-01-01', 'Tahun Baru 2028'),
      ...event('2028-01-27', 'Cuti Bersama Imlek', 'DTEND;VALUE=DATE:20280129', 'DESCRIPTION:Keppres 2'),
    );
    const { body } = await desk.import(id, { format: 'ics', ics, years: [2028], decree: skb });
    expect(body.diff.addedDays).toEqual([
      { date: '2028-01-01', kind: 'national_holiday', name: 'Tahun Baru 2028', decree: skb },
      { date: '2028-01-27', kind: 'joint_leave', name: 'Cuti Bersama Imlek', decree: 'Keppres 2' },
      { date: '2028-01-28', kind: 'joint_leave', name: 'Cuti Bersama Imlek', decree: 'Keppres 2' },
    ]);
  });

  test('leaves local and polling days, which have decrees of their own, and other years', async () => {
    const own = [day('2028-01-06'), day('2028-02-14', 'election'), day('2028-05-05', 'joint_leave'), day('2029-01-01', 'national_holiday')];
    const id = await aCalendar({ daysOff: own });
    await desk.import(id, { format: 'json', days: [day('2028-02-14', 'national_holiday')], years: [2028] });
    const after = await desk.read(id);
    expect(after.daysOff.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2028-01-06 local',
      '2028-02-14 national_holiday',
      '2029-01-01 national_holiday',
    ]);
  });

  test('of an amendment only adds days, and does not make an unknown year known', async () => {
    const id = await aCalendar({ daysOff: [day('2028-01-01', 'national_holiday')] });
    const { body } = await desk.import(id, { format: 'json', days: [day('2028-08-18', 'joint_leave')], years: [2028], replaceYears: false });
    expect(body.diff).toMatchObject({ addedDays: [{ date: '2028-08-18' }], removedDays: [], addedYears: [] });
    expect(offDates(await desk.read(id))).toEqual(['2028-01-01', '2028-08-18']);
  });

  test('is first shown by a dry run, moves running clocks when it is asked for, and once done is done', async () => {
    const asked = { format: 'json', days: [day('2028-01-01', 'national_holiday')], years: [2028] };
    const before = await desk.read(desk.cityCalendar);
    const { body: shown } = await desk.import(desk.cityCalendar, { ...asked, dryRun: true });
    expect(shown).toMatchObject({ dryRun: true, version: before.version, diff: { addedYears: [2028] }, obstacles: [] });
    expect(await desk.read(desk.cityCalendar)).toEqual(before);
    const { body } = await desk.import(desk.cityCalendar, { ...asked, recompute: true });
    expect(body).toMatchObject({ version: before.version + 1, diff: shown.diff });
    expect(body.jobId).toBeDefined();
    expect(await importFaults(desk.cityCalendar, asked, 409)).toBe('calendar.unchanged');
    expect(await importFaults(desk.cityCalendar, { ...asked, replaceYears: false, validFrom: '2024-01-01' }, 409)).toBe(
      'calendar.rewrites_history /validFrom',
    );
  });

  test('that amends a year moves as many deadlines as its dry run said, and says why in each history', async () => {
    app.clock.travelTo(new Date('2025-08-14T03:00:00Z'));
    try {
      const { report } = await aReport(city);
      // What the amendment of 2025 did: 18 August, the day after the weekend, became joint leave.
      const without = (await desk.read(desk.cityCalendar)).daysOff.filter(({ date }) => date !== '2025-08-18');
      await desk.change(desk.cityCalendar, { daysOff: without, recompute: true });
      while (await app.app.get(RecomputeService).work());
      const due = async (): Promise<string | undefined> =>
        (await city.coordinator.call<Report>('readReport', { path: { id: report.id } })).body.dueAt;
      expect(await due()).toBe('2025-08-19T09:00:00.000Z');
      const amendment = { format: 'json', days: [day('2025-08-18', 'joint_leave')], years: [2025], replaceYears: false, decree: 'SKB 933/2025' };
      const { body: shown } = await desk.import(desk.cityCalendar, { ...amendment, dryRun: true });
      expect(shown.impact).toMatchObject({ moved: 1, later: 1, largestShiftWorkingDays: 1, byKind: [{ kind: 'verification', moved: 1 }] });
      const { body } = await desk.import(desk.cityCalendar, { ...amendment, recompute: true });
      while (await app.app.get(RecomputeService).work());
      expect(await due()).toBe('2025-08-20T09:00:00.000Z');
      const job = await city.admin.call<Job>('readJob', { path: { id: body.jobId ?? '' } });
      expect(job.body).toMatchObject({ state: 'done', result: { moved: shown.impact?.moved } });
      const history = await city.coordinator.call<TimelinePage>('readTimeline', { path: { id: report.id } });
      expect(history.body.items.map(({ type }) => type)).toContain('clock.moved');
    } finally {
      app.clock.travelTo(null);
    }
  });

  test('is for who administers the calendar, on the state they saw', async () => {
    const asked = { path: { id: desk.cityCalendar }, body: { format: 'json', days: [day('2029-01-01')], years: [2029], reason: 'Uji' } };
    expect((await city.coordinator.refused('importDaysOff', 403, asked)).code).toBe('auth.not_permitted');
    expect((await city.admin.refused('importDaysOff', 412, { ...asked, headers: { 'if-match': '"99-abc"' } })).code).toBe('precondition.stale');
  });
});

describe('What is wrong with a list is told by line or item', () => {
  const bad = file(...event('2028-01-01', 'Tahun Baru'), 'ini bukan baris', ...event('2028-02-01', 'A', 'RRULE:FREQ=YEARLY'));

  test('a broken line of a file, in the language asked for', async () => {
    const asked = { path: { id: desk.cityCalendar }, body: { format: 'ics', ics: bad, years: [2028], reason: 'Uji' } };
    const { errors } = await city.admin.refused('importDaysOff', 400, asked);
    expect(errors).toEqual([{ pointer: '/ics', code: 'decree.line_broken', message: 'Baris 7 bukan baris iCalendar.' }]);
    const english = await city.admin.speaking('en').refused('importDaysOff', 400, asked);
    expect(english.errors?.[0]?.message).toBe('Line 7 is not one of iCalendar.');
  });

  test('a day twice names both places', async () => {
    const twice = { format: 'json', days: [day('2028-01-01'), day('2028-01-02'), day('2028-01-01')], years: [2028], reason: 'Uji' };
    const json = await city.admin.refused('importDaysOff', 400, { path: { id: desk.cityCalendar }, body: twice });
    expect(json.errors).toEqual([
      { pointer: '/days/2/date', code: 'decree.day_twice', message: 'Tanggal 2028-01-01 ada pada butir 0 dan butir 2 (dihitung dari 0).' },
    ]);
    const ics = file(...event('2028-01-01', 'A'), ...event('2028-01-01', 'B'));
    const lines = await city.admin.refused('importDaysOff', 400, {
      path: { id: desk.cityCalendar },
      body: { format: 'ics', ics, years: [2028], reason: 'Uji' },
    });
    expect(lines.errors).toEqual([{ pointer: '/ics', code: 'decree.day_on_two_lines', message: 'Tanggal 2028-01-01 ada pada baris 4 dan baris 8.' }]);
  });

  test.each<[string, object, string]>([
    ['a year that was not named', { format: 'json', days: [day('2029-01-01')], years: [2028] }, 'decree.day_outside_years /days/0/date'],
    ['a year that was not named, in a file', { format: 'ics', ics: file(...event('2029-01-01', 'A')), years: [2028] }, 'decree.outside_years /ics'],
    ['no days', { format: 'json', years: [2028] }, 'field.required /days'],
    ['a list of no days', { format: 'json', days: [], years: [2028] }, 'decree.no_days /days'],
    ['a list of no days to add', { format: 'json', days: [], years: [2028], replaceYears: false }, 'decree.no_days /days'],
    ['no file', { format: 'ics', years: [2028] }, 'field.required /ics'],
    ['both', { format: 'ics', ics: 'BEGIN:VCALENDAR', days: [], years: [2028] }, 'decree.other_format /days'],
    ['no years', { format: 'json', days: [] }, 'field.required /years'],
    ['years of none', { format: 'json', days: [], years: [] }, 'field.items /years'],
    ['a year far off', { format: 'json', days: [], years: [3000] }, 'field.range /years'],
    ['a file that is too long', { format: 'ics', ics: 'A'.repeat(400_001), years: [2028] }, 'field.too_long /ics'],
    ['another format', { format: 'csv', days: [], years: [2028] }, 'field.choice /format'],
  ])('%s', async (_, body, fault) => expect(await importFaults(desk.cityCalendar, body)).toBe(fault));

  test('whatever text comes, it is never a fault of the server', async () => {
    const id = await aCalendar();
    const words = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20280101',
      'SUMMARY:A',
      'END:VEVENT',
      'END:VCALENDAR',
      'RRULE:X',
      'DURATION:P',
      ';:',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 20 }).map((lines) => lines.join('\n')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (ics) => {
        const asked = { path: { id }, body: { format: 'ics', ics, years: [2028], reason: 'Uji', dryRun: true }, expect: [200, 400] };
        await city.admin.call<CalendarChange>('importDaysOff', asked);
      }),
      { numRuns: 60 },
    );
  });
});
