import type { ClockKind } from './clock.kinds.js';
import { type ClockHistory, type Deadline, dueAt, laterThan, type Limit, shareAt } from './deadline.js';

/** Whom a step of escalation is for: a role at the agency that is late, or at the city. */
export interface Addressee {
  role: 'officer' | 'liaison' | 'coordinator' | 'supervisor';
  at: 'agency' | 'city';
}

/** One step of escalation (eskalasi), so many working days after the deadline. */
export interface EscalationStep {
  afterWorkingDays: number;
  to: Addressee[];
}

/** What a policy says beside its limit. */
export interface Warnings {
  /** Shares of the limit, in percent, ascending. */
  warnPercents: readonly number[];
  /** Working days without a follow-up after which the zone turns yellow, whatever the shares are. */
  quietDays: number | null;
  escalation: readonly EscalationStep[];
}

/** What a clock has to say in the course of its life, in order. `key` names it for ever. */
export type Alert =
  | { type: 'warning'; key: string; percent: number }
  | { type: 'breach'; key: string }
  | { type: 'escalation'; key: string; step: number; afterWorkingDays: number; to: readonly Addressee[] }
  // The end of a citizen's window: what follows is a step of the report's life.
  | { type: 'end'; key: string };

/** When a clock runs out, turns yellow, and next has something to say. */
export interface Timetable extends Deadline {
  yellowAt: Date | null;
  alertAt: Date | null;
  /** Keys of the alerts that are not to be given any more for this deadline. */
  alertsGiven: string[];
}

const citizenClocks: readonly ClockKind[] = ['reporter_reply', 'completion', 'ombudsman_offer'];

/** Warnings, the breach, then the steps of escalation; of a citizen's window its end. */
export function alertsOf(kind: ClockKind, { warnPercents, escalation }: Warnings): Alert[] {
  if (citizenClocks.includes(kind)) return [{ type: 'end', key: 'end' }];
  return [
    ...warnPercents.map((percent): Alert => ({ type: 'warning', key: `warning:${percent}`, percent })),
    { type: 'breach', key: 'breach' },
    ...escalation.map((one, place): Alert => ({ type: 'escalation', key: `escalation:${place + 1}`, step: place + 1, ...one })),
  ];
}

/** The moment of an alert; null where an open pause keeps it from coming. */
export function momentOf(alert: Alert, history: ClockHistory, limit: Limit, due: Date | null): Date | null {
  if (alert.type === 'warning') return shareAt(history, limit, alert.percent);
  if (alert.type !== 'escalation' || due === null) return due;
  return laterThan(history, due, alert.afterWorkingDays);
}

/** What has been said of a clock so far. */
export interface Said {
  /** The keys of alerts that have been given. */
  given: ReadonlySet<string>;
  /** The deadline they were given for. */
  dueBefore: Date | null;
}

/** A clock that has just started has said nothing. */
export const nothingSaid: Said = { given: new Set(), dueBefore: null };

/** The alerts of a clock with their moments, in order. */
export function scheduleOf(
  kind: ClockKind,
  history: ClockHistory,
  limit: Limit,
  warnings: Warnings,
  due: Date | null,
): { alert: Alert; at: Date | null }[] {
  return alertsOf(kind, warnings).map((alert) => ({ alert, at: momentOf(alert, history, limit, due) }));
}

/** When a clock next has something to say that it has not said; null for never, or while a pause keeps it from coming. */
export function nextOf(schedule: ReturnType<typeof scheduleOf>, given: ReadonlySet<string>): Date | null {
  const times = schedule.filter(({ alert }) => !given.has(alert.key)).flatMap(({ at }) => (at === null ? [] : [at.getTime()]));
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** The highest step of escalation among what was given. */
export const highestStep = (given: readonly string[]): number =>
  Math.max(0, ...given.filter((key) => key.startsWith('escalation:')).map((key) => Number(key.slice('escalation:'.length))));

/** What was given for the same deadline is not given again; for another one only if its moment is still to come. */
export function timetableOf(kind: ClockKind, history: ClockHistory, limit: Limit, warnings: Warnings, said: Said, now: Date): Timetable {
  const deadline = dueAt(history, limit);
  const schedule = scheduleOf(kind, history, limit, warnings, deadline.dueAt);
  const same = deadline.dueAt?.getTime() === said.dueBefore?.getTime();
  const past = schedule.filter(({ alert, at }) => said.given.has(alert.key) && at !== null && at <= now).map(({ alert }) => alert.key);
  const alertsGiven = same ? [...said.given] : past;
  return { ...deadline, yellowAt: yellowAt(history, limit, warnings), alertAt: nextOf(schedule, new Set(alertsGiven)), alertsGiven };
}

/** The last warning, or so many quiet working days, whichever comes first; without warnings the zone never turns yellow. */
function yellowAt(history: ClockHistory, limit: Limit, { warnPercents, quietDays }: Warnings): Date | null {
  const last = warnPercents.at(-1);
  const moments = [last === undefined ? null : shareAt(history, limit, last)];
  const shorter = limit.unit !== 'working_day' || limit.amount > (quietDays ?? Infinity);
  if (quietDays !== null && shorter) moments.push(dueAt({ ...history, extensionDays: 0 }, { amount: quietDays, unit: 'working_day' }).dueAt);
  const times = moments.filter((moment) => moment !== null).map((moment) => moment.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
