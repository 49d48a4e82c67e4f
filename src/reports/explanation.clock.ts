import type { Language } from '../platform/refusal.js';
import { type Counting, historyOfClock } from '../sla/clock.change.js';
import { type Deadline, dueAt, type Limit, remainingWorkingDays } from '../sla/deadline.js';
import type { ClockHistory } from '../sla/deadline.js';
import { alertsOf, momentOf } from '../sla/deadline.timetable.js';
import { ledgerOf } from '../sla/ledger.js';
import { sentenceOf } from '../sla/ledger.sentence.js';
import { type Standing, standingOf } from '../sla/ledger.standing.js';
import type { Policy } from '../sla/policies.query.js';
import type { ExplainedRow, MoveRow } from './explanation.sql.js';
import type { ClockAlert, ClockSegment, ExplainedClock } from './explanation.views.js';
import { stateOf } from './report.projection.js';

/** What an explanation needs besides the clock's row. */
interface About {
  policy: Policy;
  calendarOf: Counting['calendarOf'];
  now: Date;
  language: Language;
  moves: readonly MoveRow[];
}

const longestLedger = 400;
const iso = (time: Date | string | null): string | undefined => (time === null ? undefined : new Date(time).toISOString());

/** A clock's row as its explanation. The deadline is counted anew by the versions the row names, and comes out as stored. */
export function explainClock(clock: ExplainedRow, { policy, calendarOf, now, language, moves }: About): ExplainedClock {
  const history = historyOfClock(clock, calendarOf);
  const { limit } = clock;
  const deadline = dueAt(history, limit);
  const state = stateOf(clock, now);
  const calendar = calendarOf({ id: clock.calendarId, version: clock.calendarVersion });
  const running = clock.stoppedAt === null && clock.pausedAt === null && deadline.dueAt !== null;
  const remaining = running && deadline.dueAt ? remainingWorkingDays(calendar, now, deadline.dueAt) : undefined;
  const ledger = ledgerOf(history, limit, untilOf(clock, deadline, now), longestLedger + 1);
  const sentences = sentencesOf(history, limit, deadline, {
    state,
    stoppedAt: clock.stoppedAt,
    remainingWorkingDays: remaining,
    zone: calendar.zone,
  });
  return {
    ...{ id: clock.id, kind: clock.kind, state, limit, extensionDays: clock.extensionDays, deadlineVersion: clock.deadlineVersion },
    agency: { id: clock.agencyId, name: clock.agencyName },
    startedAt: clock.startedAt.toISOString(),
    dueAt: iso(deadline.dueAt),
    stoppedAt: iso(clock.stoppedAt),
    stopReason: clock.stopReason ?? undefined,
    remainingWorkingDays: remaining,
    provisional: deadline.provisional,
    unknownYears: deadline.unknownYears,
    policy: policyOf(clock),
    segments: segmentsOf(clock),
    pauses: clock.pauses.map(({ from, to }) => ({ from, to: to ?? undefined })),
    moves: moves.map(({ at, reason, dueBefore, dueAt }) => ({ at: iso(at) ?? '', reason, dueBefore: iso(dueBefore), dueAt: iso(dueAt) })),
    alerts: alertsOf(clock.kind, policy).flatMap((alert, place): ClockAlert[] => {
      if (alert.type === 'end') return [];
      const at = iso(momentOf(alert, history, limit, deadline.dueAt));
      const detail = alert.type === 'warning' ? { percent: alert.percent } : alert.type === 'escalation' ? { step: alert.step } : {};
      return [{ type: alert.type, ...detail, at, given: place < clock.alertStage }];
    }),
    ledger: ledger.slice(0, longestLedger),
    ledgerTruncated: ledger.length > longestLedger,
    sentence: sentences[language],
    sentences,
  };
}

/** To the deadline, or to where it stopped before; past the deadline to today. */
function untilOf({ stoppedAt, startedAt }: ExplainedRow, { dueAt }: Deadline, now: Date): Date {
  const end = stoppedAt ?? (dueAt !== null && dueAt > now ? dueAt : now);
  return end < startedAt ? startedAt : end;
}

function sentencesOf(history: ClockHistory, limit: Limit, deadline: Deadline, standing: Standing): Record<Language, string> {
  const say = (language: Language): string => sentenceOf(history, limit, deadline, language).replace(/\.$/, `${standingOf(standing, language)}.`);
  return { id: say('id'), en: say('en') };
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
  return [...before, { from, to: iso(clock.stoppedAt), calendar: { id, name, version }, policyId }];
}
