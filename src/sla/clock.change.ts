import type { Fact } from '../journal/fact.js';
import type { WorkCalendar } from './calendar.js';
import type { CalendarVersion } from './calendars.query.js';
import type { ClockRecord } from './clock.entity.js';
import type { ClockHistory } from './deadline.js';
import { alertsOf, timetableOf } from './deadline.timetable.js';
import type { Policy } from './policies.query.js';

/** Why a deadline moved. */
export type MoveReason = 'calendar' | 'policy' | 'category' | 'classification' | 'agency' | 'extension' | 'pause';

/** Everything a clock's deadline depends on, besides the clock's own row. */
export interface Counting {
  policy: Policy;
  /** What the clock's rule was when its alerts were given; the rule itself unless it has been replaced. */
  former: Policy;
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

/** Counts a clock anew. A deadline that came out different is a new version of it. @returns whether it did */
export function recount(clock: ClockRecord, { policy, former, calendarOf }: Counting, now: Date): boolean {
  const before = clock.dueAt?.getTime();
  const given = new Set(
    alertsOf(clock.kind, former)
      .slice(0, clock.alertStage)
      .map(({ key }) => key),
  );
  const table = timetableOf(clock.kind, historyOfClock(clock, calendarOf), clock.limit, policy, { given, dueBefore: clock.dueAt }, now);
  const { dueAt, yellowAt, provisional, alertAt, alertStage } = table;
  Object.assign(clock, { dueAt, yellowAt, provisional, alertAt, alertStage });
  clock.escalation = alertsOf(clock.kind, policy)
    .slice(0, alertStage)
    .filter(({ type }) => type === 'escalation').length;
  if (before === dueAt?.getTime()) return false;
  clock.deadlineVersion += 1;
  return true;
}

/** A deadline that moved, for the journal. Ids and times only. */
export function movedFact(clock: ClockRecord, from: Date | null, reason: MoveReason, at: Date, more: Record<string, unknown> = {}): Fact {
  const { id: clockId, reportId, kind: clockKind, dueAt, deadlineVersion, policyId, calendarId, calendarVersion } = clock;
  return {
    type: 'clock.moved',
    subject: { kind: 'report', id: reportId },
    at,
    actor: { kind: 'system' },
    data: { clockId, clockKind, dueBefore: from, dueAt, reason, deadlineVersion, policyId, calendarId, calendarVersion, ...more },
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
