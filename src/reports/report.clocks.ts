import { Injectable } from '@nestjs/common';
import { ClocksService } from '../sla/clocks.service.js';
import type { ClockKind } from '../sla/clock.kinds.js';
import type { ClockContext } from '../sla/policies.query.js';
import type { DispositionRecord } from './disposition.entity.js';
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
    for (const kind of moves?.start ?? []) await this.start(desk, kind, moves?.again ?? false);
    if (moves?.goOn) await this.clocks.goOn(tx, report.id, now, ({ kind }) => moves.goOn?.includes(kind) ?? false);
    if (to === 'closed') report.reopenUntil = await this.clocks.windowEnd(tx, 'reporter_reply', this.context(desk), now);
    await this.keepNext(desk);
  }

  /** What the merge stopped goes on: merging back and forth does not give the city more time. */
  async restore(desk: Desk): Promise<void> {
    const lives = (id: string | null): boolean => id === null || desk.dispositions.some((one) => one.id === id && one.endedAt === null);
    await this.clocks.goOn(desk.tx, desk.report.id, desk.now, ({ dispositionId }) => lives(dispositionId));
    await this.keepNext(desk);
  }

  /** The report leaves these agencies' hands, and their clocks stop. */
  async endDispositions(desk: Desk, which: (disposition: DispositionRecord) => boolean = () => true): Promise<void> {
    for (const disposition of desk.dispositions.filter((one) => one.endedAt === null && which(one))) {
      disposition.replace(desk.now);
      await desk.tx.save(disposition);
      await this.stopFirstFollowUp(desk, disposition.id);
    }
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

  private async start(desk: Desk, kind: ClockKind, again: boolean): Promise<void> {
    if (kind !== 'first_follow_up') return this.startOne(desk, kind, null, true);
    for (const { id, status } of desk.dispositions) if (status === 'pending' || status === 'accepted') await this.startOne(desk, kind, id, again);
  }

  /** A clock that runs already goes on: dispatching anew does not give the city more time. */
  private async startOne(desk: Desk, kind: ClockKind, dispositionId: string | null, again: boolean): Promise<void> {
    const { tx, report, now } = desk;
    const last = await this.clocks.lastOf(tx, report.id, kind, dispositionId);
    if (last === 'runs' || (last === 'stopped' && !again)) return;
    await this.clocks.start(tx, report.id, { kind, context: this.context(desk), at: now, dispositionId });
  }
}
