import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type {
  AnswerOmbudsmanOffer,
  CloseReport,
  RateReport,
  ReopenReport,
  ReplyToReport,
  SupplyInformation,
  WithdrawReport,
} from './action.requests.js';
import { MergingService } from './merging.service.js';
import { type Desk, type FactData, placeBefore, say } from './report.desk.js';
import { ReportReferences } from './report.references.js';
import { type Call, ReportSteps, stepFor } from './report.steps.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** What the reporter does with a report of their own; the coordinator may close on their behalf. */
@Injectable()
export class ReporterService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly references: ReportReferences,
    private readonly merging: MergingService,
    private readonly query: ReportsQuery,
  ) {}

  supplyInformation(actor: Actor, call: Call, input: SupplyInformation): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      const before = input.location ? await say(desk, placeBefore(desk.report), 'noteId') : {};
      if (input.location) Object.assign(desk.report, await this.references.place(desk.tx, input.location, await desk.names()));
      return { ...before, ...(await say(desk, input.body)) };
    };
    return this.steps.take(actor, call, () => 'supply', work, this.answer);
  }

  /** Before the answer a word to the officers; on an answer the sign that it did not solve the matter. */
  reply(actor: Actor, call: Call, input: ReplyToReport): Promise<Report> {
    let said: FactData = {};
    const work = async (desk: Desk): Promise<FactData> => {
      if (desk.report.status === 'answered' && desk.report.leadReportId === null) await resume(desk);
      return (said = await say(desk, input.body));
    };
    const told = async (desk: Desk): Promise<Report> => {
      await this.merging.tellLead(desk, said, 'reply', resume);
      return this.answer(desk);
    };
    return this.steps.take(actor, call, (desk) => stepFor(desk, 'reply', 'reply', 'comment', 'comment_merged'), work, told);
  }

  rate(actor: Actor, call: Call, input: RateReport): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      desk.report.ratingScore = input.score;
      desk.report.ratingSolved = input.solved;
      return { score: input.score, solved: input.solved, ...(await say(desk, input.comment)) };
    };
    return this.steps.take(actor, call, () => 'rate', work, this.answer);
  }

  close(actor: Actor, call: Call, input: CloseReport): Promise<Report> {
    return this.steps.take(
      actor,
      call,
      () => 'close',
      (desk) => say(desk, input.note),
      this.answer,
    );
  }

  reopen(actor: Actor, call: Call, input: ReopenReport): Promise<Report> {
    const reopened = async (desk: Desk): Promise<FactData> => {
      desk.report.reopenCount += 1;
      const moved = await this.handToSuccessor(desk);
      return { ...moved, ...(await resume(desk)) };
    };
    let said: FactData = {};
    const work = async (desk: Desk): Promise<FactData> => {
      said = await say(desk, input.reason);
      return desk.report.leadReportId === null ? { ...said, ...(await reopened(desk)) } : said;
    };
    const told = async (desk: Desk): Promise<Report> => {
      await this.merging.tellLead(desk, said, 'reopen', reopened);
      return this.answer(desk);
    };
    return this.steps.take(actor, call, (desk) => stepFor(desk, 'reopen'), work, told);
  }

  withdraw(actor: Actor, call: Call, input: WithdrawReport): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      await this.merging.free(desk);
      desk.report.archiveReason = 'withdrawn';
      desk.report.leadReportId = null;
      return { reason: 'withdrawn', ...(await say(desk, input.reason)) };
    };
    return this.steps.take(actor, call, () => 'withdraw', work, this.answer);
  }

  /** Nothing leaves the city without the reporter's consent. */
  answerOmbudsman(actor: Actor, call: Call, { consent }: AnswerOmbudsmanOffer): Promise<Report> {
    const work = ({ report }: Desk): Promise<FactData> => {
      report.ombudsman = consent ? 'consented' : 'declined';
      return Promise.resolve({ consent });
    };
    return this.steps.take(actor, call, () => 'answer_ombudsman', work, this.answer);
  }

  /** What was closed did not move when its agency was succeeded; now there is work to do again. */
  private async handToSuccessor({ tx, report, dispositions, now }: Desk): Promise<FactData> {
    const lead = dispositions.find(({ role, endedAt }) => role === 'lead' && endedAt === null);
    const agencyId = lead && (await this.references.presentAgency(tx, lead.agencyId));
    if (agencyId === undefined || agencyId === lead?.agencyId) return {};
    const spare = dispositions.find((one) => one.agencyId === agencyId && one.endedAt === null);
    spare?.replace(now);
    if (spare) await tx.save(spare);
    if (lead) await tx.save(Object.assign(lead, { agencyId }));
    report.agencyId = agencyId;
    return { agencyId };
  }

  private readonly answer = ({ actor, report, tx }: Desk): Promise<Report> => this.query.read(actor, report.id, tx);
}

/** The leading agency is at work again. */
async function resume({ tx, report, dispositions }: Desk): Promise<FactData> {
  report.takeUpAgain();
  for (const disposition of dispositions.filter(({ role, endedAt }) => role === 'lead' && endedAt === null)) {
    disposition.resume();
    await tx.save(disposition);
  }
  return {};
}
