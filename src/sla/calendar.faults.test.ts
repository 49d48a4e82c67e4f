import { CalendarFault, dayFromDate, WorkCalendar, type CalendarRules, type DayHours, type WeekHours } from './calendar.js';

type Windows = [opens: string, closes: string][];

/** Ordinary hours, of weekdays and their windows in turn. */
function office(...pairs: (number[] | Windows)[]): WeekHours[] {
  const days: DayHours[] = [];
  for (let place = 0; place < pairs.length; place += 2) {
    const windows = (pairs[place + 1] as Windows).map(([opens, closes]) => ({ opens, closes }));
    days.push({ weekdays: pairs[place] as number[], windows });
  }
  return [{ days }];
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const rules: CalendarRules = {
  zone: 'Asia/Jakarta',
  version: 1,
  hours: office([1, 2, 3, 4], [['07:30', '16:00']], [5], [['07:30', '16:30']]),
  daysOff: [{ date: '2025-08-18', kind: 'joint_leave', name: 'Cuti Bersama Proklamasi Kemerdekaan' }],
  countJointLeave: false,
  coveredYears: [2025, 2026],
};

describe('a calendar is refused', () => {
  const half: Windows = [['08:00', '12:00']];
  const period = (from?: string, to?: string, hours = office([1], half)): WeekHours => ({ days: hours[0]?.days ?? [], from, to });

  it.each<[string, Partial<CalendarRules>, string, string]>([
    ['in an unknown zone', { zone: 'Asia/Tanjungpinang' }, 'calendar.zone_unknown', '/zone'],
    ['without hours', { hours: [] }, 'calendar.hours_missing', '/hours'],
    ['with hours of a period only', { hours: [period('2026-02-19', '2026-03-20')] }, 'calendar.hours_missing', '/hours'],
    ['with two ordinary weeks', { hours: [...rules.hours, ...rules.hours] }, 'calendar.hours_twice', '/hours/1'],
    ['without a working weekday', { hours: [{ days: [] }] }, 'calendar.no_working_time', '/hours/0/days'],
    ['without a window', { hours: office([1, 2], []) }, 'calendar.no_working_time', '/hours/0/days'],
    [
      'with a period in which nobody works',
      { hours: [...rules.hours, period('2026-02-19', '2026-03-20', [])] },
      'calendar.no_working_time',
      '/hours/1/days',
    ],
    ['with an eighth weekday', { hours: office([1, 8], half) }, 'calendar.weekday_unknown', '/hours/0/days/0/weekdays/1'],
    ['with a weekday given twice', { hours: office([1, 2], half, [5, 2], half) }, 'calendar.weekday_twice', '/hours/0/days/1/weekdays/1'],
    ['with a weekday twice in one row', { hours: office([1, 1], half) }, 'calendar.weekday_twice', '/hours/0/days/0/weekdays/1'],
    ['with a window of no length', { hours: office([1], [...half, ['13:00', '13:00']]) }, 'calendar.window_empty', '/hours/0/days/0/windows/1'],
    ['opening at 24:00', { hours: office([1], [['24:00', '01:00']]) }, 'calendar.time_unknown', '/hours/0/days/0/windows/0/opens'],
    ['with a time that does not exist', { hours: office([1], [['08:00', '24:30']]) }, 'calendar.time_unknown', '/hours/0/days/0/windows/0/closes'],
    [
      'with windows that overlap',
      {
        hours: office(
          [1],
          [
            ['13:00', '16:00'],
            ['11:00', '13:01'],
          ],
        ),
      },
      'calendar.windows_overlap',
      '/hours/0/days/0/windows/0',
    ],
    [
      'with a window within another',
      {
        hours: office(
          [1],
          [
            ['08:00', '16:00'],
            ['09:00', '10:00'],
          ],
        ),
      },
      'calendar.windows_overlap',
      '/hours/0/days/0/windows/1',
    ],
    [
      'with a night that reaches into the day',
      { hours: office([1], half, [7], [['22:00', '08:01']]) },
      'calendar.windows_overlap',
      '/hours/0/days/1/windows/0',
    ],
    [
      'with every night too long',
      {
        hours: office(everyDay, [
          ['22:00', '06:00'],
          ['05:00', '07:00'],
        ]),
      },
      'calendar.windows_overlap',
      '/hours/0/days/0/windows/0',
    ],
    [
      'with a period that begins earlier than the night ends',
      { hours: [...office([7], [['22:00', '09:00']]), period('2026-02-16', '2026-02-22')] },
      'calendar.windows_overlap',
      '/hours/0/days/0/windows/0',
    ],
    [
      'with a period whose last night is too long',
      { hours: [...rules.hours, period('2026-02-16', '2026-02-22', office([7], [['22:00', '09:00']]))] },
      'calendar.windows_overlap',
      '/hours/1/days/0/windows/0',
    ],
    ['with a period that never ends', { hours: [...rules.hours, period('2026-02-19')] }, 'calendar.period_open', '/hours/1/to'],
    ['with a period that never begins', { hours: [period(undefined, '2026-02-19'), ...rules.hours] }, 'calendar.period_open', '/hours/0/from'],
    ['with a period turned round', { hours: [...rules.hours, period('2026-03-20', '2026-02-19')] }, 'calendar.period_reversed', '/hours/1/to'],
    [
      'with periods that share a day',
      { hours: [period('2026-03-20', '2026-03-31'), ...rules.hours, period('2026-02-19', '2026-03-20')] },
      'calendar.period_overlap',
      '/hours/0/from',
    ],
    [
      'with a period on a date that does not exist',
      { hours: [...rules.hours, period('2026-02-19', '2026-02-29')] },
      'calendar.date_unknown',
      '/hours/1/to',
    ],
    [
      'with a day off that does not exist',
      { daysOff: [{ date: '2025-02-30', kind: 'local', name: 'x' }] },
      'calendar.date_unknown',
      '/daysOff/0/date',
    ],
    ['with a day off after its years', { daysOff: [{ date: '2200-01-01', kind: 'local', name: 'x' }] }, 'calendar.date_unknown', '/daysOff/0/date'],
    [
      'with a day off twice',
      { daysOff: [...rules.daysOff, { date: '2025-08-18', kind: 'local', name: 'x' }] },
      'calendar.day_twice',
      '/daysOff/1/date',
    ],
    ['with a year that is none', { coveredYears: [2025, 2025.5] }, 'calendar.year_unknown', '/coveredYears/1'],
    ['with a year out of reach', { coveredYears: [1969] }, 'calendar.year_unknown', '/coveredYears/0'],
  ])('%s', (_, change, code, path) => {
    const build = (): WorkCalendar => new WorkCalendar({ ...rules, ...change });
    expect(build).toThrow(CalendarFault);
    expect(build).toThrow(RangeError);
    expect(build).toThrow(expect.objectContaining({ code, path }) as Error);
  });

  it('not where windows touch, stand in any order, reach over midnight or fill the day', () => {
    for (const windows of [
      [
        ['12:00', '16:00'],
        ['08:00', '12:00'],
      ],
      [
        ['22:00', '06:00'],
        ['06:00', '22:00'],
      ],
      [['00:00', '24:00']],
      [['16:00', '00:00']],
    ] as Windows[]) {
      expect(new WorkCalendar({ ...rules, hours: office(everyDay, windows) }).isWorkingDay(dayFromDate('2026-11-21'))).toBe(true);
    }
    const neighbours = [...rules.hours, period('2026-02-19', '2026-03-20'), period('2026-03-21', '2026-03-31')];
    expect(new WorkCalendar({ ...rules, hours: neighbours }).isWorkingDay(dayFromDate('2026-03-27'))).toBe(false);
  });
});
