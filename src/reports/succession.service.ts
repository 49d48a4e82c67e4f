import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refuse } from '../access/access.refusals.js';
import { Actor } from '../access/actor.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { AgenciesService } from '../agencies/agencies.service.js';
import type { Agency } from '../agencies/agency.views.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { Transactions } from '../platform/transactions.js';
import { factActor } from './report.desk.js';
import { ReportSteps } from './report.steps.js';

interface Move {
  reportId: string;
  from: string;
  to: string;
}

/** Agencies are merged and renamed often: the successor takes over what is open. */
@Injectable()
export class SuccessionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly agencies: AgenciesService,
    private readonly query: AgenciesQuery,
    private readonly steps: ReportSteps,
  ) {}

  succeed(actor: Actor, agencyId: string, successorId: string, once?: Once): Promise<Agency> {
    return this.transactions.run(once, async (tx) => {
      const at = await this.clock.now(tx);
      await this.checkPermission(tx, actor, agencyId);
      await this.agencies.succeed(tx, agencyId, successorId, at, factActor(actor, false));
      for (const reportId of await this.openReports(tx, agencyId)) await this.move(tx, actor, { reportId, from: agencyId, to: successorId });
      return this.query.one(agencyId, tx);
    });
  }

  private async checkPermission(tx: EntityManager, actor: Actor, agencyId: string): Promise<void> {
    const permission = 'agency.manage';
    const agency = await this.query.facts(tx, agencyId);
    if (agency && !actor.mayAt(permission, agency.path)) throw refuse('auth.not_permitted', { params: { permission } });
  }

  private async openReports(tx: EntityManager, agencyId: string): Promise<string[]> {
    const found = await tx.query<{ id: string }[]>(
      `select r.id from report r where r.status not in ('closed', 'archived', 'transferred')
         and (r.agency_id = $1 or exists (select 1 from disposition d where d.report_id = r.id and d.agency_id = $1 and d.ended_at is null))
       order by r.id for update`,
      [agencyId],
    );
    return found.map(({ id }) => id);
  }

  /** The disposition goes over as it is, with its clock; where the successor has a part already, one of the two ends. */
  private async move(tx: EntityManager, actor: Actor, { reportId, from, to }: Move): Promise<void> {
    const desk = await this.steps.lay(tx, Actor.system, reportId);
    const parts = desk.dispositions.filter(({ agencyId, endedAt }) => endedAt === null && (agencyId === from || agencyId === to));
    const supporting = parts.filter(({ role }) => role === 'supporting');
    const spare = parts.length > 1 ? (supporting.find(({ agencyId }) => agencyId === from) ?? supporting[0]) : undefined;
    await this.steps.retire(desk, (part) => part === spare);
    for (const part of parts) if (part !== spare && part.agencyId === from) await tx.save(Object.assign(part, { agencyId: to }));
    if (desk.report.agencyId === from) desk.report.agencyId = to;
    await this.steps.keep(desk, true);
    await this.steps.tell({ ...desk, actor }, 'report.moved', { agencyId: to, fromAgencyId: from });
  }
}
