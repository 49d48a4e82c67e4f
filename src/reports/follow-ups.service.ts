import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { expectVersion } from '../platform/preconditions.js';
import type { WriteFollowUp } from './action.requests.js';
import type { DispositionRecord } from './disposition.entity.js';
import { type FollowUpKind, FollowUpRecord } from './follow-up.entity.js';
import type { FollowUp } from './follow-up.views.js';
import { FollowUpsQuery } from './follow-ups.query.js';
import { ownDisposition } from './handling.service.js';
import { ReportClocks } from './report.clocks.js';
import type { Desk, FactData } from './report.desk.js';
import { masked } from './report.entity.js';
import type { StepName } from './report.lifecycle.js';
import { refuse } from './report.refusals.js';
import { type Call, ReportSteps } from './report.steps.js';
import { partsOf } from './report.visibility.js';

/** Drafting, approving and publishing follow-ups (tindak lanjut). */
@Injectable()
export class FollowUpsService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly agencies: AgenciesQuery,
    private readonly clocks: ReportClocks,
    private readonly query: FollowUpsQuery,
  ) {}

  /** Writes a draft, or publishes at once where the caller may. */
  write(actor: Actor, call: Call, input: WriteFollowUp): Promise<FollowUp> {
    if ((input.kind === 'plan') !== (input.plan !== undefined)) throw refuse('report.plan_missing', { pointer: '/plan' });
    // Assigned anew at every attempt: what a transaction that was undone made must not be shown.
    let written: FollowUpRecord | undefined;
    const work = async (desk: Desk): Promise<FactData> => {
      const disposition = ownDisposition(desk, ({ role }) => input.kind !== 'answer' || role === 'lead' || !leads(desk));
      const followUp = (written = await this.insert(desk, disposition, input));
      if (!input.publish) return dataOf(followUp);
      await this.checkAuthority(desk, disposition);
      return this.publish(desk, followUp, disposition, null);
    };
    return this.steps.take(
      actor,
      call,
      (desk) => (input.publish ? publishingStep(desk, input.kind) : 'draft'),
      work,
      (desk) => this.view(desk, written),
    );
  }

  /** A liaison of the drafting agency approves a draft, which publishes it. `call.expected` is the draft's version. */
  approve(actor: Actor, call: Call, followUpId: string): Promise<FollowUp> {
    let found: FollowUpRecord | undefined;
    const choose = async (desk: Desk): Promise<StepName> => {
      this.steps.checkPermission(desk, 'follow_up.publish');
      const followUp = await this.draft(desk, followUpId);
      // The agency may have got the report anew since the draft was written.
      const part = desk.facts.dispositions.find(
        ({ agencyId, status }) => agencyId === followUp.agencyId && status !== 'returned' && status !== 'replaced',
      );
      if (!part) throw refuse('report.follow_up_stranded');
      if (!actor.mayAt('follow_up.publish', part.path)) throw refuse('report.not_permitted', { params: { permission: 'follow_up.publish' } });
      expectVersion(call.expected, followUp.version);
      found = followUp;
      return followUp.kind === 'answer' && part.role === 'lead' ? 'answer' : 'progress';
    };
    const work = async (desk: Desk): Promise<FactData> => {
      const disposition = desk.dispositions.find(({ agencyId, endedAt }) => agencyId === found?.agencyId && endedAt === null);
      if (!disposition || !found) throw new Error('The draft was there a moment ago');
      found.dispositionId = disposition.id;
      return this.publish(desk, found, disposition, actor.id ?? null);
    };
    return this.steps.take(actor, { ...call, expected: undefined }, choose, work, (desk) => this.view(desk, found));
  }

  private async insert(desk: Desk, disposition: DispositionRecord, input: WriteFollowUp): Promise<FollowUpRecord> {
    const { tx, report, now, actor } = desk;
    if (actor.id === undefined) throw new Error('A follow-up has an author');
    const followUp = tx.create(FollowUpRecord, {
      id: v7(),
      reportId: report.id,
      dispositionId: disposition.id,
      agencyId: disposition.agencyId,
      kind: input.kind,
      state: 'draft',
      body: input.body,
      publicBody: masked(input.body, await desk.names()),
      plan: input.plan === undefined ? null : { ...input.plan },
      authorId: actor.id,
      approverId: null,
      createdAt: now,
      publishedAt: null,
    });
    return tx.save(followUp);
  }

  private async publish(desk: Desk, followUp: FollowUpRecord, disposition: DispositionRecord, approverId: string | null): Promise<FactData> {
    const { tx, report, now } = desk;
    const first = !(await tx.existsBy(FollowUpRecord, { reportId: report.id, state: 'published' }));
    followUp.publish(now, approverId);
    await tx.save(followUp);
    disposition.work(followUp.kind === 'answer');
    await tx.save(disposition);
    await this.clocks.stopFirstFollowUp(desk, disposition.id, 'done');
    if (first) await this.clocks.measurePace(desk, disposition.agencyId);
    return dataOf(followUp);
  }

  /** @throws Refusal `report.approval_required` */
  private async checkAuthority({ tx, actor, facts }: Desk, { id, agencyId }: DispositionRecord): Promise<void> {
    const part = facts.dispositions.find((own) => own.id === id);
    if (part && actor.mayAt('follow_up.publish', part.path)) return;
    const agency = await this.agencies.facts(tx, agencyId);
    if (agency?.approvalRequired !== false) throw refuse('report.approval_required');
  }

  private async draft({ tx, report }: Desk, id: string): Promise<FollowUpRecord> {
    const found = await tx.findOne(FollowUpRecord, { where: { id, reportId: report.id } });
    if (!found) throw refuse('report.follow_up_not_found');
    if (found.state === 'published') throw refuse('report.follow_up_published');
    return found;
  }

  private view({ tx, actor, report }: Desk, followUp: FollowUpRecord | undefined): Promise<FollowUp> {
    if (!followUp) throw new Error('No follow-up was written');
    return this.query.read(actor, report.id, followUp.id, tx);
  }
}

const leads = (desk: Desk): boolean => partsOf(desk.actor, 'report.handle', desk.facts).some(({ role }) => role === 'lead');

/** Only the leading agency's answer is the report's answer; a supporting agency's ends its own part. */
const publishingStep = (desk: Desk, kind: FollowUpKind): StepName => (kind === 'answer' && leads(desk) ? 'answer' : 'progress');

const dataOf = ({ id, kind, agencyId }: FollowUpRecord): FactData => ({ followUpId: id, followUpKind: kind, agencyId });
