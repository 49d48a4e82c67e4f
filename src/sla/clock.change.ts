import type { Fact } from '../journal/fact.js';
import type { WorkCalendar } from './calendar.js';
import type { CalendarVersion } from './calendars.query.js';
import type { ClockRecord } from './clock.entity.js';
import { type ClockHistory, dueAt } from './deadline.js';
import { highestStep, timetableOf } from './deadline.timetable.js';
import type { Policy } from './policies.query.js';

/** Why a deadline moved. */
export type MoveReason = 'calendar' | 'policy' | 'category' | 'classification' | 'agency' | 'extension' | 'resumed';

/** Everything a clock's deadline depends on, besides the clock's own row. */
export interface Counting {
  policy: Policy;
  calendarOf: (version: CalendarVersion) => WorkCalendar;
}

/** A clock's history in the form that arithmetic takes. */
export function historyOfClock(clock: ClockRecord, calendarOf: Counting['calendarOf']): ClockHistory {
  const { startedAt: start, spans: pauses, extensionDays, calendarId, calendarVersion } = clock;
  let from = start;
  const calendars = clock.former.map((part) => {
    const counted = { calendar: calendarOf({ id: part.calendarId, version: part.calendarVersion }), from };
    from = new Date(part.until);
    return counted;
  });
  return { start, pauses, extensionDays, calendars: [...calendars, { calendar: calendarOf({ id: calendarId, version: calendarVersion }), from }] };
}

/** Counts a clock anew. A deadline that came out different is a new version of it. */
export function recount(clock: ClockRecord, { policy, calendarOf }: Counting, now: Date): void {
  const before = clock.dueAt?.getTime();
  const said = { given: new Set(clock.alertsGiven), dueBefore: clock.dueAt };
  const table = timetableOf(clock.kind, historyOfClock(clock, calendarOf), clock.limit, policy, said, now);
  const { dueAt, yellowAt, provisional, alertAt, alertsGiven } = table;
  Object.assign(clock, { dueAt, yellowAt, provisional, alertAt, alertsGiven, escalation: highestStep(alertsGiven) });
  if (before !== dueAt?.getTime()) clock.deadlineVersion += 1;
}

/** When a clock runs out; of one that stands, when it would if it ran on now. */
export function expectedDue(clock: ClockRecord, calendarOf: Counting['calendarOf'], now: Date): Date | null {
  if (clock.pausedAt === null) return clock.dueAt;
  const history = historyOfClock(clock, calendarOf);
  const pauses = history.pauses.map(({ from, to }) => ({ from, to: to ?? now }));
  return dueAt({ ...history, pauses }, clock.limit).dueAt;
}

/** A deadline that moved, for the journal. Ids and times only; of a clock that stands the times at which it would run out if it ran on. */
export function movedFact(
  clock: ClockRecord,
  { before, after }: { before: Date | null; after: Date | null },
  reason: MoveReason,
  at: Date,
  more: Record<string, unknown> = {},
): Fact {
  const { id: clockId, reportId, kind: clockKind, deadlineVersion, policyId, calendarId, calendarVersion } = clock;
  return {
    type: 'clock.moved',
    subject: { kind: 'report', id: reportId },
    at,
    actor: { kind: 'system' },
    data: { clockId, clockKind, dueBefore: before, dueAt: after, reason, deadlineVersion, policyId, calendarId, calendarVersion, ...more },
  };
}

/** Loads what `calendarOf` then gives at once: arithmetic is not interrupted by the database. */
export async function withCalendars(
  clocks: readonly ClockRecord[],
  load: (version: CalendarVersion) => Promise<WorkCalendar>,
): Promise<Counting['calendarOf']> {
  const loaded = new Map<string, WorkCalendar>();
  for (const { calendarId, calendarVersion, former } of clocks) {
    const parts = [...former.map((part) => ({ id: part.calendarId, version: part.calendarVersion })), { id: calendarId, version: calendarVersion }];
    for (const part of parts) {
      const key = `${part.id} ${part.version}`;
      if (!loaded.has(key)) loaded.set(key, await load(part));
    }
  }
  return ({ id, version }) => {
    const calendar = loaded.get(`${id} ${version}`);
    if (!calendar) throw new Error(`Calendar ${id} ${version} was not loaded`);
    return calendar;
  };
}
