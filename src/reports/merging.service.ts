import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { MergeReport } from './action.requests.js';
import { ReportClocks } from './report.clocks.js';
import type { Desk, FactData } from './report.desk.js';
import { ReportRecord } from './report.entity.js';
import { endStatuses } from './report.status.js';
import { refuse } from './report.refusals.js';
import { type Call, ReportSteps } from './report.steps.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** Duplicates stay reports of their own, with their own code and reporter, and follow one lead report. */
@Injectable()
export class MergingService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly clocks: ReportClocks,
    private readonly query: ReportsQuery,
  ) {}

  merge(actor: Actor, call: Call, { leadReportId }: MergeReport): Promise<Report> {
    if (leadReportId === call.id) throw refuse('report.merge_self', { pointer: '/leadReportId' });
    const work = async (desk: Desk): Promise<FactData> => {
      const lead = await this.lead(desk, leadReportId);
      desk.report.leadReportId = lead.id;
      desk.report.resumeStatus = desk.report.status;
      // Those that followed this report follow its lead from now on, so that there is never a chain.
      await desk.tx.update(ReportRecord, { leadReportId: desk.report.id }, { leadReportId: lead.id });
      return { leadReportId: lead.id };
    };
    const mirrored = async (desk: Desk): Promise<Report> => {
      const lead = await this.lead(desk, leadReportId);
      await this.steps.follow(desk.tx, desk.report, lead, desk.now);
      return this.answer(desk);
    };
    return this.steps.take(actor, call, () => 'merge', work, mirrored);
  }

  unmerge(actor: Actor, call: Call): Promise<Report> {
    const work = (desk: Desk): Promise<FactData> => {
      const { report, dispositions } = desk;
      const left = report.leadReportId;
      report.leadReportId = null;
      report.agencyId = dispositions.find(({ role, endedAt }) => role === 'lead' && endedAt === null)?.agencyId ?? null;
      return Promise.resolve({ leadReportId: left });
    };
    const restored = async (desk: Desk): Promise<Report> => {
      await this.clocks.restore(desk);
      await desk.tx.save(desk.report);
      return this.answer(desk);
    };
    return this.steps.take(actor, call, () => 'unmerge', work, restored);
  }

  private readonly answer = ({ actor, report, tx }: Desk): Promise<Report> => this.query.read(actor, report.id, tx);

  private async lead({ tx, actor, report }: Desk, id: string): Promise<ReportRecord> {
    const lead = await tx.findOne(ReportRecord, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!lead || lead.rootAgencyId !== report.rootAgencyId || !actor.mayAt('report.merge', [lead.rootAgencyId]))
      throw refuse('report.not_found', { pointer: '/leadReportId' });
    if (lead.leadReportId !== null) throw refuse('report.merge_circle', { related: { kind: 'report', id: lead.leadReportId } });
    if (endStatuses.includes(lead.status)) throw refuse('report.merge_ended');
    return lead;
  }
}
