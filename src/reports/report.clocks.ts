import { Injectable } from '@nestjs/common';
import { ClocksService } from '../sla/clocks.service.js';
import type { ClockKind } from '../sla/clock.kinds.js';
import type { ClockContext } from '../sla/policies.query.js';
import type { Desk } from './report.desk.js';
import type { Step } from './report.status.js';

/** Moves the clocks as the table says, and keeps the report's next deadline. */
@Injectable()
export class ReportClocks {
  constructor(private readonly clocks: ClocksService) {}

  async follow(desk: Desk, { clocks: moves, to }: Step): Promise<void> {
    const { tx, report, now } = desk;
    if (moves?.stop) await this.clocks.stop(tx, report.id, moves.stop, now);
    if (moves?.pause) await this.clocks.pause(tx, report.id, now);
    if (moves?.resume) await this.clocks.resume(tx, report.id, now);
    for (const kind of moves?.start ?? []) await this.start(desk, kind);
    if (moves?.restart) await this.startOne(desk, 'resolution', await this.clocks.used(tx, report.id, 'resolution'));
    if (to === 'closed') report.reopenUntil = await this.clocks.windowEnd(tx, 'reporter_reply', this.context(desk), now);
    await this.keepNext(desk);
  }

  /** The clocks that a report out of a merge needs again. */
  async restore(desk: Desk): Promise<void> {
    const { status } = desk.report;
    const kinds: ClockKind[] =
      status === 'received' ? ['verification'] : status === 'dispatched' ? ['first_follow_up', 'resolution'] : ['resolution'];
    for (const kind of kinds) await this.start(desk, kind);
    await this.keepNext(desk);
  }

  async stopFirstFollowUp({ tx, report, now }: Desk, dispositionId: string): Promise<void> {
    await this.clocks.stop(tx, report.id, ['first_follow_up'], now, dispositionId);
  }

  private async keepNext({ tx, report }: Desk): Promise<void> {
    const next = await this.clocks.nextDeadline(tx, report.id);
    report.dueAt = next.dueAt;
    report.yellowAt = next.yellowAt;
  }

  private context({ report, categoryIds }: Desk): ClockContext {
    return { rootAgencyId: report.rootAgencyId, classification: report.classification, categoryIds };
  }

  private async start(desk: Desk, kind: ClockKind): Promise<void> {
    if (kind !== 'first_follow_up') return this.startOne(desk, kind);
    for (const { id, status } of desk.dispositions) if (status === 'pending' || status === 'accepted') await this.startOne(desk, kind, 0, id);
  }

  /** A clock that runs already goes on: dispatching anew does not give the city more time. */
  private async startOne(desk: Desk, kind: ClockKind, used = 0, dispositionId?: string): Promise<void> {
    if (await this.clocks.runs(desk.tx, desk.report.id, kind, dispositionId)) return;
    const { tx, report, now } = desk;
    await this.clocks.start(tx, { kind, reportId: report.id, context: this.context(desk), at: now, dispositionId: dispositionId ?? null, used });
  }
}
