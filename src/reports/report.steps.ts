import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import type { Permission } from '../access/permissions.js';
import type { FactType } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { rows, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { DispositionRecord } from './disposition.entity.js';
import { ReportClocks } from './report.clocks.js';
import { type Desk, factActor, type FactData } from './report.desk.js';
import { ReportRecord } from './report.entity.js';
import { isOpen, openActions } from './open-actions.lifecycle.js';
import { stepNames, stepOf, type StepName } from './report.lifecycle.js';
import type { Action } from './report.status.js';
import { refuse } from './report.refusals.js';
import { ReporterNames } from './reporter.names.js';
import { circumstancesOf, hadInHand, isReporter, type PartOfAgency, partsOf, permits, sightOf, factsOf } from './report.visibility.js';

/** Which report, what the caller saw of it, and the call's idempotency key. */
export interface Call {
  id: string;
  expected?: Expected;
  once?: Once | undefined;
}

const paths = statement(
  'disposition_paths',
  `select d.id, d.agency_id as "agencyId", a.path, d.role, d.status from disposition d join agency a on a.id = d.agency_id
    where d.report_id = $1`,
);
const ancestors = statement(
  'category_line',
  `with recursive line (id, parent_id, depth) as (
     select id, parent_id, 0 from category where id = $1
     union all select c.id, c.parent_id, l.depth + 1 from category c join line l on c.id = l.parent_id where l.depth < 4)
   select id from line order by depth`,
);

/**
 * The one way a report moves: lock the row, ask the table, check the permission at the agency, change, follow the
 * clocks, record the fact, commit.
 */
@Injectable()
export class ReportSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly clocks: ReportClocks,
    private readonly journal: Journal,
    private readonly names: ReporterNames,
  ) {}

  /** Takes a step that a caller asked for. `work` does the step's own part and gives the fact's data; `view` makes the answer. */
  take<Answer>(
    actor: Actor,
    call: Call,
    choose: (desk: Desk) => StepName | Promise<StepName>,
    work: (desk: Desk) => Promise<FactData>,
    view: (desk: Desk) => Promise<Answer>,
  ): Promise<Answer> {
    return this.transactions.run(call.once, async (tx) => {
      const desk = await this.lay(tx, actor, call.id);
      const name = await choose(desk);
      this.check(desk, name);
      expectVersion(call.expected, desk.report.version);
      await this.perform(desk, name, work);
      return view(desk);
    });
  }

  /** Locks a report that the caller may see. @throws Refusal `report.not_found` */
  async lay(tx: EntityManager, actor: Actor, id: string): Promise<Desk> {
    const report = await tx.findOne(ReportRecord, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!report) throw refuse('report.not_found');
    const desk = await this.desk(tx, actor, report);
    if (sightOf(actor, desk.facts) === 'none') throw refuse('report.not_found');
    return desk;
  }

  /** @throws Refusal `report.not_found` for whoever has no part in this report, `report.action_not_open` with the open ones */
  check(desk: Desk, name: StepName): void {
    const { needs, action } = stepOf(name);
    if (needs === undefined) throw new Error(`Step ${name} is the worker's`);
    const { actor, facts, report } = desk;
    // A colleague may have returned it a moment ago: then the action comes too late, which is a conflict and no secret.
    const late = !permits(actor, needs, facts) && hadInHand(actor, needs, facts);
    if (!late) this.checkPermission(desk, needs);
    const circumstances = circumstancesOf(actor, facts, desk.now);
    if (!late && isOpen(name, report.status, circumstances)) return;
    const allowedActions = openActions(report.status, circumstances, (permission) => permits(actor, permission, facts));
    throw refuse('report.action_not_open', { params: { action: action ?? name, status: report.status }, allowedActions });
  }

  checkPermission({ actor, facts }: Desk, permission: Permission): void {
    if (permits(actor, permission, facts)) return;
    const sight = sightOf(actor, facts);
    throw sight === 'public' || sight === 'none' ? refuse('report.not_found') : refuse('report.not_permitted', { params: { permission } });
  }

  /** Does the work of a step on a laid report, and tells the journal and those that follow this report. */
  async perform(desk: Desk, name: StepName, work: (desk: Desk) => Promise<FactData>): Promise<void> {
    const { report, tx, now } = desk;
    const from = report.status;
    const data = await work(desk);
    report.take(name, now);
    await this.clocks.follow(desk, stepOf(name));
    await tx.save(report);
    await this.record(desk, name, { ...data, from, to: report.status });
    const published = name === 'progress' || name === 'answer' ? data : {};
    if (from !== report.status || published.followUpId !== undefined) await this.mirror(desk, published);
  }

  /** Saves what was changed besides the steps of the table; the clocks take the rules for it. `moved`: an agency's part is another's now. */
  async keep(desk: Desk, moved = false): Promise<void> {
    desk.report.updatedAt = desk.now;
    await this.clocks.refit(desk, moved);
    await desk.tx.save(desk.report);
  }

  /** Takes parts of a laid report from their agencies, outside the steps of the table. */
  retire(desk: Desk, which: (part: DispositionRecord) => boolean): Promise<void> {
    return this.clocks.endDispositions(desk, which);
  }

  private async desk(tx: EntityManager, actor: Actor, report: ReportRecord): Promise<Desk> {
    const now = await this.clock.now(tx);
    const parts = await rows<PartOfAgency & { id: string }>(tx, paths, [report.id]);
    const dispositions = await tx.find(DispositionRecord, { where: { reportId: report.id }, order: { dispatchedAt: 'ASC', id: 'ASC' } });
    const line = report.categoryId === null ? [] : await rows<{ id: string }>(tx, ancestors, [report.categoryId]);
    const facts = factsOf(report, parts, showsKey(actor, report.reportKeyHash));
    let names: Promise<string[]> | undefined;
    const known = (): Promise<string[]> => (names ??= this.names.of(tx, report.id));
    const { classification, categoryId, agencyId } = report;
    const before = { classification, categoryId, agencyId };
    return { tx, actor, report, facts, now, dispositions, before, categoryIds: line.map(({ id }) => id), names: known };
  }

  private record(desk: Desk, name: StepName, data: FactData): Promise<void> {
    return this.tell(desk, stepOf(name).fact, data, stepOf(name).needs !== undefined);
  }

  /** Tells the journal what was done to a laid report. `asked`: by the desk's actor, who may be its reporter. */
  async tell({ tx, actor, report, facts, now }: Desk, type: FactType, data: FactData, asked = true): Promise<void> {
    const asReporter = asked && isReporter(actor, facts);
    const agencyId = partsOf(actor, 'report.handle', facts)[0]?.agencyId ?? actor.roles[0]?.agencyId;
    await this.journal.record(tx, {
      type,
      subject: { kind: 'report', id: report.id },
      at: now,
      actor: factActor(actor, asReporter),
      ...(asReporter || agencyId === undefined ? {} : { agencyId }),
      data,
    });
  }

  /** Reports merged into this one, locked. */
  followers({ tx, report }: Desk): Promise<ReportRecord[]> {
    return tx.find(ReportRecord, { where: { leadReportId: report.id }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** Reports merged into this one show its status and what was `published`, and their reporters learn of it. */
  async mirror(desk: Desk, published: FactData = {}): Promise<void> {
    for (const follower of await this.followers(desk)) await this.follow(desk.tx, follower, desk.report, desk.now, published);
  }

  /** Gives a merged report its lead's status. */
  async follow(tx: EntityManager, follower: ReportRecord, lead: ReportRecord, now: Date, published: FactData = {}): Promise<void> {
    const { status: from, confidential } = follower;
    follower.mirror(lead, now);
    await tx.save(follower);
    const raised = follower.confidential && !confidential ? { confidential: true } : {};
    const data = { ...published, ...raised, from, to: follower.status, leadReportId: lead.id };
    await this.journal.record(tx, {
      type: 'report.followed_lead',
      subject: { kind: 'report', id: follower.id },
      at: now,
      actor: { kind: 'system' },
      data,
    });
  }
}

/** Report keys are long and random, so a plain digest keeps them; compared in constant time. */
export const digestKey = (key: string): Buffer => createHash('sha256').update(key).digest();
export const showsKey = (actor: Actor, hash: Buffer): boolean => actor.reportKey !== undefined && timingSafeEqual(digestKey(actor.reportKey), hash);

/** The first open step of an action for this desk, else its first step, which then is refused with the open ones. */
export function stepFor(desk: Desk, action: Action, ...preferred: StepName[]): StepName {
  const candidates = preferred.length > 0 ? preferred : stepNames.filter((name) => stepOf(name).action === action);
  const circumstances = circumstancesOf(desk.actor, desk.facts, desk.now);
  const open = candidates.find((name) => isOpen(name, desk.report.status, circumstances));
  const first = open ?? candidates[0];
  if (first === undefined) throw new Error(`No step of action ${action}`);
  return first;
}
