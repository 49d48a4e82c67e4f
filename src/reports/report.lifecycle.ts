import { type ClockKind, clockKinds, type StopReason } from '../sla/clock.kinds.js';
import { type Status, statuses, type Step } from './report.status.js';

const open: readonly Status[] = ['received', 'needs_information', 'dispatched', 'in_progress', 'answered'];
const handled: readonly Status[] = ['dispatched', 'in_progress'];

/** Every clock stops, for this reason except where another is given. */
const all = (reason: StopReason, except: Partial<Record<ClockKind, StopReason>> = {}): Record<ClockKind, StopReason> => ({
  ...(Object.fromEntries(clockKinds.map((kind) => [kind, reason])) as Record<ClockKind, StopReason>),
  ...except,
});

/**
 * The life of a report (siklus laporan), keyed by step. The guard of actions, the 409s, `allowedActions`, the tests and
 * the README's diagram all read this one table.
 */
export const steps = {
  verify: {
    action: 'verify',
    from: ['received'],
    to: 'dispatched',
    needs: 'report.verify',
    fact: 'report.verified',
    unless: ['merged'],
    // Counted from the day after verification: the rule says "since the file is complete", not "since filed".
    clocks: { stop: { verification: 'done' }, start: ['first_follow_up', 'resolution', 'ombudsman_offer'] },
  },
  ask: {
    action: 'request-information',
    from: ['received', 'dispatched', 'in_progress'],
    to: 'needs_information',
    needs: 'report.ask',
    fact: 'report.information_requested',
    unless: ['merged'],
    clocks: { pause: true, start: ['completion'] },
  },
  supply: {
    action: 'supply-information',
    from: ['needs_information'],
    to: 'resume',
    needs: 'report.supply',
    fact: 'report.information_supplied',
    unless: ['merged'],
    clocks: { stop: { completion: 'done' }, resume: true },
  },
  dispatch: {
    action: 'dispatch',
    from: ['received', 'dispatched', 'in_progress'],
    to: 'dispatched',
    needs: 'report.dispatch',
    fact: 'report.dispatched',
    when: ['verified'],
    unless: ['merged'],
    clocks: { stop: { verification: 'done' }, start: ['first_follow_up', 'resolution'] },
  },
  // The lead stays: only who supports it changes, so the work done counts on.
  reinforce: {
    action: 'dispatch',
    from: handled,
    to: 'same',
    needs: 'report.dispatch',
    fact: 'report.dispatched',
    when: ['verified'],
    unless: ['merged'],
    clocks: { start: ['first_follow_up'] },
  },
  accept: { action: 'accept', from: handled, to: 'same', needs: 'report.handle', fact: 'report.accepted', when: ['pending'], unless: ['merged'] },
  return: {
    action: 'return',
    from: handled,
    to: 'received',
    needs: 'report.handle',
    fact: 'report.returned',
    when: ['returnable', 'leading'],
    unless: ['merged'],
    // The file is complete, so resolution runs on; the coordinator is timed again.
    clocks: { start: ['verification'] },
  },
  return_support: {
    action: 'return',
    from: handled,
    to: 'same',
    needs: 'report.handle',
    fact: 'report.returned',
    when: ['returnable', 'supporting'],
    unless: ['leading', 'merged'],
  },
  transfer: {
    action: 'transfer',
    from: ['received', 'dispatched', 'in_progress'],
    to: 'transferred',
    needs: 'report.transfer',
    fact: 'report.transferred',
    unless: ['merged'],
    clocks: { stop: all('ended', { verification: 'done' }) },
  },
  draft: { action: 'follow-ups', from: handled, to: 'same', needs: 'follow_up.draft', fact: 'report.follow_up_drafted', unless: ['merged'] },
  // Publishing needs the liaison too, unless the agency has switched its approval off: the service asks for that.
  progress: {
    action: 'follow-ups',
    from: handled,
    to: 'in_progress',
    needs: 'follow_up.draft',
    fact: 'report.follow_up_published',
    unless: ['merged'],
  },
  answer: {
    action: 'follow-ups',
    from: handled,
    to: 'answered',
    needs: 'follow_up.draft',
    fact: 'report.answered',
    when: ['leading'],
    unless: ['merged'],
    clocks: { stop: { first_follow_up: 'superseded', resolution: 'done' }, start: ['reporter_reply'] },
  },
  comment: { action: 'reply', from: ['received', 'dispatched', 'in_progress'], to: 'same', needs: 'report.speak', fact: 'report.commented' },
  comment_merged: {
    action: 'reply',
    from: ['needs_information', 'answered'],
    to: 'same',
    needs: 'report.speak',
    fact: 'report.commented',
    when: ['merged'],
  },
  reply: {
    action: 'reply',
    from: ['answered'],
    to: 'in_progress',
    needs: 'report.speak',
    fact: 'report.resumed',
    unless: ['merged'],
    clocks: { stop: { reporter_reply: 'done' }, goOn: ['resolution'] },
  },
  rate: { action: 'rate', from: ['answered', 'closed'], to: 'same', needs: 'report.speak', fact: 'report.rated', unless: ['rated'] },
  close: {
    action: 'close',
    from: ['answered'],
    to: 'closed',
    needs: 'report.close',
    fact: 'report.closed',
    unless: ['merged'],
    clocks: { stop: all('done') },
  },
  close_silent: {
    from: ['answered'],
    to: 'closed',
    fact: 'report.closed',
    unless: ['merged'],
    clocks: { stop: all('done', { reporter_reply: 'lapsed' }) },
  },
  reopen: {
    action: 'reopen',
    from: ['closed'],
    to: 'in_progress',
    needs: 'report.speak',
    fact: 'report.reopened',
    when: ['reopenable'],
    unless: ['reopened', 'merged'],
    clocks: { start: ['first_follow_up', 'resolution', 'ombudsman_offer'], again: true },
  },
  // A duplicate has no life of its own: its reporter reopens the lead, which it then follows.
  reopen_merged: {
    action: 'reopen',
    from: ['closed'],
    to: 'same',
    needs: 'report.speak',
    fact: 'report.commented',
    when: ['merged', 'reopenable'],
  },
  withdraw: { action: 'withdraw', from: open, to: 'archived', needs: 'report.speak', fact: 'report.withdrawn', clocks: { stop: all('ended') } },
  archive: {
    action: 'archive',
    from: ['received', 'needs_information', 'dispatched', 'in_progress'],
    to: 'archived',
    needs: 'report.archive',
    fact: 'report.archived',
    unless: ['merged'],
    clocks: { stop: all('ended', { verification: 'done' }) },
  },
  archive_incomplete: {
    from: ['needs_information'],
    to: 'archived',
    fact: 'report.archived',
    unless: ['merged'],
    clocks: { stop: all('ended', { completion: 'lapsed' }) },
  },
  merge: {
    action: 'merge',
    from: ['received', 'dispatched', 'in_progress'],
    to: 'same',
    needs: 'report.merge',
    fact: 'report.merged',
    unless: ['merged'],
    clocks: { stop: all('merged') },
  },
  // More time, asked for by an officer and granted by a liaison, or granted at once.
  request_extension: {
    action: 'extend',
    from: handled,
    to: 'same',
    needs: 'report.extend',
    fact: 'report.extension_requested',
    when: ['leading'],
    unless: ['merged'],
  },
  extend: {
    action: 'extend',
    from: handled,
    to: 'same',
    needs: 'report.approve_extension',
    fact: 'report.extended',
    when: ['leading'],
    unless: ['merged'],
  },
  escalate: {
    action: 'escalate',
    from: ['received', ...handled],
    to: 'same',
    needs: 'report.escalate',
    fact: 'report.escalated',
    unless: ['merged'],
  },
  // After 60 days without an end the reporter may have the Ombudsman look at it; nothing leaves without their consent.
  offer_ombudsman: {
    from: ['received', 'needs_information', 'dispatched', 'in_progress', 'answered'],
    to: 'same',
    fact: 'report.ombudsman_offered',
    unless: ['merged'],
    clocks: { stop: { ombudsman_offer: 'lapsed' } },
  },
  answer_ombudsman: {
    action: 'ombudsman-consent',
    from: [...open, 'closed'],
    to: 'same',
    needs: 'report.speak',
    fact: 'report.ombudsman_answered',
    when: ['offered'],
  },
  unmerge: { action: 'unmerge', from: statuses, to: 'resume', needs: 'report.merge', fact: 'report.unmerged', when: ['merged'] },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as StepName[];

/** The rows of the table, without the narrowness of their literal types. */
export const stepOf = (name: StepName): Step => steps[name];
