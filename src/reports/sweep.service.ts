import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { isUnavailable } from '../platform/unavailable.js';
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

type Work = () => Promise<number>;

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
   * Sweeps until nothing is due, or until it shall not go on, one batch of each kind of work in turn: none keeps the others
   * waiting, nor does what fails.
   * @returns how many clocks had something to say @throws the first error, at the end
   */
  async sweep(goesOn: () => boolean = () => true): Promise<number> {
    const errors: unknown[] = [];
    const failed = new Set<Work>();
    const attempt = (work: Work): Promise<number> =>
      work().catch((error: unknown) => {
        errors.push(error);
        failed.add(work);
        return 0;
      });
    let done = 0;
    for (let round = 1; round > 0 && goesOn(); done += round) {
      round = 0;
      for (const work of this.works) if (!failed.has(work)) round += await attempt(work);
    }
    await this.transactions.run(undefined, (tx) => tx.query(`delete from idempotency_key where created_at < now() - interval '7 days'`));
    if (errors.length > 0) throw errors[0] as Error;
    return done;
  }

  /** Each does one batch, in a transaction of its own, and says how many clocks it was about; 0 when nothing is left. */
  private readonly works: readonly Work[] = [
    () => this.alerts.work(),
    ...silences.map((silence) => () => this.endWindow(silence)),
    async () => ((await this.recompute.work()) ? 1 : 0),
  ];

  /** A report that cannot be moved is put off, so that it does not keep the others waiting. */
  private async endWindow(silence: Silence): Promise<number> {
    let inHand: string | undefined;
    try {
      return await this.transactions.run(undefined, (tx) => this.one(tx, silence, (clockId) => (inHand = clockId)));
    } catch (error) {
      const clockId = inHand;
      if (clockId !== undefined && !isUnavailable(error)) await this.transactions.run(undefined, (tx) => this.alerts.putOff(tx, clockId));
      throw error;
    }
  }

  private async one(tx: EntityManager, { kind, step, work }: Silence, take: (clockId: string) => void): Promise<number> {
    const now = await this.clock.now(tx);
    const [due] = await tx.query<{ id: string; clockId: string }[]>(
      `select r.id, c.id as "clockId" from clock c join report r on r.id = c.report_id
        where c.kind = $1 and c.alert_at < $2 and c.stopped_at is null and r.status = any($3) and r.lead_report_id is null
        order by c.alert_at limit 1 for update of r skip locked`,
      [kind, now, stepOf(step).from],
    );
    if (!due) return 0;
    take(due.clockId);
    await this.steps.perform(await this.steps.lay(tx, Actor.system, due.id), step, (desk) => Promise.resolve(work(desk)));
    return 1;
  }
}
