import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { expectKey, type Once } from '../platform/idempotency.js';
import { Transactions } from '../platform/transactions.js';
import { IntakeDrafts } from './intake.drafts.js';
import type { FileReport } from './intake.requests.js';
import { type Filing, IntakeRows } from './intake.rows.js';
import { newCode } from './report.code.js';
import { factActor } from './report.desk.js';
import { digestKey } from './report.steps.js';
import { ReportsQuery } from './reports.query.js';
import type { FiledReport } from './report.views.js';

/** The one way in: web, app, SMS, letters, Open311 and the national system all end here. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly drafts: IntakeDrafts,
    private readonly rows: IntakeRows,
    private readonly query: ReportsQuery,
  ) {}

  /** Files a report. The key in the answer makes its holder the reporter and is shown this once. */
  file(actor: Actor, input: FileReport, once?: Once): Promise<FiledReport> {
    if (actor.kind === 'client') expectKey(once);
    return this.transactions.run(once, async (tx) => {
      const reportKey = randomBytes(18).toString('base64url');
      const filing = await this.prepare(tx, actor, input, reportKey);
      await this.rows.write(tx, filing, factActor(actor, filing.accountId !== null));
      const reporter = new Actor(actor, actor.language, reportKey);
      return { ...(await this.query.read(reporter, filing.id, tx)), reportKey };
    });
  }

  private async prepare(tx: EntityManager, actor: Actor, input: FileReport, reportKey: string): Promise<Filing> {
    const { city, filing } = await this.drafts.draft(tx, actor, input, await this.clock.now(tx));
    return { ...filing, id: v7(), code: newCode(city.codePrefix, randomBytes), reportKeyHash: digestKey(reportKey) };
  }
}
