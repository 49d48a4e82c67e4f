import type { ClockKind } from './clock.kinds.js';
import type { EscalationStep } from './deadline.timetable.js';

/** The legal classes of a report, as limits can tell them apart. */
export const ruledClasses = ['information_request', 'complaint', 'oversight_complaint', 'aspiration'] as const;
export type RuledClass = (typeof ruledClasses)[number];

/** What a rule says beside its limit, unless it says otherwise. */
export interface PolicyDefaults {
  warnPercents: number[];
  quietDays: number | null;
  escalation: EscalationStep[];
  maxExtensions: number;
}

/** The citizen's windows: nobody is warned, and nothing is escalated. */
const citizenKinds: readonly ClockKind[] = ['reporter_reply', 'completion', 'ombudsman_offer'];

/**
 * Warnings at 50 and 80 %; at the breach whoever should have acted, a working day later the head of the agency and the
 * coordinator, after three the city's supervisor. A first follow-up turns yellow after three quiet working days.
 */
export function defaultsOf(kind: ClockKind): PolicyDefaults {
  const plain = { warnPercents: [], quietDays: null, escalation: [], maxExtensions: 2 };
  if (citizenKinds.includes(kind)) return plain;
  return {
    ...plain,
    warnPercents: [50, 80],
    quietDays: kind === 'first_follow_up' ? 3 : null,
    escalation: [
      { afterWorkingDays: 0, to: [kind === 'verification' ? { role: 'coordinator', at: 'city' } : { role: 'liaison', at: 'agency' }] },
      {
        afterWorkingDays: 1,
        to: [
          { role: 'supervisor', at: 'agency' },
          { role: 'coordinator', at: 'city' },
        ],
      },
      { afterWorkingDays: 3, to: [{ role: 'supervisor', at: 'city' }] },
    ],
  };
}
