/**
 * Everything that can happen, by name (past tense). Facts hold ids and values, never a person's data or a free text:
 * texts live in rows that can be masked or erased, so the journal survives erasure.
 */
export const factTypes = {
  'report.filed': 'public',
  'report.verified': 'public',
  'report.information_requested': 'public',
  'report.information_supplied': 'public',
  'report.dispatched': 'public',
  'report.accepted': 'public',
  'report.returned': 'internal',
  'report.transferred': 'public',
  'report.follow_up_drafted': 'internal',
  'report.follow_up_published': 'public',
  'report.answered': 'public',
  'report.commented': 'public',
  'report.resumed': 'public',
  'report.rated': 'public',
  'report.closed': 'public',
  'report.reopened': 'public',
  'report.withdrawn': 'public',
  'report.archived': 'public',
  'report.merged': 'public',
  'report.unmerged': 'public',
  'report.followed_lead': 'public',
  'report.follower_commented': 'internal',
  'report.revised': 'internal',
  'report.flags_changed': 'public',
  'report.moved': 'internal',
  'report.identity_read': 'internal',
  'report.extension_requested': 'internal',
  'report.extended': 'public',
  'report.escalated': 'internal',
  'report.ombudsman_offered': 'internal',
  'report.ombudsman_answered': 'internal',
  // What the figures of merit count, one fact for each thing measured.
  'report.measured': 'internal',
  'clock.warned': 'internal',
  'clock.breached': 'public',
  'clock.escalated': 'internal',
  'clock.moved': 'public',
  'calendar.created': 'internal',
  'calendar.versioned': 'internal',
  'policy.created': 'internal',
  'policy.ended': 'internal',
  'job.ordered': 'internal',
  'job.finished': 'internal',
  'job.failed': 'internal',
  'agency.founded': 'internal',
  'agency.changed': 'internal',
  'agency.succeeded': 'internal',
  'category.created': 'internal',
  'category.changed': 'internal',
  'region.loaded': 'internal',
  'user.invited': 'internal',
  'user.changed': 'internal',
} as const satisfies Record<string, 'public' | 'internal'>;

export type FactType = keyof typeof factTypes;

/** Something that became true in this transaction. */
export interface Fact {
  type: FactType;
  subject: { kind: 'report' | 'agency' | 'category' | 'region' | 'user' | 'calendar' | 'policy' | 'job'; id: string };
  at: Date;
  actor: { kind: 'reporter' | 'staff' | 'client' | 'system'; id?: string };
  /** The agency in whose name it was done. */
  agencyId?: string;
  /** Ids and values only. */
  data?: Record<string, unknown>;
}
