// How many deadlines a second one core computes, beside a plain loop that walks from day to day; see README.md.
import { performance } from 'node:perf_hooks';
import { dateFromDay, WorkCalendar } from '../dist/sla/calendar.js';
import { dueAt, historyOf } from '../dist/sla/deadline.js';
import { coveredYears, indonesianHolidays } from '../dist/sla/indonesian-holidays.js';
import { defaultHours } from '../dist/sla/indonesian-hours.js';
import { median } from './speed.table.mjs';

const target = 500_000;
const DAY = 86_400_000;
const rules = { zone: 'Asia/Jakarta', version: 1, hours: defaultHours, daysOff: indonesianHolidays, countJointLeave: false, coveredYears };
const calendar = new WorkCalendar(rules);
const starts = Array.from({ length: 4096 }, (_, n) => new Date(Date.UTC(2024, 0, 2) + ((n * 7919) % 1000) * DAY + ((n * 104_729) % 86_400) * 1000));
const pauseOf = (start) => [{ from: new Date(start.getTime() + 2 * DAY), to: new Date(start.getTime() + 5 * DAY) }];
const off = new Set(indonesianHolidays.map(({ date }) => date));

/** The same for days without a pause, as anybody would write it: one step a day, one look-up a step. */
function walked(start, { amount }) {
  let day = calendar.anchorOf(start);
  for (let left = amount; left > 0;) {
    day += 1;
    const weekday = new Date(day * DAY).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !off.has(dateFromDay(day))) left -= 1;
  }
  return calendar.officeEnd(day);
}

const days = (amount) => ({ amount, unit: 'working_day' });
const counted = (limit) => (start) => dueAt(historyOf(calendar, start), limit).dueAt;
const cases = [
  { title: '14 working days', run: counted(days(14)), slow: (start) => walked(start, days(14)), target },
  { title: '60 working days', run: counted(days(60)), slow: (start) => walked(start, days(60)), target },
  { title: '2 500 working days (ten years)', run: counted(days(2500)), slow: (start) => walked(start, days(2500)), target },
  { title: '60 calendar days', run: counted({ amount: 60, unit: 'calendar_day' }), target },
  { title: '40 working hours', run: counted({ amount: 40, unit: 'working_hour' }), target },
  { title: '14 working days, a pause', run: (start) => dueAt(historyOf(calendar, start, pauseOf(start)), days(14)).dueAt },
  {
    title: '40 working hours, a pause',
    run: (start) => dueAt(historyOf(calendar, start, pauseOf(start)), { amount: 40, unit: 'working_hour' }).dueAt,
  },
];

/** CPU time, not the clock on the wall: other work on the machine must not slow the arithmetic down. */
function perSecond(run, seconds) {
  const end = performance.now() + seconds * 1000;
  const before = process.cpuUsage().user;
  let done = 0;
  while (performance.now() < end) for (const start of starts) done += run(start) ? 1 : 0;
  return (done / (process.cpuUsage().user - before)) * 1e6;
}

export function run({ rounds, seconds }) {
  for (const { title, run: fast, slow } of cases) {
    const wrong = slow && starts.find((start) => fast(start).getTime() !== slow(start).getTime());
    if (wrong) throw new Error(`${title} from ${wrong.toISOString()}: the loop does not agree`);
  }
  const length = Number(seconds) / cases.length;
  const found = Array.from({ length: Number(rounds) }, () =>
    cases.map(({ run: fast, slow }) => ({ fast: perSecond(fast, length), slow: slow && perSecond(slow, length / 2) })),
  );
  const table = cases.map(({ title, target: least }, place) => {
    const fast = median(found.map((round) => round[place].fast));
    const slow = found[0][place].slow && median(found.map((round) => round[place].slow));
    return {
      deadline: title,
      'per CPU second': Math.round(fast),
      target: least ? `>= ${least} ${fast >= least ? 'met' : 'MISSED'}` : '',
      'times a day-walking loop': slow ? (fast / slow).toFixed(1) : '',
    };
  });
  console.table(table);
}
