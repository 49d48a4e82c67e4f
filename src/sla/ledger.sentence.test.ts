import { WorkCalendar } from './calendar.js';
import { dueAt, historyOf, type ClockHistory, type Limit, type Span } from './deadline.js';
import { sentenceOf } from './ledger.sentence.js';
import { alwaysOpen, cityRules } from '../../test/support/work-calendars.js';

const city = new WorkCalendar(cityRules);
const makassar = new WorkCalendar({ ...cityRules, zone: 'Asia/Makassar' });
const allDay = new WorkCalendar(alwaysOpen('00:00', '24:00'));
const wib = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const pause = (from: string, to: string | null): Span => ({ from: wib(from), to: to === null ? null : wib(to) });
const working = (amount: number): Limit => ({ amount, unit: 'working_day' });
const hourly = (amount: number): Limit => ({ amount, unit: 'working_hour' });
const daily = (amount: number): Limit => ({ amount, unit: 'calendar_day' });

describe('the sentence', () => {
  const say = (history: ClockHistory, limit: Limit): string[] =>
    (['id', 'en'] as const).map((language) => sentenceOf(history, limit, dueAt(history, limit), language));

  it('says when it began, how long it runs, what did not count and when it is due', () => {
    const history = historyOf(city, wib('2026-02-27 10:00'), [pause('2026-03-04 10:00', '2026-03-06 10:00')]);
    expect(say(history, working(14))).toEqual([
      'Mulai Jumat, 27 Februari 2026 pukul 10.00 WIB; 14 hari kerja, tidak dihitung 10 hari akhir pekan, 5 hari libur (Hari Suci Nyepi dan Idulfitri 1447 Hijriah), dan 2 hari jeda; jatuh tempo Senin, 30 Maret 2026 pukul 16.00 WIB.',
      'Started Friday, 27 February 2026 at 10:00 WIB; 14 working days, not counting 10 weekend days, 5 days off (Hari Suci Nyepi and Idulfitri 1447 Hijriah) and 2 days on hold; due Monday, 30 March 2026 at 16:00 WIB.',
    ]);
  });

  it('tells day 0, an extension and a pause that is open', () => {
    const history = historyOf(city, wib('2026-02-28 10:00'), [pause('2026-03-04 10:00', null)], 3);
    expect(say(history, working(14))).toEqual([
      'Mulai Sabtu, 28 Februari 2026 pukul 10.00 WIB (masuk hari kerja Senin, 2 Maret 2026); 14 hari kerja, diperpanjang 3 hari kerja; sudah terpakai 1 hari kerja, berhenti sementara sejak Rabu, 4 Maret 2026 pukul 10.00 WIB; jatuh tempo menunggu jeda berakhir.',
      'Started Saturday, 28 February 2026 at 10:00 WIB (belongs to the working day of Monday, 2 March 2026); 14 working days, extended by 3 working days; 1 working day used, on hold since Wednesday, 4 March 2026 at 10:00 WIB; the due time waits for the hold to end.',
    ]);
  });

  it('tells a year whose list is not known', () => {
    const [indonesian, english] = say(historyOf(city, wib('2027-12-28 10:00')), working(14));
    expect(indonesian).toMatch(/jatuh tempo Senin, 17 Januari 2028 pukul 16\.00 WIB; bersifat sementara, karena daftar libur 2028 belum ada\.$/);
    expect(english).toMatch(/provisional, since the list of days off for 2028 is not known yet\.$/);
  });

  it('tells pauses in hours where the limit is in hours', () => {
    const history = historyOf(city, wib('2026-11-27 14:00'), [pause('2026-11-30 10:00', '2026-11-30 11:15')]);
    expect(say(history, hourly(8))).toEqual([
      'Mulai Jumat, 27 November 2026 pukul 14.00 WIB; 8 jam kerja, tidak dihitung 2 hari akhir pekan dan jeda 1 jam kerja 15 menit; jatuh tempo Senin, 30 November 2026 pukul 15.15 WIB.',
      'Started Friday, 27 November 2026 at 14:00 WIB; 8 working hours, not counting 2 weekend days and 1 working hour 15 minutes on hold; due Monday, 30 November 2026 at 15:15 WIB.',
    ]);
    const open = historyOf(city, wib('2026-11-27 14:00'), [pause('2026-11-30 10:00', null)]);
    expect(say(open, hourly(8))[1]).toMatch(/; 5 working hours used, on hold since Monday, 30 November 2026 at 10:00 WIB;/);
  });

  it('says midnight as the end of the day', () => {
    expect(say(historyOf(allDay, wib('2026-11-27 14:00')), daily(3))).toEqual([
      'Mulai Jumat, 27 November 2026 pukul 14.00 WIB; 3 hari kalender; jatuh tempo Senin, 30 November 2026 pukul 24.00 WIB.',
      'Started Friday, 27 November 2026 at 14:00 WIB; 3 calendar days; due Monday, 30 November 2026 at 24:00 WIB.',
    ]);
  });

  it('tells the change to the calendar of another agency, in its zone', () => {
    const start = wib('2026-11-27 14:00');
    const calendars = [
      { calendar: city, from: start },
      { calendar: makassar, from: wib('2026-12-01 09:00') },
    ];
    expect(say({ start, pauses: [], calendars, extensionDays: 0 }, working(3))[0]).toBe(
      'Mulai Jumat, 27 November 2026 pukul 14.00 WIB; 3 hari kerja, tidak dihitung 2 hari akhir pekan; sejak Selasa, 1 Desember 2026 pukul 10.00 WITA dihitung menurut kalender lain; jatuh tempo Rabu, 2 Desember 2026 pukul 16.00 WITA.',
    );
  });

  it('tells no change where another agency counts by the same calendar', () => {
    const start = wib('2026-11-27 14:00');
    const calendars = [start, wib('2026-12-01 09:00')].map((from) => ({ calendar: city, from }));
    expect(say({ start, pauses: [], calendars, extensionDays: 0 }, working(3))).toEqual(say(historyOf(city, start), working(3)));
  });

  it('says midnight as the end of the day of a deadline only', () => {
    expect(say(historyOf(allDay, wib('2026-11-27 00:00')), daily(3))).toEqual([
      'Mulai Jumat, 27 November 2026 pukul 00.00 WIB; 3 hari kalender; jatuh tempo Senin, 30 November 2026 pukul 24.00 WIB.',
      'Started Friday, 27 November 2026 at 00:00 WIB; 3 calendar days; due Monday, 30 November 2026 at 24:00 WIB.',
    ]);
    const held = historyOf(allDay, wib('2026-11-27 14:00'), [pause('2026-11-29 00:00', null)]);
    expect(say(held, daily(3))[0]).toContain('berhenti sementara sejak Minggu, 29 November 2026 pukul 00.00 WIB');
  });

  it('does not count out what did not count in more than four years, and says years in a row as one', () => {
    const [sentence] = say(historyOf(city, wib('2026-11-27 14:00')), hourly(87_600));
    expect(sentence).toMatch(/^Mulai .*; 87600 jam kerja; jatuh tempo .*; bersifat sementara, karena daftar libur 2028–20\d\d belum ada\.$/);
  });

  it('takes joint leave for the feast it stands with, and for itself where there is none', () => {
    const own = [
      { date: '2028-01-05', kind: 'joint_leave' as const, name: 'Cuti Bersama Tambahan' },
      { date: '2028-01-06', kind: 'joint_leave' as const, name: 'Cuti Bersama Hari Jadi Kota' },
      { date: '2028-01-07', kind: 'local' as const, name: 'Hari Jadi Kota (Perda 1)' },
    ];
    const calendar = new WorkCalendar({ ...cityRules, daysOff: own, coveredYears: [2028] });
    expect(say(historyOf(calendar, wib('2028-01-03 10:00')), working(3))[0]).toContain('3 hari libur (Cuti Bersama Tambahan dan Hari Jadi Kota)');
  });

  it('names at most three feasts', () => {
    const [sentence] = say(historyOf(city, wib('2025-03-27 10:00')), working(40));
    expect(sentence).toContain('hari libur (Hari Suci Nyepi, Idulfitri 1446 Hijriah, Wafat Yesus Kristus, dan lainnya)');
  });
});
