import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import type { ArchiveReport, DispatchReport, RequestInformation, TransferReport, VerifyReport } from './action.requests.js';
import { DispositionRecord, type Role } from './disposition.entity.js';
import { ReportClocks } from './report.clocks.js';
import { type Desk, type FactData, say } from './report.desk.js';
import { ReportReferences } from './report.references.js';
import { refuse } from './report.refusals.js';
import type { StepName } from './report.lifecycle.js';
import { type Call, ReportSteps } from './report.steps.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** What the coordinator does: verify, ask, hand on, transfer, archive. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly references: ReportReferences,
    private readonly clocks: ReportClocks,
    private readonly query: ReportsQuery,
  ) {}

  verify(actor: Actor, call: Call, input: VerifyReport): Promise<Report> {
    return this.steps.take(
      actor,
      call,
      () => 'verify',
      (desk) => this.classify(desk, input),
      this.answer,
    );
  }

  dispatch(actor: Actor, call: Call, input: DispatchReport): Promise<Report> {
    return this.steps.take(
      actor,
      call,
      (desk) => dispatching(desk, input),
      (desk) => this.handOn(desk, input),
      this.answer,
    );
  }

  requestInformation(actor: Actor, call: Call, input: RequestInformation): Promise<Report> {
    return this.steps.take(
      actor,
      call,
      () => 'ask',
      (desk) => say(desk, input.question),
      this.answer,
    );
  }

  transfer(actor: Actor, call: Call, input: TransferReport): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      const agency = await this.references.agency(desk.tx, input.agencyId, '/agencyId', desk.report.rootAgencyId);
      if (agency.kind !== 'external') throw refuse('report.agency_not_external', { pointer: '/agencyId' });
      await this.clocks.endDispositions(desk);
      desk.report.agencyId = agency.id;
      return { agencyId: agency.id, ...(await say(desk, input.reason)) };
    };
    return this.steps.take(actor, call, () => 'transfer', work, this.answer);
  }

  archive(actor: Actor, call: Call, input: ArchiveReport): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      desk.report.archiveReason = input.reason;
      return { reason: input.reason, ...(await say(desk, input.note)) };
    };
    return this.steps.take(actor, call, () => 'archive', work, this.answer);
  }

  private readonly answer = ({ actor, report, tx }: Desk): Promise<Report> => this.query.read(actor, report.id, tx);

  private async classify(desk: Desk, input: VerifyReport): Promise<FactData> {
    const { report } = desk;
    const category = await this.references.category(desk.tx, input.categoryId, report.rootAgencyId);
    report.classification = input.classification;
    report.categoryId = category.id;
    desk.categoryIds = [category.id, ...category.ancestors];
    report.anonymous ||= input.anonymous ?? false;
    // An oversight complaint goes to the Inspektorat and is always confidential; so is a sensitive category.
    report.confidential ||= (input.confidential ?? false) || category.sensitive || input.classification === 'oversight_complaint';
    const handed = await this.handOn(desk, input);
    return {
      ...handed,
      classification: input.classification,
      categoryId: category.id,
      anonymous: report.anonymous,
      confidential: report.confidential,
    };
  }

  private async handOn(desk: Desk, input: DispatchReport): Promise<FactData> {
    const { report, tx } = desk;
    const supporting = input.supportingAgencyIds ?? [];
    if (supporting.includes(input.leadAgencyId)) throw refuse('report.agency_twice', { pointer: '/supportingAgencyIds' });
    const lead = await this.references.ownAgency(tx, input.leadAgencyId, '/leadAgencyId', report.rootAgencyId);
    for (const [index, id] of supporting.entries()) await this.references.ownAgency(tx, id, `/supportingAgencyIds/${index}`, report.rootAgencyId);
    await this.share(desk, new Map([[lead.id, 'lead'], ...supporting.map((id) => [id, 'supporting'] as const)]));
    report.agencyId = lead.id;
    return { agencyId: lead.id, supportingAgencyIds: supporting, ...(await say(desk, input.note, 'noteId')) };
  }

  /** Who is named again keeps what it has in hand, and its clock; only the difference ends or begins. */
  private async share(desk: Desk, wanted: Map<string, Role>): Promise<void> {
    const live = desk.dispositions.filter(({ endedAt }) => endedAt === null);
    await this.clocks.endDispositions(desk, ({ agencyId }) => !wanted.has(agencyId));
    // The old lead first: there is never more than one.
    for (const one of live.sort((a, b) => (a.role < b.role ? -1 : 1))) {
      const role = wanted.get(one.agencyId);
      if (role === undefined || !wanted.delete(one.agencyId)) continue;
      one.take(role);
      await desk.tx.save(one);
    }
    for (const [agencyId, role] of wanted) await this.open(desk, agencyId, role);
  }

  private async open({ tx, report, now, dispositions }: Desk, agencyId: string, role: Role): Promise<void> {
    const made = tx.create(DispositionRecord, {
      id: v7(),
      reportId: report.id,
      agencyId,
      role,
      status: 'pending',
      proposedAgencyId: null,
      dispatchedAt: now,
      endedAt: null,
    });
    await tx.insert(DispositionRecord, made);
    dispositions.push(made);
  }
}

/** The same lead goes on with its work. */
const dispatching = ({ dispositions }: Desk, { leadAgencyId }: DispatchReport): StepName =>
  dispositions.some(({ agencyId, role, endedAt }) => agencyId === leadAgencyId && role === 'lead' && endedAt === null) ? 'reinforce' : 'dispatch';
