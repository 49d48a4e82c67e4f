import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Journal } from '../journal/journal.js';
import type { MergeReport } from './action.requests.js';
import { ReportClocks } from './report.clocks.js';
import type { Desk, FactData } from './report.desk.js';
import { ReportRecord } from './report.entity.js';
import { isOpen } from './open-actions.lifecycle.js';
import { endStatuses } from './report.status.js';
import { refuse } from './report.refusals.js';
import { type Call, ReportSteps } from './report.steps.js';
import { circumstancesOf } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** Duplicates stay reports of their own, with their own code and reporter, and follow one lead report. */
@Injectable()
export class MergingService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly clocks: ReportClocks,
    private readonly journal: Journal,
    private readonly query: ReportsQuery,
  ) {}

  merge(actor: Actor, call: Call, { leadReportId }: MergeReport): Promise<Report> {
    if (leadReportId === call.id) throw refuse('report.merge_self', { pointer: '/leadReportId' });
    let followers: ReportRecord[] = [];
    const work = async (desk: Desk): Promise<FactData> => {
      const lead = await this.lead(desk, leadReportId);
      desk.report.leadReportId = lead.id;
      desk.report.resumeStatus = desk.report.status;
      followers = [desk.report, ...(await this.steps.followers(desk))];
      return { leadReportId: lead.id };
    };
    // Those that followed this report follow its lead from now on, so that there is never a chain.
    const mirrored = async (desk: Desk): Promise<Report> => {
      const lead = await this.lead(desk, leadReportId);
      for (const follower of followers) {
        follower.leadReportId = lead.id;
        await this.steps.follow(desk.tx, follower, lead, desk.now);
      }
      return this.answer(desk);
    };
    return this.steps.take(actor, call, () => 'merge', work, mirrored);
  }

  unmerge(actor: Actor, call: Call): Promise<Report> {
    const restored = async (desk: Desk): Promise<Report> => {
      await this.restore(desk);
      return this.answer(desk);
    };
    return this.steps.take(actor, call, () => 'unmerge', leaveLead, restored);
  }

  /** The lead's own reporter takes it back: that is not the others' wish, so each of their reports goes on where it was before. */
  async free(lead: Desk): Promise<void> {
    for (const { id } of await this.steps.followers(lead)) {
      const desk = await this.steps.lay(lead.tx, Actor.system, id);
      await this.steps.perform(desk, 'unmerge', leaveLead);
      await this.restore(desk);
    }
  }

  /** What a duplicate's reporter says reaches those who handle the lead, and moves it as its own reporter's word would. */
  async tellLead({ tx, report, now }: Desk, said: FactData, step: 'reply' | 'reopen', work: (desk: Desk) => Promise<FactData>): Promise<void> {
    if (report.leadReportId === null) return;
    const lead = await this.steps.lay(tx, Actor.system, report.leadReportId);
    await this.journal.record(tx, {
      type: 'report.follower_commented',
      subject: { kind: 'report', id: lead.report.id },
      at: now,
      actor: { kind: 'reporter' },
      data: said,
    });
    if (isOpen(step, lead.report.status, circumstancesOf(Actor.system, lead.facts, now))) await this.steps.perform(lead, step, work);
  }

  private async restore(desk: Desk): Promise<void> {
    await this.clocks.restore(desk);
    await desk.tx.save(desk.report);
  }

  private readonly answer = ({ actor, report, tx }: Desk): Promise<Report> => this.query.read(actor, report.id, tx);

  private async lead({ tx, actor, report }: Desk, id: string): Promise<ReportRecord> {
    const lead = await tx.findOne(ReportRecord, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!lead || lead.rootAgencyId !== report.rootAgencyId || !actor.mayAt('report.merge', [lead.rootAgencyId]))
      throw refuse('report.lead_unknown', { pointer: '/leadReportId' });
    if (lead.leadReportId !== null) throw refuse('report.merge_circle', { related: { kind: 'report', id: lead.leadReportId } });
    if (endStatuses.includes(lead.status)) throw refuse('report.merge_ended');
    return lead;
  }
}

function leaveLead({ report, dispositions }: Desk): Promise<FactData> {
  const { leadReportId } = report;
  report.leave(dispositions.find(({ role, endedAt }) => role === 'lead' && endedAt === null)?.agencyId ?? null);
  return Promise.resolve({ leadReportId });
}
