import { DateTime } from 'luxon';
import { CalendarFault, dateFromDay, dayFromDate, WorkCalendar, type CalendarRules, type DayHours, type WeekHours } from './calendar.js';
import { firstDayOf, weekdayOf, yearOf } from './calendar.zone.js';

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

const rules: CalendarRules = {
  zone: 'Asia/Jakarta',
  version: 7,
  hours: office([1, 2, 3, 4], [['07:30', '16:00']], [5], [['07:30', '16:30']]),
  daysOff: [
    { date: '2025-08-18', kind: 'joint_leave', name: 'Cuti Bersama Proklamasi Kemerdekaan' },
    { date: '2025-12-25', kind: 'national_holiday', name: 'Kelahiran Yesus Kristus' },
    { date: '2025-12-26', kind: 'joint_leave', name: 'Cuti Bersama Kelahiran Yesus Kristus' },
    { date: '2026-01-01', kind: 'national_holiday', name: 'Tahun Baru 2026 Masehi' },
    { date: '2026-01-06', kind: 'local', name: 'Hari Jadi Kota Otonom' },
    { date: '2026-02-07', kind: 'local', name: 'Libur setempat' },
    { date: '2026-12-09', kind: 'election', name: 'Hari Pemungutan Suara' },
  ],
  countJointLeave: false,
  coveredYears: [2025, 2026],
};
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const city = new WorkCalendar(rules);
const wib = (text: string): Date => new Date(`${text}:00+07:00`);
const anchor = (text: string): string => dateFromDay(city.anchorOf(wib(text)));
const openAllDays = (zone: string): WorkCalendar => new WorkCalendar({ ...rules, zone, hours: office(everyDay, [['07:30', '16:00']]), daysOff: [] });

describe('days as integers', () => {
  it('agree with the Gregorian calendar over two centuries', () => {
    const wrong: string[] = [];
    for (let day = 0; day < 84_000; day += 1) {
      const date = new Date(day * 86_400_000);
      if (yearOf(day) !== date.getUTCFullYear() || weekdayOf(day) % 7 !== date.getUTCDay()) wrong.push(date.toISOString());
    }
    expect(wrong).toEqual([]);
    for (let year = 1970; year <= 2200; year += 1) expect(firstDayOf(year)).toBe(Date.UTC(year, 0, 1) / 86_400_000);
  });

  it('are read from dates and written back', () => {
    expect(dayFromDate('1970-01-01')).toBe(0);
    expect(dateFromDay(dayFromDate('2024-02-29'))).toBe('2024-02-29');
  });

  it.each(['2025-02-29', '2025-13-01', '2025-1-1', '1969-12-31', '2200-01-01', '', '2025-01-01T00:00', 'besok'])('refuse "%s"', (date) =>
    expect(() => dayFromDate(date)).toThrow(RangeError),
  );
});

describe('a working day', () => {
  it.each([
    ['2025-08-15', true],
    ['2025-08-16', false],
    ['2025-08-17', false],
    ['2025-08-18', false],
    ['2025-08-19', true],
    ['2025-12-25', false],
    ['2026-01-06', false],
  ])('%s: %s', (date, works) => expect(city.isWorkingDay(dayFromDate(date))).toBe(works));

  it('may be a joint leave where the city counts it', () => {
    const counting = new WorkCalendar({ ...rules, countJointLeave: true });
    expect(counting.isWorkingDay(dayFromDate('2025-08-18'))).toBe(true);
    expect(counting.reasonOf(dayFromDate('2025-08-18'))).toEqual({ reason: 'working' });
    expect(counting.isWorkingDay(dayFromDate('2025-12-25'))).toBe(false);
  });

  it.each([
    ['2025-08-15', 'working', undefined],
    ['2025-08-17', 'weekend', undefined],
    ['2025-08-18', 'joint_leave', 'Cuti Bersama Proklamasi Kemerdekaan'],
    ['2025-12-25', 'holiday', 'Kelahiran Yesus Kristus'],
    ['2026-01-06', 'local', 'Hari Jadi Kota Otonom'],
    ['2026-12-09', 'election', 'Hari Pemungutan Suara'],
    ['2026-02-07', 'weekend', 'Libur setempat'],
  ])('%s is or is not one because of %s (%s)', (date, reason, name) => {
    const found = city.reasonOf(dayFromDate(date));
    expect([found.reason, found.dayOff?.name]).toEqual([reason, name]);
  });

  it('begins and ends by the clock of the zone', () => {
    expect(dateFromDay(city.dayOf(new Date('2025-08-14T16:59:59.999Z')))).toBe('2025-08-14');
    expect(dateFromDay(city.dayOf(new Date('2025-08-14T17:00:00Z')))).toBe('2025-08-15');
    expect(city.officeEnd(dayFromDate('2025-08-14'))).toEqual(wib('2025-08-14T16:00'));
    expect(city.officeEnd(dayFromDate('2025-08-15'))).toEqual(wib('2025-08-15T16:30'));
  });
});

