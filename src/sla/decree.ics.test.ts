import fc from 'fast-check';
import { readIcs } from './decree.ics.js';

const file = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Kota//Libur//ID', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const newYear = event('UID:1@kota', 'DTSTART;VALUE=DATE:20270101', 'SUMMARY:Tahun Baru 2027 Masehi');
/** Lines of the first event begin with line 5 of the file. */
const faultsOf = (...lines: string[]): string[] =>
  readIcs(file(...event(...lines)), [2027]).faults.map(({ code, params }) => `${code} ${params?.line}`);

describe('An iCalendar file of a decree', () => {
  test('gives its all-day events; the day of DTEND is not one of them', () => {
    const lebaran = event(
      'DTSTART;VALUE=DATE:20270310',
      'DTEND;VALUE=DATE:20270312',
      'SUMMARY:Hari Raya Idulfitri\\, 1448',
      'DESCRIPTION:SKB 3 Menteri\\nNomor 1',
    );
    const { days, faults } = readIcs(file(...newYear, ...lebaran), [2027]);
    expect(faults).toEqual([]);
    expect(days).toEqual([
      { line: 6, day: { date: '2027-01-01', kind: 'national_holiday', name: 'Tahun Baru 2027 Masehi' } },
      { line: 10, day: { date: '2027-03-10', kind: 'national_holiday', name: 'Hari Raya Idulfitri, 1448', decree: 'SKB 3 Menteri Nomor 1' } },
      { line: 10, day: { date: '2027-03-11', kind: 'national_holiday', name: 'Hari Raya Idulfitri, 1448', decree: 'SKB 3 Menteri Nomor 1' } },
    ]);
  });

  test('names the kind by its categories, else by the words of its summary', () => {
    const kindOf = (...lines: string[]) => readIcs(file(...event('DTSTART;VALUE=DATE:20270309', ...lines)), [2027]).days.map(({ day }) => day.kind);
    expect(kindOf('SUMMARY:Cuti Bersama Idulfitri')).toEqual(['joint_leave']);
    expect(kindOf('SUMMARY:cuti bersama')).toEqual(['joint_leave']);
    expect(kindOf('SUMMARY:Hari jadi kota', 'CATEGORIES:Libur,LOCAL')).toEqual(['local']);
    expect(kindOf('SUMMARY:Pemungutan suara', 'CATEGORIES:Election')).toEqual(['election']);
    expect(kindOf('SUMMARY:Cuti Bersama', 'CATEGORIES:National Holiday')).toEqual(['national_holiday']);
    expect(kindOf('SUMMARY:Idulfitri', 'CATEGORIES:Keagamaan')).toEqual(['national_holiday']);
  });

  test('may fold its lines, end them by LF, begin with a byte order mark, last for a duration, hold alarms, zones and cancelled events', () => {
    const text = [
      '\uFEFFBEGIN:VCALENDAR',
      'BEGIN:VTIMEZONE',
      'TZID:Asia/Jakarta',
      'END:VTIMEZONE',
      ...event(
        'DTSTART;VALUE=DATE:20270517',
        'DURATION:P2D',
        'SUMMARY:Idul',
        ' adha 1448 Hijriah',
        'BEGIN:VALARM',
        'TRIGGER:-P1D',
        'SUMMARY:Besok libur',
        'END:VALARM',
      ),
      ...event('DTSTART;VALUE=DATE:20270601', 'SUMMARY:Batal', 'STATUS:CANCELLED'),
      'END:VCALENDAR',
    ].join('\n');
    const { days, faults } = readIcs(text, [2027]);
    expect(faults).toEqual([]);
    expect(days.map(({ day: { date, name } }) => `${date} ${name}`)).toEqual([
      '2027-05-17 Iduladha 1448 Hijriah',
      '2027-05-18 Iduladha 1448 Hijriah',
    ]);
  });
});

