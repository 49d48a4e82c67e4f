import type { Actor } from '../access/actor.js';
import type { Permission } from '../access/permissions.js';
import { grants } from '../access/permissions.js';
import type { Circumstances, Status } from './report.status.js';

/** An agency's part in a report. `path`: the agency's ancestors and itself. */
export interface PartOfAgency {
  id: string;
  agencyId: string;
  path: readonly string[];
  role: 'lead' | 'supporting';
  status: 'pending' | 'accepted' | 'returned' | 'answered' | 'replaced';
}

/** What decides who sees and does what with one report. */
export interface ReportFacts {
  rootAgencyId: string;
  status: Status;
  confidential: boolean;
  verified: boolean;
  merged: boolean;
  rated: boolean;
  /** The reporter was offered the Ombudsman and has not answered. */
  offered: boolean;
  reopenCount: number;
  reopenUntil: Date | null;
  accountId: string | null;
  clientId: string | null;
  /** The caller showed this report's key. */
  keyShown: boolean;
  dispositions: readonly PartOfAgency[];
}

/** A report, as its row or its record has it. */
interface Stored extends Pick<ReportFacts, 'rootAgencyId' | 'status' | 'confidential' | 'reopenCount' | 'reopenUntil' | 'accountId' | 'clientId'> {
  verifiedAt: Date | null;
  leadReportId: string | null;
  ratingScore: number | null;
  ombudsman: string | null;
}

export const factsOf = (report: Stored, dispositions: readonly PartOfAgency[], keyShown: boolean): ReportFacts => ({
  rootAgencyId: report.rootAgencyId,
  status: report.status,
  confidential: report.confidential,
  verified: report.verifiedAt !== null,
  merged: report.leadReportId !== null,
  rated: report.ratingScore !== null,
  offered: report.ombudsman === 'offered',
  reopenCount: report.reopenCount,
  reopenUntil: report.reopenUntil,
  accountId: report.accountId,
  clientId: report.clientId,
  keyShown,
  dispositions,
});

/**
 * How much of a report a caller sees (the one way out for a report).
 * `none`: it does not exist for them. `public`: masked texts, no people. `internal`: the whole text and internal
 * history, never who reported. `reporter`: their own report whole, with their own identity.
 */
export type Sight = 'none' | 'public' | 'internal' | 'reporter';

/** Are texts shown as they were written? Of an anonymous report to its reporter only: a text may tell who wrote it. */
export const readsWhole = (sight: Sight, anonymous: boolean): boolean => sight === 'reporter' || (sight === 'internal' && !anonymous);

const live = ({ status }: PartOfAgency): boolean => status !== 'returned' && status !== 'replaced';

export const isReporter = (actor: Actor, report: ReportFacts): boolean =>
  report.keyShown || (actor.kind === 'user' && actor.id !== undefined && actor.id === report.accountId);

/** Is the permission held for the city, or at an agency that has the report in hand now? An agency that returned or lost it keeps nothing. */
function staffMay(actor: Actor, permission: Permission, report: ReportFacts): boolean {
  return actor.mayAt(permission, [report.rootAgencyId]) || report.dispositions.some((part) => live(part) && actor.mayAt(permission, part.path));
}

/** Was it in the hands of an agency of theirs, now or earlier? */
export const hadInHand = (actor: Actor, permission: Permission, report: ReportFacts): boolean =>
  report.dispositions.some(({ path }) => actor.mayAt(permission, path));

export function sightOf(actor: Actor, report: ReportFacts): Sight {
  if (isReporter(actor, report)) return 'reporter';
  if (actor.kind === 'system' || staffMay(actor, 'report.read_internal', report)) return 'internal';
  const filedIt = actor.kind === 'client' && actor.id !== undefined && actor.id === report.clientId;
  return report.confidential && !filedIt ? 'none' : 'public';
}

/** Does this caller hold the permission for this report: as its reporter, or as staff in charge? */
export function permits(actor: Actor, permission: Permission, report: ReportFacts): boolean {
  return (isReporter(actor, report) && grants(permission, 'reporter')) || staffMay(actor, permission, report);
}

/** The caller's own live dispositions; all of them for somebody who acts for the whole city. */
export function partsOf(actor: Actor, permission: Permission, report: ReportFacts): PartOfAgency[] {
  return report.dispositions.filter((part) => live(part) && actor.mayAt(permission, part.path));
}

export function circumstancesOf(actor: Actor, report: ReportFacts, now: Date): Circumstances {
  const parts = partsOf(actor, 'report.handle', report);
  return {
    verified: report.verified,
    merged: report.merged,
    rated: report.rated,
    offered: report.offered,
    reopened: report.reopenCount > 0,
    reopenable: report.reopenUntil !== null && now <= report.reopenUntil,
    pending: parts.some(({ status }) => status === 'pending'),
    returnable: parts.some(({ status }) => status === 'pending' || status === 'accepted'),
    leading: parts.some(({ role }) => role === 'lead'),
    supporting: parts.some(({ role }) => role === 'supporting'),
  };
}
