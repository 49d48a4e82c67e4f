import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/transactions.js';
import type { ClockKind } from '../sla/clock.kinds.js';
import type { Desk, FactData } from './report.desk.js';
import type { StepName } from './report.lifecycle.js';
import { ReportSteps } from './report.steps.js';

/** What silence leads to: an answer nobody objects to closes the report, a question nobody answers archives it. */
const silences: { kind: ClockKind; status: string; step: StepName; work: (desk: Desk) => FactData }[] = [
  { kind: 'reporter_reply', status: 'answered', step: 'close_silent', work: () => ({ silent: true }) },
  {
    kind: 'completion',
    status: 'needs_information',
    step: 'archive_incomplete',
    work: ({ report }) => {
      report.archiveReason = 'incomplete';
      return { silent: true, reason: 'incomplete' };
    },
  },
];

/** Acts on the windows of reporters that have run out. Any number of workers may sweep: a locked report is passed over. */
@Injectable()
export class SweepService {
  constructor(
    private readonly source: DataSource,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly steps: ReportSteps,
  ) {}

  /** Sweeps until nothing is due. @returns how many reports were closed or archived */
  async sweep(): Promise<number> {
    let done = 0;
    for (const silence of silences) while (await this.transactions.run(undefined, (tx) => this.one(tx, silence))) done += 1;
    await this.source.query(`delete from idempotency_key where created_at < now() - interval '7 days'`);
    return done;
  }

  private async one(tx: EntityManager, { kind, status, step, work }: (typeof silences)[number]): Promise<boolean> {
    const now = await this.clock.now(tx);
    const [due] = await tx.query<{ id: string }[]>(
      `select r.id from clock c join report r on r.id = c.report_id
        where c.kind = $1 and c.due_at < $2 and c.stopped_at is null and c.paused_at is null and r.status = $3 and r.lead_report_id is null
        order by c.due_at limit 1 for update of r skip locked`,
      [kind, now, status],
    );
    if (!due) return false;
    await this.steps.perform(await this.steps.lay(tx, Actor.system, due.id), step, (desk) => Promise.resolve(work(desk)));
    return true;
  }
}
