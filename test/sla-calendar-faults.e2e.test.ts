import { type App, startApp } from './support/app.js';
import { CalendarDesk, day, week } from './support/calendars.js';
import { type City, givenACity } from './support/city.js';

let app: App;
let city: City;
let desk: CalendarDesk;

beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  desk = await CalendarDesk.of(city);
});
afterAll(() => app.stop());

describe('A calendar that nobody can count by is refused, and the place named', () => {
  const weekday = (weekdays: number[], windows = [{ opens: '08:00', closes: '15:00' }]): object => ({ weekdays, windows });
  const ordinary = { days: [weekday([1, 2, 3, 4, 5])] };
  const ramadan = { ...ordinary, name: 'Ramadan', from: '2027-02-08', to: '2027-03-09' };

  test.each<[string, object, string]>([
    ['windows that overlap', { hours: week(['08:00', '12:00'], ['11:30', '15:00']) }, 'calendar.windows_overlap /hours/0/days/0/windows/1'],
    [
      'a window across midnight into the next',
      { hours: week(['20:00', '08:00'], ['07:00', '15:00']) },
      'calendar.windows_overlap /hours/0/days/0/windows/',
    ],
    ['a window of no length', { hours: week(['08:00', '08:00']) }, 'calendar.window_empty /hours/0/days/0/windows/0'],
    ['a weekday twice', { hours: [{ days: [weekday([1]), weekday([1, 2])] }] }, 'calendar.weekday_twice /hours/0/days/1/weekdays/0'],
    ['no ordinary week', { hours: [ramadan] }, 'calendar.hours_missing /hours'],
    ['two ordinary weeks', { hours: [ordinary, ordinary] }, 'calendar.hours_twice /hours/1'],
    ['a period without an end', { hours: [ordinary, { ...ramadan, to: undefined }] }, 'calendar.period_open /hours/1/to'],
    ['a period that is reversed', { hours: [ordinary, { ...ramadan, to: '2027-01-01' }] }, 'calendar.period_reversed /hours/1/to'],
    [
      'periods that overlap',
      { hours: [ordinary, ramadan, { ...ramadan, from: '2027-03-09', to: '2027-03-20' }] },
      'calendar.period_overlap /hours/2/from',
    ],
    ['a day off twice', { daysOff: [day('2027-01-06'), day('2027-01-07'), day('2027-01-06')] }, 'calendar.day_twice /daysOff/2/date'],
    ['a day before 1970', { daysOff: [day('1950-01-06')] }, 'calendar.date_unknown /daysOff/0/date'],
    ['an unknown zone', { zone: 'Asia/Atlantis' }, 'field.choice /zone'],
    ['a time that is none', { hours: week(['08:00', '24:30']) }, 'field.format /hours/0/days/0/windows/0/closes'],
    ['no window at all', { hours: week() }, 'field.items /hours/0/days/0/windows'],
    ['an eighth weekday', { hours: [{ days: [weekday([8])] }] }, 'field.range /hours/0/days/0/weekdays'],
    ['no week at all', { hours: [] }, 'field.items /hours'],
    ['a date that does not exist', { daysOff: [day('2027-02-30')] }, 'field.format /daysOff/0/date'],
    ['a kind of day that is none', { daysOff: [day('2027-02-03', 'holiday')] }, 'field.choice /daysOff/0/kind'],
    ['a member that is not known', { holidays: [] }, 'field.unknown /holidays'],
    ['no reason', { countJointLeave: true, reason: undefined }, 'field.required /reason'],
  ])('%s', async (_, body, fault) => expect(await desk.faults('changeCalendar', body, { id: desk.cityCalendar })).toContain(fault));

  test('not one working moment', async () => {
    // Mondays only, all of them off for as long as the arithmetic reaches.
    const mondays = Array.from({ length: 4_000 }, (_, index) => new Date(Date.UTC(2124, 0, 3) + index * 7 * 86_400_000).toISOString().slice(0, 10));
    const reachable = mondays.filter((date) => date < '2200');
    app.clock.travelTo(new Date('2124-01-12T03:00:00Z'));
    try {
      const body = { hours: [{ days: [weekday([1])] }], daysOff: reachable.map((date) => day(date)) };
      expect(await desk.faults('changeCalendar', body, { id: desk.cityCalendar })).toContain('calendar.no_working_time');
    } finally {
      app.clock.travelTo(null);
    }
  });

  test('every code has its page', async () => {
    for (const code of ['calendar.windows_overlap', 'calendar.day_twice', 'calendar.rewrites_history', 'decree.line_broken'])
      await city.anyone.call('explainProblem', { path: { code } });
  });
});
