import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Journal } from '../journal/journal.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { Transactions } from '../platform/transactions.js';
import type { ReviseReport } from './action.requests.js';
import { type Desk, factActor, type FactData } from './report.desk.js';
import { ReportReferences } from './report.references.js';
import { refuse } from './report.refusals.js';
import { ReportSteps } from './report.steps.js';
import { isReporter } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** Changes that are no step of a report's life: a better title, category or place, and the two privacy flags. */
@Injectable()
export class RevisionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly steps: ReportSteps,
    private readonly references: ReportReferences,
    private readonly journal: Journal,
    private readonly query: ReportsQuery,
  ) {}

  revise(actor: Actor, id: string, expected: Expected, input: ReviseReport): Promise<Report> {
    return this.transactions.run(undefined, async (tx) => {
      const desk = await this.steps.lay(tx, actor, id);
      this.steps.checkPermission(desk, 'report.revise');
      expectVersion(expected, desk.report.version);
      const flags = await this.changeFlags(desk, input);
      const facts = await this.changeFacts(desk, input);
      desk.report.updatedAt = desk.now;
      await tx.save(desk.report);
      if (Object.keys(flags).length > 0) await this.record(desk, 'report.flags_changed', flags);
      if (Object.keys(facts).length > 0) await this.record(desk, 'report.revised', facts);
      return this.query.read(actor, id, tx);
    });
  }

  /** Officers may raise a flag; only the reporter may lower it, and not where the class or category forces it. */
  private async changeFlags(desk: Desk, input: ReviseReport): Promise<FactData> {
    const { actor, report, facts } = desk;
    const changed: FactData = {};
    for (const flag of ['anonymous', 'confidential'] as const) {
      const wanted = input[flag];
      if (wanted === undefined || wanted === report[flag]) continue;
      if (!wanted && !isReporter(actor, facts)) throw refuse('report.flag_lowered', { pointer: `/${flag}` });
      if (!wanted && flag === 'confidential' && (await this.forced(desk))) throw refuse('report.flag_forced', { pointer: '/confidential' });
      report[flag] = wanted;
      changed[flag] = wanted;
    }
    return changed;
  }

  private async forced({ tx, report }: Desk): Promise<boolean> {
    if (report.classification === 'oversight_complaint') return true;
    return report.categoryId !== null && (await this.references.isSensitive(tx, report.categoryId));
  }

  private async changeFacts(desk: Desk, input: ReviseReport): Promise<FactData> {
    const { tx, report } = desk;
    const changed: FactData = {};
    if (input.title !== undefined || input.categoryId !== undefined) this.steps.checkPermission(desk, 'report.verify');
    if (input.title !== undefined) report.rewrite(input.title);
    if (input.categoryId !== undefined && input.categoryId !== report.categoryId) {
      const category = await this.references.category(tx, input.categoryId, report.rootAgencyId);
      report.categoryId = changed.categoryId = category.id;
      report.confidential ||= category.sensitive;
    }
    if (input.location) Object.assign(report, await this.references.place(tx, input.location));
    const named = (['title', 'location'] as const).filter((member) => input[member] !== undefined);
    return named.length > 0 ? { ...changed, members: named } : changed;
  }

  private async record(desk: Desk, type: 'report.flags_changed' | 'report.revised', data: FactData): Promise<void> {
    const { tx, actor, report, facts, now } = desk;
    await this.journal.record(tx, {
      type,
      subject: { kind: 'report', id: report.id },
      at: now,
      actor: factActor(actor, isReporter(actor, facts)),
      data,
    });
  }
}
