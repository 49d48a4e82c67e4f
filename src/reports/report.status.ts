import type { Permission } from '../access/permissions.js';
import type { FactType } from '../journal/fact.js';
import type { ClockKind, StopReason } from '../sla/clock.kinds.js';

export const statuses = ['received', 'needs_information', 'dispatched', 'in_progress', 'answered', 'closed', 'archived', 'transferred'] as const;
export type Status = (typeof statuses)[number];

/** Nothing more is to be done, except that the reporter may reopen what was closed. */
export const endStatuses: readonly Status[] = ['closed', 'archived', 'transferred'];

/** What a caller can ask for: the last part of `POST /v1/reports/{id}/…`. */
export const actions = [
  'verify',
  'request-information',
  'supply-information',
  'dispatch',
  'accept',
  'return',
  'transfer',
  'follow-ups',
  'reply',
  'rate',
  'close',
  'reopen',
  'withdraw',
  'archive',
  'merge',
  'unmerge',
  'extend',
  'escalate',
  'ombudsman-consent',
] as const;
export type Action = (typeof actions)[number];

/** What a step depends on besides the status. */
export interface Circumstances {
  /** The file was found complete once; a returned report stays verified. */
  verified: boolean;
  /** Linked to a lead report: its status follows, so only its own reporter's words and the unlinking are open. */
  merged: boolean;
  rated: boolean;
  reopened: boolean;
  /** The 10 working days for reopening are not over. */
  reopenable: boolean;
  /** The Ombudsman was offered, and the reporter has not answered yet. */
  offered: boolean;
  /** The caller's own dispositions (any, for a caller who acts for the city). */
  pending: boolean;
  returnable: boolean;
  leading: boolean;
  supporting: boolean;
}

/**
 * Which clocks a step moves. `stop`: and why. `start`: those that do not run yet; an agency's first follow-up is timed once per
 * disposition, `again` unless. `goOn`: those that were stopped go on as if they had been paused since.
 */
interface ClockMoves {
  stop?: Partial<Record<ClockKind, StopReason>>;
  start?: readonly ClockKind[];
  again?: true;
  goOn?: readonly ClockKind[];
  pause?: true;
  resume?: true;
}

export interface Step {
  action?: Action;
  from: readonly Status[];
  /** `same`: no move. `resume`: to where the report was before it was asked or merged. */
  to: Status | 'same' | 'resume';
  /** The permission, held at the city or at an agency that handles the report; or by the reporter. System steps have none. */
  needs?: Permission;
  fact: FactType;
  when?: readonly (keyof Circumstances)[];
  unless?: readonly (keyof Circumstances)[];
  clocks?: ClockMoves;
}
