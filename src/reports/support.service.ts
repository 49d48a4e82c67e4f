import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { rows, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { refuse } from './report.refusals.js';
import { ReportSteps } from './report.steps.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

const add = statement('support_add', 'insert into report_support (report_id, account_id) values ($1, $2) on conflict do nothing returning 1 as done');
const remove = statement('support_remove', 'delete from report_support where report_id = $1 and account_id = $2 returning 1 as done');
const count = statement('support_count', 'update report set support_count = support_count + $2, version = version + 1 where id = $1');

/** Citizens stand behind a public report (dukungan). Doing it twice is doing it once. */
@Injectable()
export class SupportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly steps: ReportSteps,
    private readonly query: ReportsQuery,
  ) {}

  support(actor: Actor, id: string): Promise<Report> {
    return this.change(actor, id, add, 1);
  }

  withdraw(actor: Actor, id: string): Promise<Report> {
    return this.change(actor, id, remove, -1);
  }

  private change(actor: Actor, id: string, what: typeof add, by: 1 | -1): Promise<Report> {
    return this.transactions.run(undefined, async (tx) => {
      const { report } = await this.steps.lay(tx, actor, id);
      if (report.confidential) throw refuse('report.not_public');
      const done = await rows(tx, what, [id, actor.id]);
      if (done.length > 0) await rows(tx, count, [id, by]);
      return this.query.read(actor, id, tx);
    });
  }
}
