import { Injectable } from '@nestjs/common';
import type { ClockKind, StopReason } from '../sla/clock.kinds.js';
import { ClockStops, type Counted } from '../sla/clock.stops.js';
import { ClocksService, type OpenClock, type Refit } from '../sla/clocks.service.js';
import type { ClockContext } from '../sla/policies.query.js';
import type { DispositionRecord } from './disposition.entity.js';
import type { Desk } from './report.desk.js';
import { endStatuses, type Step } from './report.status.js';

/** Moves the clocks as the table says, and keeps the report's next deadline. */
@Injectable()
export class ReportClocks {
  constructor(
    private readonly clocks: ClocksService,
    private readonly stops: ClockStops,
  ) {}

  async follow(desk: Desk, { clocks: moves, to }: Step): Promise<void> {
    const { tx, report, now } = desk;
    if (moves?.stop) await this.stops.stop(tx, countedOf(desk), moves.stop, now);
    // What is done within an end measures nothing again: only the step that leads there does.
    if (to !== 'same' && to !== 'resume' && endStatuses.includes(to)) await this.stops.measureAnswer(tx, countedOf(desk), now);
    if (moves?.pause) await this.clocks.pause(tx, report.id, now);
    if (moves?.resume) await this.clocks.resume(tx, report.id, now);
    await this.refit(desk);
    for (const kind of moves?.start ?? []) await this.start(desk, kind, moves?.again ?? false);
    if (moves?.goOn) await this.clocks.goOn(tx, this.refitOf(desk, 'resumed'), ({ kind }) => moves.goOn?.includes(kind) ?? false);
    if (to === 'closed') report.reopenUntil = await this.clocks.windowEnd(tx, 'reporter_reply', this.agencyOf(desk), contextOf(desk), now);
    await this.keepNext(desk);
  }

  /** What the merge stopped goes on: merging back and forth does not give the city more time. */
  async restore(desk: Desk): Promise<void> {
    const lives = (id: string | null): boolean => id === null || desk.dispositions.some((one) => one.id === id && one.endedAt === null);
    await this.clocks.goOn(
      desk.tx,
      this.refitOf(desk, 'resumed'),
      ({ dispositionId, stopReason }) => stopReason === 'merged' && lives(dispositionId),
    );
    await this.keepNext(desk);
  }

  /** The report has another category, class or agency than when it was laid on the desk: its clocks take the rules for that. */
  async refit(desk: Desk, moved = false): Promise<void> {
    const { tx, report, before } = desk;
    const changed = (['categoryId', 'classification', 'agencyId'] as const).find((member) => report[member] !== before[member]);
    if (changed === undefined && !moved) return;
    const reason = changed === 'categoryId' ? 'category' : changed === 'classification' ? 'classification' : 'agency';
    await this.clocks.refit(tx, this.refitOf(desk, reason));
    desk.before = { categoryId: report.categoryId, classification: report.classification, agencyId: report.agencyId };
    await this.keepNext(desk);
  }

  /** The report leaves these agencies' hands, and their clocks stop. */
  async endDispositions(desk: Desk, which: (disposition: DispositionRecord) => boolean = () => true): Promise<void> {
    for (const disposition of desk.dispositions.filter((one) => one.endedAt === null && which(one))) {
      disposition.replace(desk.now);
      await desk.tx.save(disposition);
      await this.stopFirstFollowUp(desk, disposition.id, 'superseded');
    }
  }

  async stopFirstFollowUp(desk: Desk, dispositionId: string, reason: StopReason): Promise<void> {
    await this.stops.stop(desk.tx, countedOf(desk), { first_follow_up: reason }, desk.now, dispositionId);
  }

  /** The first word to the reporter, whoever gives it. */
  async measurePace(desk: Desk, agencyId: string): Promise<void> {
    const [first] = desk.dispositions;
    if (first) await this.stops.measurePace(desk.tx, { ...countedOf(desk), ...contextOf(desk) }, agencyId, first.dispatchedAt, desk.now);
  }

  async measureReturn(desk: Desk, agencyId: string): Promise<void> {
    await this.stops.measureReturn(desk.tx, countedOf(desk), agencyId, desk.now);
  }

  /** The clock of the whole answer, while it runs. */
  resolution({ tx, report }: Desk): Promise<OpenClock | undefined> {
    return this.clocks.runningOf(tx, report.id, 'resolution');
  }

  /** The running clock of the city that is due first, standing ones last. */
  firstRunning({ tx, report }: Desk): Promise<OpenClock | undefined> {
    return this.clocks.firstRunning(tx, report.id);
  }

  async extend(desk: Desk, clock: OpenClock, workingDays: number): Promise<void> {
    await this.clocks.extend(desk.tx, clock, workingDays, desk.now);
    await this.keepNext(desk);
  }

  async keepNext({ tx, report }: Desk): Promise<void> {
    const next = await this.clocks.nextDeadline(tx, report.id);
    report.dueAt = next.dueAt;
    report.yellowAt = next.yellowAt;
  }

  private refitOf(desk: Desk, reason: Refit['reason']): Refit {
    const { report, now, dispositions } = desk;
    const agencyOf = ({ kind, dispositionId }: OpenClock): string => {
      const disposition = dispositions.find(({ id }) => id === dispositionId);
      return kind === 'verification' ? report.rootAgencyId : (disposition?.agencyId ?? this.agencyOf(desk));
    };
    return { reportId: report.id, context: contextOf(desk), agencyOf, reason, at: now };
  }

  private agencyOf({ report }: Desk): string {
    return report.agencyId ?? report.rootAgencyId;
  }

  private async start(desk: Desk, kind: ClockKind, again: boolean): Promise<void> {
    const { report } = desk;
    if (kind === 'verification') return this.startOne(desk, kind, { agencyId: report.rootAgencyId, dispositionId: null }, true);
    if (kind !== 'first_follow_up') return this.startOne(desk, kind, { agencyId: this.agencyOf(desk), dispositionId: null }, true);
    for (const { id, agencyId, status } of desk.dispositions)
      if (status === 'pending' || status === 'accepted') await this.startOne(desk, kind, { agencyId, dispositionId: id }, again);
  }

  /** A clock that runs already goes on: dispatching anew does not give the city more time. */
  private async startOne(desk: Desk, kind: ClockKind, whose: { agencyId: string; dispositionId: string | null }, again: boolean): Promise<void> {
    const { tx, report, now } = desk;
    // The Ombudsman is offered once: a second offer would undo what the reporter has answered.
    if (kind === 'ombudsman_offer' && report.ombudsman !== null) return;
    const last = await this.clocks.lastOf(tx, report.id, kind, whose.dispositionId);
    if (last === 'runs' || (last === 'stopped' && !again)) return;
    await this.clocks.start(tx, report.id, { kind, ...whose, context: contextOf(desk), at: now });
  }
}

const contextOf = ({ report, categoryIds }: Desk): ClockContext => ({
  rootAgencyId: report.rootAgencyId,
  classification: report.classification,
  categoryIds,
});

const countedOf = ({ report }: Desk): Counted => ({
  reportId: report.id,
  rootAgencyId: report.rootAgencyId,
  categoryId: report.categoryId,
  regionCode: report.regionCode,
});
