import type { Language } from '../platform/refusal.js';
import { type Counting, historyOfClock } from './clock.change.js';
import { type Deadline, dueAt, type Limit, remainingWorkingDays } from './deadline.js';
import type { ClockHistory } from './deadline.js';
import { alertsOf, momentOf } from './deadline.timetable.js';
import { ledgerOf } from './ledger.js';
import { sentencesOf } from './ledger.sentence.js';
import { type Standing, tellStanding } from './ledger.standing.js';
import type { Policy } from './policies.query.js';
import type { ExplainedRow, MoveRow } from './explained-clock.sql.js';
import type { ClockAlert, ClockMove, ClockSegment, ExplainedClock } from './explained-clock.views.js';
import { stateOf } from './clock.state.js';

/** What an explanation needs besides the clock's row. */
interface About {
  policy: Policy;
  calendarOf: Counting['calendarOf'];
  now: Date;
  language: Language;
  moves: readonly MoveRow[];
}

const longestLedger = 400;
/** Of what a long life has many of, the newest are shown. */
const most = { segments: 100, pauses: 200 };
const iso = (time: Date | string | null): string | undefined => (time === null ? undefined : new Date(time).toISOString());

/** A clock's row as its explanation. The deadline is counted anew by the versions the row names, and comes out as stored. */
export function explainClock(clock: ExplainedRow, { policy, calendarOf, now, language, moves }: About): ExplainedClock {
  const history = historyOfClock(clock, calendarOf);
  const { kind, limit, stoppedAt, stopReason } = clock;
  const deadline = dueAt(history, limit);
  const { zone } = calendarOf({ id: clock.calendarId, version: clock.calendarVersion });
  const [state, remainingWorkingDays] = [stateOf(clock, now), remainingOf(clock, deadline, calendarOf, now)];
  const ledger = ledgerOf(history, limit, untilOf(clock, deadline, now), longestLedger + 1);
  const sentences = standingSentences(history, limit, deadline, { kind, state, stoppedAt, stopReason, remainingWorkingDays, zone });
  return {
    ...plainOf(clock, deadline),
    state,
    remainingWorkingDays,
    policy: policyOf(clock),
    segments: segmentsOf(clock),
    pauses: clock.pauses.slice(-most.pauses).map(({ from, to }) => ({ from, to: to ?? undefined })),
    moves: moves.map(moveOf),
    alerts: alertsGiven(clock, policy, history, deadline),
    ledger: ledger.slice(0, longestLedger),
    ledgerTruncated: ledger.length > longestLedger,
    sentence: sentences[language],
    sentences,
  };
}

type Plain = 'id' | 'kind' | 'agency' | 'startedAt' | 'dueAt' | 'stoppedAt' | 'stopReason' | 'limit' | 'extensionDays' | 'deadlineVersion';

function plainOf(clock: ExplainedRow, { dueAt, provisional, unknownYears }: Deadline): Pick<ExplainedClock, Plain | 'provisional' | 'unknownYears'> {
  const { id, kind, limit, extensionDays, deadlineVersion } = clock;
  return {
    ...{ id, kind, limit, extensionDays, deadlineVersion, provisional, unknownYears },
    agency: { id: clock.agencyId, name: clock.agencyName },
    startedAt: clock.startedAt.toISOString(),
    dueAt: iso(dueAt),
    stoppedAt: iso(clock.stoppedAt),
    stopReason: clock.stopReason ?? undefined,
  };
}

function remainingOf(clock: ExplainedRow, { dueAt }: Deadline, calendarOf: Counting['calendarOf'], now: Date): number | undefined {
  if (clock.stoppedAt !== null || clock.pausedAt !== null || dueAt === null) return undefined;
  return remainingWorkingDays(calendarOf({ id: clock.calendarId, version: clock.calendarVersion }), now, dueAt);
}

function alertsGiven(clock: ExplainedRow, policy: Policy, history: ClockHistory, { dueAt }: Deadline): ClockAlert[] {
  return alertsOf(clock.kind, policy).flatMap((alert): ClockAlert[] => {
    if (alert.type === 'end') return [];
    const detail = alert.type === 'warning' ? { percent: alert.percent } : alert.type === 'escalation' ? { step: alert.step } : {};
    return [{ type: alert.type, ...detail, at: iso(momentOf(alert, history, clock.limit, dueAt)), given: clock.alertsGiven.includes(alert.key) }];
  });
}

/** To the deadline, or to where it stopped before; past the deadline to today. */
function untilOf({ stoppedAt, startedAt }: ExplainedRow, { dueAt }: Deadline, now: Date): Date {
  const end = stoppedAt ?? (dueAt !== null && dueAt > now ? dueAt : now);
  return end < startedAt ? startedAt : end;
}

function standingSentences(history: ClockHistory, limit: Limit, deadline: Deadline, standing: Standing): Record<Language, string> {
  const { id, en } = sentencesOf(history, limit, deadline);
  return { id: tellStanding(id, standing, 'id'), en: tellStanding(en, standing, 'en') };
}

function moveOf({ at, reason, note, dueBefore, dueAt }: MoveRow): ClockMove {
  return { at: iso(at) ?? '', reason, note: note ?? undefined, dueBefore: iso(dueBefore), dueAt: iso(dueAt) };
}

const policyOf = (clock: ExplainedRow): ExplainedClock['policy'] => ({
  id: clock.policyId,
  agency: { id: clock.policyAgencyId, name: clock.policyAgencyName },
  classification: clock.policyClassification ?? undefined,
  category: clock.policyCategoryId === null ? undefined : { id: clock.policyCategoryId, name: clock.policyCategoryName ?? '' },
  validFrom: clock.validFrom,
  validTo: clock.validTo ?? undefined,
});

function segmentsOf(clock: ExplainedRow): ClockSegment[] {
  let from = clock.startedAt.toISOString();
  const before = clock.former.map(({ policyId, calendarId, calendarVersion, until }): ClockSegment => {
    const calendar = { id: calendarId, name: clock.formerNames?.[calendarId] ?? '', version: calendarVersion };
    const segment = { from, to: until, calendar, policyId };
    from = until;
    return segment;
  });
  const { calendarId: id, calendarName: name, calendarVersion: version, policyId } = clock;
  return joined([...before, { from, to: iso(clock.stoppedAt), calendar: { id, name, version }, policyId }]).slice(-most.segments);
}

/** Neighbours that count by the same are one: an amendment may have made them alike. */
function joined(segments: ClockSegment[]): ClockSegment[] {
  const found: ClockSegment[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    const alike =
      last?.policyId === segment.policyId && last.calendar.id === segment.calendar.id && last.calendar.version === segment.calendar.version;
    if (alike) last.to = segment.to;
    else found.push(segment);
  }
  return found;
}