describe('What is wrong is told by its line', () => {
  test.each([
    ['a line that is none', ['DTSTART;VALUE=DATE:20270101', 'SUMMARY:Tahun Baru', 'ini bukan baris'], ['decree.line_broken 7']],
    ['a broken parameter', ['DTSTART;VALUE:20270101', 'SUMMARY:Tahun Baru'], ['decree.line_broken 5']],
    ['a date that does not exist', ['DTSTART;VALUE=DATE:20270230', 'SUMMARY:Tahun Baru'], ['decree.not_all_day 5']],
    ['a date of letters', ['DTSTART;VALUE=DATE:2027ABCD', 'SUMMARY:Tahun Baru'], ['decree.not_all_day 5']],
    ['an event at a time of day', ['SUMMARY:Upacara', 'DTSTART:20270101T080000Z'], ['decree.not_all_day 6']],
    ['an event that ends at a time of day', ['DTSTART;VALUE=DATE:20270101', 'DTEND:20270102T000000Z', 'SUMMARY:Upacara'], ['decree.not_all_day 6']],
    ['a duration of hours', ['DTSTART;VALUE=DATE:20270101', 'DURATION:PT5H', 'SUMMARY:Upacara'], ['decree.not_all_day 6']],
    ['an event without a date', ['SUMMARY:Tahun Baru'], ['decree.not_all_day 4']],
    ['an end that is not later', ['DTSTART;VALUE=DATE:20270102', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:A'], ['decree.ends_before_start 6']],
    ['a recurrence', ['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY', 'SUMMARY:Tahun Baru'], ['decree.recurring 6']],
    ['a year that was not named', ['DTSTART;VALUE=DATE:20280101', 'SUMMARY:Tahun Baru'], ['decree.outside_years 5']],
    ['an end in such a year', ['DTSTART;VALUE=DATE:20271231', 'DTEND;VALUE=DATE:20280102', 'SUMMARY:Tahun Baru'], ['decree.outside_years 5']],
    ['no name', ['DTSTART;VALUE=DATE:20270101'], ['decree.name 4']],
    ['a name without end', ['DTSTART;VALUE=DATE:20270101', `SUMMARY:${'a'.repeat(201)}`], ['decree.name 6']],
    ['a description that is no decree', ['DTSTART;VALUE=DATE:20270101', 'SUMMARY:A', `DESCRIPTION:${'a'.repeat(301)}`], ['decree.description 7']],
  ])('%s', (_, lines, faults) => expect(faultsOf(...lines)).toEqual(faults));

  test('parts that do not close, close another, or stand outside of the calendar', () => {
    const faults = (text: string): string[] => readIcs(text, [2027]).faults.map(({ code, params }) => `${code} ${params?.line}`);
    expect(faults('BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nSUMMARY:A')).toEqual(['decree.not_closed 1', 'decree.not_closed 2']);
    expect(faults('BEGIN:VCALENDAR\nEND:VEVENT')).toContain('decree.line_broken 2');
    expect(faults('SUMMARY:A')).toContain('decree.line_broken 1');
    expect(faults('BEGIN:VCARD\nEND:VCARD')).toContain('decree.line_broken 1');
    expect(faults(file())).toEqual(['decree.no_events 1']);
    expect(faults('{"days": []}')).toContain('decree.line_broken 1');
  });
});

test('Whatever text comes, it answers with days or with faults', () => {
  const words = [
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
    'BEGIN:VEVENT',
    'END:VEVENT',
    'DTSTART;VALUE=DATE:20270101',
    'DTEND;VALUE=DATE:20270103',
    'SUMMARY:A',
  ];
  const odd = [
    'BEGIN:',
    'END:VEVENT;',
    'DURATION:P1W',
    'DURATION:',
    'CATEGORIES:',
    'RRULE:FREQ=NEVER',
    ';:',
    ' ',
    '\t',
    ':',
    'DTSTART;TZID="x:20270101',
    '__proto__:x',
  ];
  const line = fc.oneof(fc.constantFrom(...words, ...odd), fc.string({ unit: 'binary', maxLength: 40 }));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\r\n')),
  );
  fc.assert(
    fc.property(text, (ics) => {
      const { days, faults } = readIcs(ics, [2027]);
      expect(days.length + faults.length).toBeGreaterThan(0);
      expect(faults.every(({ params }) => Number.isInteger(params?.line))).toBe(true);
      if (faults.length === 0) expect(days.every(({ day }) => day.date.startsWith('2027-') && day.name !== '')).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
