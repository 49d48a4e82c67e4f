import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import type { OpenClock } from '../sla/clocks.service.js';
import { PoliciesQuery } from '../sla/policies.query.js';
import type { EscalateReport, ExtendReport } from './action.requests.js';
import { ExtensionRecord } from './extension.entity.js';
import { ReportClocks } from './report.clocks.js';
import { type Desk, type FactData, say } from './report.desk.js';
import { refuse } from './timing.refusals.js';
import { type Call, ReportSteps } from './report.steps.js';
import { partsOf } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** What people do to a report's clocks: ask for more time, grant it, raise the alarm. */
@Injectable()
export class TimingService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly clocks: ReportClocks,
    private readonly policies: PoliciesQuery,
    private readonly query: ReportsQuery,
  ) {}

  /** A liaison grants at once; what an officer asks for waits for one. */
  extend(actor: Actor, call: Call, input: ExtendReport): Promise<Report> {
    const grants = (desk: Desk): boolean => partsOf(actor, 'report.approve_extension', desk.facts).some(({ role }) => role === 'lead');
    const work = async (desk: Desk): Promise<FactData> => {
      const clock = await this.extensible(desk);
      const reason = await say(desk, input.reason, grants(desk) ? 'messageId' : 'noteId');
      const made = await this.request(desk, clock, input.workingDays, String(Object.values(reason)[0]));
      if (grants(desk)) await this.grant(desk, clock, made);
      return { ...reason, workingDays: input.workingDays, extensionId: made.id };
    };
    return this.steps.take(actor, call, (desk) => (grants(desk) ? 'extend' : 'request_extension'), work, this.answer);
  }

  /** A liaison of the leading agency grants what was asked for. */
  approve(actor: Actor, call: Call, extensionId: string): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      const asked = await desk.tx.findOneBy(ExtensionRecord, { id: extensionId, reportId: desk.report.id });
      if (!asked) throw refuse('report.extension_not_found');
      const clock = await this.extensible(desk);
      if (asked.state !== 'requested' || asked.clockId !== clock.id) throw refuse('report.extension_settled');
      await this.grant(desk, clock, asked);
      return { messageId: asked.reasonId, workingDays: asked.workingDays, extensionId };
    };
    return this.steps.take(actor, call, () => 'extend', work, this.answer);
  }

  /** Raises the alarm by hand, one step above where the clocks have brought it. */
  escalate(actor: Actor, call: Call, input: EscalateReport): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      const clock = await this.clocks.firstRunning(desk);
      if (!clock) throw refuse('report.escalation_highest');
      const { escalation } = await this.policies.load(desk.tx, clock.policyId);
      const step = Math.max(desk.report.escalation, clock.escalation) + 1;
      const next = escalation[step - 1];
      if (!next) throw refuse('report.escalation_highest');
      desk.report.escalation = step;
      const addressees = next.to.map(({ role, at }) => ({ role, agencyId: at === 'city' ? desk.report.rootAgencyId : clock.agencyId }));
      return { step, addressees, clockId: clock.id, clockKind: clock.kind, ...(await say(desk, input.reason, 'noteId')) };
    };
    return this.steps.take(actor, call, () => 'escalate', work, this.answer);
  }

  /** @throws Refusal `report.extension_late`, `report.extensions_used` */
  private async extensible(desk: Desk): Promise<OpenClock> {
    const clock = await this.clocks.resolution(desk);
    if (!clock?.dueAt || clock.dueAt < desk.now) throw refuse('report.extension_late');
    const { maxExtensions } = await this.policies.load(desk.tx, clock.policyId);
    const granted = await desk.tx.countBy(ExtensionRecord, { clockId: clock.id, state: 'approved' });
    if (granted >= maxExtensions) throw refuse('report.extensions_used', { params: { max: maxExtensions } });
    return clock;
  }

  private async request({ tx, report, actor, now }: Desk, clock: OpenClock, workingDays: number, reasonId: string): Promise<ExtensionRecord> {
    await tx.update(ExtensionRecord, { reportId: report.id, state: 'requested' }, { state: 'replaced' });
    const made = tx.create(ExtensionRecord, {
      ...{ id: v7(), reportId: report.id, clockId: clock.id, workingDays, reasonId },
      ...{ state: 'requested', requestedBy: actor.id, requestedAt: now, approvedBy: null, approvedAt: null },
    });
    await tx.insert(ExtensionRecord, made);
    return made;
  }

  private async grant(desk: Desk, clock: OpenClock, extension: ExtensionRecord): Promise<void> {
    extension.approve(desk.actor.id ?? '', desk.now);
    await desk.tx.save(extension);
    await this.clocks.extend(desk, clock, extension.workingDays);
  }

  private readonly answer = ({ actor, report, tx }: Desk): Promise<Report> => this.query.read(actor, report.id, tx);
}
