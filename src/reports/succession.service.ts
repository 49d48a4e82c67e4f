import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refuse } from '../access/access.refusals.js';
import type { Actor } from '../access/actor.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { AgenciesService } from '../agencies/agencies.service.js';
import type { Agency } from '../agencies/agency.views.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { Transactions } from '../platform/transactions.js';
import { factActor } from './report.desk.js';

/** Agencies are merged and renamed often: the successor takes over what is open. */
@Injectable()
export class SuccessionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly agencies: AgenciesService,
    private readonly query: AgenciesQuery,
    private readonly journal: Journal,
  ) {}

  succeed(actor: Actor, agencyId: string, successorId: string, once?: Once): Promise<Agency> {
    return this.transactions.run(once, async (tx) => {
      const at = await this.clock.now(tx);
      await this.checkPermission(tx, actor, agencyId);
      await this.agencies.succeed(tx, agencyId, successorId, at, factActor(actor, false));
      for (const reportId of await this.openReports(tx, agencyId)) await this.move(tx, actor, reportId, agencyId, successorId, at);
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

  /** The disposition goes over as it is, with its clock; where the successor has a part already, that part stays. */
  private async move(tx: EntityManager, actor: Actor, reportId: string, from: string, to: string, at: Date): Promise<void> {
    await tx.query(
      `update disposition d set status = 'replaced', ended_at = $4 where d.report_id = $1 and d.agency_id = $2 and d.role = 'supporting' and d.ended_at is null
         and exists (select 1 from disposition o where o.report_id = $1 and o.agency_id = $3 and o.ended_at is null)`,
      [reportId, from, to, at],
    );
    await tx.query(
      `update disposition d set status = 'replaced', ended_at = $4 where d.report_id = $1 and d.agency_id = $3 and d.role = 'supporting' and d.ended_at is null
         and exists (select 1 from disposition o where o.report_id = $1 and o.agency_id = $2 and o.ended_at is null)`,
      [reportId, from, to, at],
    );
    await tx.query('update disposition set agency_id = $3 where report_id = $1 and agency_id = $2 and ended_at is null', [reportId, from, to]);
    await tx.query('update report set agency_id = $3, updated_at = $4, version = version + 1 where id = $1 and agency_id = $2', [
      reportId,
      from,
      to,
      at,
    ]);
    const data = { agencyId: to, fromAgencyId: from };
    await this.journal.record(tx, { type: 'report.moved', subject: { kind: 'report', id: reportId }, at, actor: factActor(actor, false), data });
  }
}
