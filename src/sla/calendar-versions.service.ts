import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { dayIn } from '../agencies/validity.js';
import { type Writer, writerAt } from '../agencies/writer.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import type { Refusal } from '../platform/refusal.js';
import { Transactions } from '../platform/transactions.js';
import { type CalendarDiff, diffOf, isEmpty } from './calendar.diff.js';
import { type OwnMembers, withMembers, without } from './calendar.inheritance.js';
import { pendingObstacles } from './calendars.pending.js';
import { type Publication, plain, publicationOf, publish, soundRules } from './calendars.publishing.js';
import { refuse } from './calendars.refusals.js';
import type { ChangeCalendar, ImportDaysOff } from './calendars.requests.js';
import { type CalendarNode, lockCalendars, rootOfCalendar } from './calendars.store.js';
import type { CalendarChange } from './calendars.views.js';
import { listedDays, withDecree } from './decree.days.js';
import { RecomputeService } from './recompute.service.js';
import type { Change } from './recounting.js';
import { expectNone, obstacleOf, trial } from './trial.js';

/** How a change is to be made. */
interface Asked extends Pick<ChangeCalendar, 'validFrom' | 'reason' | 'recompute' | 'dryRun'> {
  /** Members that are asked for by name. */
  named: readonly string[];
}

/** A change thought through, with nothing written. */
interface Revision {
  publication: Publication;
  diff: CalendarDiff;
  /** False where the calendar is as asked for already: all that can be meant then is a recompute. */
  changes: boolean;
  /** The calendars whose clocks a recompute would count anew. */
  concerned: string[];
  today: string;
}

/** Makes new versions of calendars. */
@Injectable()
export class CalendarVersions {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly recompute: RecomputeService,
  ) {}

  changeCalendar(actor: Actor, id: string, expected: Expected, input: ChangeCalendar, once: Once | undefined): Promise<CalendarChange> {
    const { validFrom, reason, recompute, dryRun, inherit = [], ...given } = input;
    const revised = (own: OwnMembers): OwnMembers => without(withMembers(own, given), inherit);
    const named = [...inherit, ...Object.keys(plain(given))];
    return this.revise(actor, { id, expected }, { validFrom, reason, recompute, dryRun, named }, revised, once);
  }

  importDaysOff(actor: Actor, id: string, expected: Expected, input: ImportDaysOff, once: Once | undefined): Promise<CalendarChange> {
    const days = listedDays(input);
    const revised = (own: OwnMembers): OwnMembers => withDecree(own, days, input.years, input.replaceYears ?? true);
    return this.revise(actor, { id, expected }, { ...input, named: [] }, revised, once);
  }

  private revise(
    actor: Actor,
    { id, expected }: { id: string; expected: Expected },
    asked: Asked,
    revised: (own: OwnMembers) => OwnMembers,
    once: Once | undefined,
  ): Promise<CalendarChange> {
    return trial(this.transactions, asked.dryRun, once, async (tx) => {
      const nodes = await lockCalendars(tx, (await rootOfCalendar(tx, id)) ?? id);
      const node = nodes.find((one) => one.id === id);
      if (!node) throw refuse('calendar.not_found');
      const by = writerAt(actor, 'sla.manage', node.path);
      expectVersion(expected, node.version);
      const at = await this.clock.now(tx);
      const revision = revisionOf(node, nodes, plain(revised(node.own)), asked, at);
      const obstacles = [...obstaclesTo(revision, asked), ...(await pendingObstacles(tx, nodes, revision.publication, asked.named))];
      if (!asked.dryRun) expectNone(obstacles);
      const answer = await this.apply(tx, node, revision, asked, { by, at });
      return { ...answer, obstacles: obstacles.map((refusal) => obstacleOf(refusal, actor.language)) };
    });
  }

  private async apply(
    tx: EntityManager,
    node: CalendarNode,
    { publication, changes, diff, concerned }: Revision,
    { dryRun = false, recompute = false }: Asked,
    { by, at }: { by: Writer; at: Date },
  ): Promise<Omit<CalendarChange, 'obstacles'>> {
    if (changes) await publish(tx, this.journal, publication, at, by);
    const change: Change = { kind: 'calendar', calendarIds: concerned };
    // Only where nothing is kept: reading every open clock takes long, and what is written would be locked meanwhile.
    const impact = dryRun ? await this.recompute.dryRun(tx, change) : undefined;
    const jobId = recompute && !dryRun ? await this.recompute.order(tx, change, node.path[0] ?? node.agencyId, by, at) : undefined;
    const version = changes && !dryRun ? publication.changed.version : node.version;
    return { dryRun, version, validFrom: publication.validFrom, diff, followers: publication.followers.length, impact, jobId };
  }
}

function revisionOf(node: CalendarNode, nodes: readonly CalendarNode[], own: OwnMembers, asked: Asked, at: Date): Revision {
  const rules = soundRules(own, node.path, nodes, at);
  const diff = diffOf(node.rules, rules);
  const later = asked.validFrom !== undefined && asked.validFrom !== node.validFrom;
  const changes = later || !isEmpty(diff) || !isDeepStrictEqual(own, node.own);
  const today = dayIn(rules.zone, at);
  const validFrom = asked.validFrom ?? (changes ? today : node.validFrom);
  const heir = { ...node, own, rules, version: node.version + (changes ? 1 : 0) };
  const publication = publicationOf(heir, nodes, { validFrom, reason: asked.reason });
  // Where nothing changes, what can be meant is to catch up with versions that are in force.
  const below = nodes.filter(({ id, path, validFrom: since }) => id !== node.id && path.includes(node.agencyId) && since <= today);
  const others = changes ? publication.followers.map(({ calendarId }) => calendarId) : below.map(({ id }) => id);
  return { publication, diff, changes, concerned: [node.id, ...others], today };
}

function obstaclesTo({ publication: { validFrom }, changes, today }: Revision, { recompute = false }: Asked): Refusal[] {
  const about = { pointer: '/validFrom', params: { validFrom } };
  return [
    ...(!changes && !recompute ? [refuse('calendar.unchanged')] : []),
    ...(changes && validFrom < today && !recompute ? [refuse('calendar.rewrites_history', about)] : []),
    ...(validFrom > today && recompute ? [refuse('calendar.not_in_force', about)] : []),
  ];
}