describe('counting working days', () => {
  it.each([
    ['2025-12-24', '2025-12-24', 0],
    ['2025-12-24', '2025-12-26', 0],
    ['2025-12-24', '2025-12-29', 1],
    ['2025-12-24', '2026-01-07', 6],
    ['2026-01-07', '2025-12-24', -6],
    ['2025-12-28', '2025-12-27', 0],
    ['2025-08-15', '2025-08-19', 1],
  ])('from %s to %s: %i', (a, b, days) => {
    expect(city.workingDaysBetween(wib(`${a}T10:00`), wib(`${b}T23:59`))).toBe(days);
  });

  it('finds the n-th one again, across years', () => {
    const start = dayFromDate('2025-01-01');
    for (let n = 1; n <= 3000; n += 1) {
      const day = city.workingDayAfter(start, n);
      expect(city.isWorkingDay(day)).toBe(true);
      expect(city.workingDaysAfter(start, day)).toBe(n);
    }
  });
});

describe('the office day an instant belongs to', () => {
  it.each([
    ['2025-08-14T10:00', '2025-08-14', 'within office hours'],
    ['2025-08-14T00:00', '2025-08-14', 'before opening'],
    ['2025-08-14T07:30', '2025-08-14', 'at opening'],
    ['2025-08-14T15:59', '2025-08-14', 'in the last minute'],
    ['2025-08-14T16:00', '2025-08-15', 'at closing'],
    ['2025-08-15T16:15', '2025-08-15', 'on Friday, which closes later'],
    ['2025-08-15T16:30', '2025-08-19', 'after a Friday that a weekend and a joint leave follow'],
    ['2025-08-17T09:00', '2025-08-19', 'on Sunday'],
    ['2025-12-31T20:00', '2026-01-02', 'on the last evening of the year'],
  ])('%s → %s (%s)', (instant, day) => expect(anchor(instant)).toBe(day));
});

describe('any zone', () => {
  const zones = ['Asia/Jayapura', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
  it.each(zones)('%s: instants and office ends over three years agree with the time library', (zone) => {
    const calendar = openAllDays(zone);
    // 2017–2019 holds Brazil's clock changes at midnight.
    const begin = Date.UTC(2017, 0, 1);
    const wrong: string[] = [];
    for (let hour = 0; hour < 3 * 365 * 24; hour += 7) {
      const there = DateTime.fromMillis(begin + hour * 3_600_000, { zone });
      const day = calendar.dayOf(there.toJSDate());
      const closes = there.set({ hour: 16, minute: 0, second: 0, millisecond: 0 }).toMillis();
      if (dateFromDay(day) !== there.toISODate() || calendar.officeEnd(day).getTime() !== closes) wrong.push(there.toISO() ?? '');
    }
    expect(wrong).toEqual([]);
  });

  it('an office that closes in a skipped hour closes later, in a doubled hour the first time', () => {
    const newYork = (closes: string): WorkCalendar =>
      new WorkCalendar({ ...rules, zone: 'America/New_York', hours: office(everyDay, [['00:00', closes]]) });
    const skipped = newYork('02:30').officeEnd(dayFromDate('2025-03-09'));
    const doubled = newYork('01:30').officeEnd(dayFromDate('2025-11-02'));
    expect(skipped).toEqual(new Date('2025-03-09T07:30:00Z'));
    expect(doubled).toEqual(new Date('2025-11-02T05:30:00Z'));
  });
});

describe('knowledge of the decree', () => {
  it('is told by year and over a stretch of days', () => {
    expect([city.covers(2025), city.covers(2027)]).toEqual([true, false]);
    expect(city.unknownYears(dayFromDate('2025-01-01'), dayFromDate('2026-12-31'))).toEqual([]);
    expect(city.unknownYears(dayFromDate('2024-12-31'), dayFromDate('2028-01-01'))).toEqual([2024, 2027, 2028]);
    expect([city.version, city.zone]).toEqual([7, 'Asia/Jakarta']);
  });

  it('is not asked for by a service that works every day', () => {
    const always = new WorkCalendar({ ...rules, coveredYears: undefined });
    expect([always.covers(2199), always.unknownYears(dayFromDate('1970-01-01'), dayFromDate('2199-12-31'))]).toEqual([true, []]);
  });
});

describe('a calendar without end', () => {
  it('of days off is refused when it is asked: the search ends', () => {
    const daysOff = [];
    for (let day = dayFromDate('2025-01-01'); day <= dayFromDate('2199-12-31'); day += 1) {
      daysOff.push({ date: dateFromDay(day), kind: 'local' as const, name: 'Libur' });
    }
    const closed = new WorkCalendar({ ...rules, daysOff });
    expect(closed.workingDaysBetween(wib('2025-01-01T08:00'), wib('2199-12-31T08:00'))).toBe(0);
    expect(() => closed.anchorOf(wib('2025-01-01T08:00'))).toThrow(/no such day/);
    expect(() => closed.afterOfficeTime(wib('2025-01-01T08:00'), 1)).toThrow(CalendarFault);
    expect(() => closed.anchorOf(wib('2025-01-01T08:00'))).toThrow(expect.objectContaining({ code: 'calendar.no_working_time' }) as Error);
  });

  it('refuses instants outside its years, and no instant at all', () => {
    for (const instant of [new Date(NaN), new Date('1969-12-31T00:00:00Z'), new Date('2200-01-02T00:00:00Z'), new Date(8.64e15)]) {
      expect(() => city.dayOf(instant)).toThrow(RangeError);
    }
    expect(() => city.officeEnd(dayFromDate('2199-12-31') + 1)).toThrow(RangeError);
    expect(() => city.officeEnd(NaN)).toThrow(RangeError);
  });
});
