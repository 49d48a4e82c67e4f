import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/transactions.js';
import { AlertsService } from '../sla/alerts.service.js';
import type { ClockKind } from '../sla/clock.kinds.js';
import { RecomputeService } from '../sla/recompute.service.js';
import type { Desk, FactData } from './report.desk.js';
import { stepOf, type StepName } from './report.lifecycle.js';
import { ReportSteps } from './report.steps.js';

interface Silence {
  kind: ClockKind;
  step: StepName;
  work: (desk: Desk) => FactData;
}

/** What the end of a citizen's window leads to. */
const silences: Silence[] = [
  // An answer nobody objects to closes the report,
  { kind: 'reporter_reply', step: 'close_silent', work: () => ({ silent: true }) },
  // a question nobody answers archives it,
  {
    kind: 'completion',
    step: 'archive_incomplete',
    work: ({ report }) => {
      report.archiveReason = 'incomplete';
      return { silent: true, reason: 'incomplete' };
    },
  },
  // and whoever has waited too long is offered the Ombudsman.
  {
    kind: 'ombudsman_offer',
    step: 'offer_ombudsman',
    work: ({ report }) => {
      report.ombudsman = 'offered';
      return {};
    },
  },
];

/** Acts on what has come due. Any number of workers may sweep: a locked report is passed over. */
@Injectable()
export class SweepService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly steps: ReportSteps,
    private readonly alerts: AlertsService,
    private readonly recompute: RecomputeService,
  ) {}

  /**
   * Sweeps until nothing is due, or until it shall not go on. What fails keeps nothing else from being done.
   * @returns how many clocks had something to say @throws the first error, at the end
   */
  async sweep(goesOn: () => boolean = () => true): Promise<number> {
    let done = 0;
    const errors: unknown[] = [];
    for (const work of this.works()) {
      try {
        for (let did = 1; did > 0 && goesOn(); done += did) did = await work();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0] as Error;
    return done;
  }

  /** Each does a part of one sweep, in a transaction of its own, and says how many clocks it was about; 0 when nothing is left. */
  private works(): (() => Promise<number>)[] {
    const run = <Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> => this.transactions.run(undefined, work);
    return [
      () => run((tx) => this.alerts.give(tx)),
      ...silences.map((silence) => () => run((tx) => this.one(tx, silence))),
      async () => ((await this.recompute.work()) ? 1 : 0),
      async () => {
        await run((tx) => tx.query(`delete from idempotency_key where created_at < now() - interval '7 days'`));
        return 0;
      },
    ];
  }

  private async one(tx: EntityManager, { kind, step, work }: Silence): Promise<number> {
    const now = await this.clock.now(tx);
    const [due] = await tx.query<{ id: string }[]>(
      `select r.id from clock c join report r on r.id = c.report_id
        where c.kind = $1 and c.alert_at < $2 and c.stopped_at is null and c.paused_at is null and r.status = any($3) and r.lead_report_id is null
        order by c.alert_at limit 1 for update of r skip locked`,
      [kind, now, stepOf(step).from],
    );
    if (!due) return 0;
    await this.steps.perform(await this.steps.lay(tx, Actor.system, due.id), step, (desk) => Promise.resolve(work(desk)));
    return 1;
  }
}
