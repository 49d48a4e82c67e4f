import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { Transactions } from '../platform/transactions.js';
import type { ReviseReport } from './action.requests.js';
import { type Desk, type FactData, placeBefore, say } from './report.desk.js';
import { ReportRecord } from './report.entity.js';
import { ReportReferences } from './report.references.js';
import { refuse } from './report.refusals.js';
import { ReportSteps } from './report.steps.js';
import { isReporter } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

const placeMembers = ['lat', 'lng', 'address', 'regionCode'] as const;

/** Changes that are no step of a report's life: a better title, category or place, and the two privacy flags. */
@Injectable()
export class RevisionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly steps: ReportSteps,
    private readonly references: ReportReferences,
    private readonly query: ReportsQuery,
  ) {}

  revise(actor: Actor, id: string, expected: Expected, input: ReviseReport): Promise<Report> {
    return this.transactions.run(undefined, async (tx) => {
      const desk = await this.steps.lay(tx, actor, id);
      this.steps.checkPermission(desk, 'report.revise');
      expectVersion(expected, desk.report.version);
      const { confidential } = desk.report;
      const flags = await this.changeFlags(desk, input);
      const facts = await this.changeFacts(desk, input);
      if (desk.report.confidential && !confidential) flags.confidential = true;
      await this.keep(desk, flags, facts);
      return this.query.read(actor, id, tx);
    });
  }

  private async keep(desk: Desk, flags: FactData, facts: FactData): Promise<void> {
    const [flagged, revised] = [Object.keys(flags).length > 0, Object.keys(facts).length > 0];
    if (!flagged && !revised) return;
    await this.steps.keep(desk);
    if (flagged) await this.steps.tell(desk, 'report.flags_changed', flags);
    if (revised) await this.steps.tell(desk, 'report.revised', facts);
    if (flags.confidential === true) await this.steps.mirror(desk);
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
    if (report.leadReportId !== null && (await tx.existsBy(ReportRecord, { id: report.leadReportId, confidential: true }))) return true;
    return report.categoryId !== null && (await this.references.isSensitive(tx, report.categoryId));
  }

  /** What is replaced is kept: an id in the fact, a text in a row of its own. */
  private async changeFacts(desk: Desk, input: ReviseReport): Promise<FactData> {
    const { report } = desk;
    if (input.title !== undefined || input.categoryId !== undefined) this.steps.checkPermission(desk, 'report.verify');
    const category = await this.recategorise(desk, input.categoryId);
    const before: string[] = [];
    if (input.title !== undefined && input.title !== report.title) {
      before.push(`Judul semula: ${report.title}`);
      report.rewrite(input.title, await desk.names());
    }
    const place = input.location && (await this.references.place(desk.tx, input.location, await desk.names()));
    if (place && placeMembers.some((member) => place[member] !== report[member])) {
      before.push(placeBefore(report));
      Object.assign(report, place);
    }
    return { ...category, ...(before.length > 0 ? await say(desk, before.join('\n')) : {}) };
  }

  private async recategorise(desk: Desk, categoryId: string | undefined): Promise<FactData> {
    const { tx, report } = desk;
    if (categoryId === undefined || categoryId === report.categoryId) return {};
    const category = await this.references.category(tx, categoryId, report.rootAgencyId);
    const previousCategoryId = report.categoryId;
    report.categoryId = category.id;
    desk.categoryIds = [category.id, ...category.ancestors];
    report.confidential ||= category.sensitive;
    return { categoryId: category.id, ...(previousCategoryId === null ? {} : { previousCategoryId }) };
  }
}
