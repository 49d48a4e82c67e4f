import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { WorkCalendar } from './calendar.js';
import {
  dueAt,
  elapsed,
  historyOf,
  laterThan,
  shareAt,
  type ClockHistory,
  type CountedBy,
  type Limit,
  type LimitUnit,
  type Span,
} from './deadline.js';
import { indonesianHolidays } from './indonesian-holidays.js';
import { sentenceOf } from './ledger.sentence.js';
import { alwaysOpen, cityRules } from '../../test/support/work-calendars.js';

/** A worked example of the documentation: what is given and what must come out, by name. */
type Example = Map<string, string[]>;

const docs = join(import.meta.dirname, '../../docs');
const read = (file: string): string => readFileSync(join(docs, file), 'utf8');
const calendars: Record<string, WorkCalendar> = {
  WIB: new WorkCalendar(cityRules),
  WITA: new WorkCalendar({ ...cityRules, zone: 'Asia/Makassar' }),
  WIT: new WorkCalendar({ ...cityRules, zone: 'Asia/Jayapura' }),
  'WIB, joint leave counts': new WorkCalendar({ ...cityRules, countJointLeave: true }),
  'WIB, before the amendment': new WorkCalendar({ ...cityRules, daysOff: indonesianHolidays.filter(({ date }) => date !== '2025-08-18') }),
  'Night watch': new WorkCalendar(alwaysOpen('20:00', '04:00')),
  'Round the clock': new WorkCalendar(alwaysOpen('00:00', '24:00')),
};
const units: Record<string, LimitUnit> = { 'working day': 'working_day', 'working hour': 'working_hour', 'calendar day': 'calendar_day' };

function calendarNamed(name: string): WorkCalendar {
  const found = calendars[name];
  if (!found) throw new Error(`No calendar "${name}"`);
  return found;
}

function instant(text: string, { zone }: WorkCalendar): Date {
  const found = DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone });
  if (!found.isValid) throw new Error(`"${text}" is no time`);
  return found.toJSDate();
}

const local = (at: Date | null, { zone }: WorkCalendar): string => (at ? DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm') : 'none');

function limitOf(text: string): Limit {
  const [, amount, unit] = /^(\d+) (.+?)s?$/.exec(text) ?? [];
  const known = units[unit ?? ''];
  if (!known) throw new Error(`"${text}" is no limit`);
  return { amount: Number(amount), unit: known };
}

function historyOfExample(example: Example): ClockHistory {
  const [first = '', ...later] = (example.get('calendar')?.[0] ?? '').split('; ');
  const calendar = calendarNamed(first);
  const start = instant(example.get('start')?.[0] ?? '', calendar);
  const moved = later.map((text): CountedBy => {
    const [name = '', from = ''] = text.split(' from ');
    return { calendar: calendarNamed(name), from: instant(from, calendarNamed(name)) };
  });
  const pauses = (example.get('pause') ?? []).map((text): Span => {
    const [from = '', to = ''] = text.split(' – ');
    return { from: instant(from, calendar), to: to === 'open' ? null : instant(to, calendar) };
  });
  const history = historyOf(calendar, start, pauses, Number(example.get('extension')?.[0] ?? 0));
  return { ...history, calendars: [...history.calendars, ...moved] };
}

/** What the program makes of a named result. */
function outcome(name: string, history: ClockHistory, limit: Limit): string {
  const last = history.calendars.at(-1)?.calendar ?? calendarNamed('WIB');
  const deadline = dueAt(history, limit);
  const share = /^(\d+) %$/.exec(name);
  if (share) return local(shareAt(history, limit, Number(share[1])), last);
  const step = /^\+(\d+)$/.exec(name);
  if (step) return local(deadline.dueAt && laterThan(history, deadline.dueAt, Number(step[1])), last);
  const until = /^elapsed at (.+)$/.exec(name);
  if (until) return String(elapsed(history, instant(until[1] ?? '', last), limit.unit));
  if (name === 'id' || name === 'en') return sentenceOf(history, limit, deadline, name);
  if (name !== 'due') throw new Error(`Nobody knows what "${name}" is`);
  return [local(deadline.dueAt, last), ...deadline.unknownYears.map((year) => `${year} unknown`)].join(', ');
}

const given = ['calendar', 'start', 'limit', 'pause', 'extension', 'why'];

function check(example: Example): void {
  const history = historyOfExample(example);
  const limit = limitOf(example.get('limit')?.[0] ?? '');
  const results = [...example].filter(([name]) => !given.includes(name));
  expect(results.length).toBeGreaterThan(0);
  for (const [name, [wanted]] of results) expect(`${name}: ${outcome(name, history, limit)}`).toBe(`${name}: ${wanted}`);
}

/** The rows of all tables with a column No. */
function rowsOf(text: string): [string, Example][] {
  return text
    .split('\n')
    .filter((line) => /^\| \d+ /.test(line))
    .map((line) => {
      const [no, calendar, start, limit, pauses, extension, due] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      const cells = { calendar, start, limit, extension: extension || '0', due };
      const example: Example = new Map(Object.entries(cells).map(([name, cell]) => [name, [cell ?? '']]));
      example.set('pause', pauses ? pauses.split('; ') : []);
      return [`${no}: ${calendar}, ${start}, ${limit}`, example];
    });
}

/** The fenced blocks of `key: value` lines; a key may stand several times. */
function blocksOf(text: string): [string, Example][] {
  return [...text.matchAll(/^```sla\n([^`]*)```$/gm)].map(([, body = '']) => {
    const example: Example = new Map();
    for (const line of body.trim().split('\n')) {
      const [, name = '', value = ''] = /^(elapsed at \S+ \S+|[^:]+): (.*)$/.exec(line) ?? [];
      example.set(name, [...(example.get(name) ?? []), value]);
    }
    return [example.get('why')?.[0] ?? body, example];
  });
}

describe('deadlines worked out by hand (docs/sla-cases.md)', () => {
  const rows = rowsOf(read('sla-cases.md'));

  it('are eighty at least', () => expect(rows.length).toBeGreaterThanOrEqual(80));

  it.each(rows)('%s', (_, example) => check(example));
});

describe('the examples of docs/sla.md', () => {
  const blocks = blocksOf(read('sla.md'));

  it('are there', () => expect(blocks.length).toBeGreaterThanOrEqual(10));

  it.each(blocks)('%s', (_, example) => check(example));
});
