import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { CalendarsQuery } from './calendars.query.js';
import { historyOfClock, withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { type ClockKind, governmentClocks, type StopReason } from './clock.kinds.js';
import { historyOf, workedMinutes } from './deadline.js';
import { FiguresService, type Measured } from './figures.service.js';
import { type ClockContext, PoliciesQuery } from './policies.query.js';

/** The report, as the figures of merit count it. */
export type Counted = Pick<Measured, 'reportId' | 'rootAgencyId' | 'categoryId' | 'regionCode'>;

/** Which clocks stop, and why. */
export type Stops = Partial<Record<ClockKind, StopReason>>;

/** Ends clocks, and measures how long each took. */
@Injectable()
export class ClockStops {
  constructor(
    private readonly calendars: CalendarsQuery,
    private readonly policies: PoliciesQuery,
    private readonly figures: FiguresService,
  ) {}

  /** `dispositionId`: of the first follow-ups only that of this disposition. */
  async stop(tx: EntityManager, report: Counted, stops: Stops, at: Date, dispositionId?: string): Promise<void> {
    const kinds = Object.keys(stops) as ClockKind[];
    const where = { reportId: report.reportId, kind: In(kinds), stoppedAt: IsNull(), ...(dispositionId === undefined ? {} : { dispositionId }) };
    const running = await tx.find(ClockRecord, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    // In the order of measures, as the figures want it; each kind's in the order of their ids.
    const ordered = running.sort((a, b) => governmentClocks.indexOf(a.kind) - governmentClocks.indexOf(b.kind));
    for (const clock of ordered) {
      clock.stop(at, stops[clock.kind] ?? 'ended');
      await tx.save(clock);
      // An answer may be refused, and its clock goes on: it is measured once it stands.
      if (clock.kind !== 'resolution' || clock.stopReason !== 'done') await this.measure(tx, report, clock, at);
    }
  }

  /** The report has ended, and with it the time in which its answer could be refused: it is measured as of when it was given. */
  async measureAnswer(tx: EntityManager, report: Counted, at: Date): Promise<void> {
    const where = { reportId: report.reportId, kind: 'resolution' as const };
    const last = await tx.findOne(ClockRecord, { where, order: { startedAt: 'DESC', id: 'DESC' } });
    if (last?.stopReason === 'done') await this.measure(tx, report, last, at);
  }

  /** *Laju tindak lanjut*: from the report's first disposition to an agency to its first follow-up, whoever gave it. */
  async measurePace(tx: EntityManager, report: Counted & ClockContext, agencyId: string, from: Date, at: Date): Promise<void> {
    const { calendar } = await this.policies.choose(tx, 'first_follow_up', agencyId, report, at);
    const worked = workedMinutes(historyOf(await this.calendars.load(tx, calendar), from), at);
    const { reportId, rootAgencyId, categoryId, regionCode } = report;
    const counted = { reportId, rootAgencyId, categoryId, regionCode };
    await this.figures.record(tx, { ...counted, measure: 'follow_up_pace', agencyId, met: true, workedMinutes: worked, at });
  }

  /** An agency gives the report back. */
  async measureReturn(tx: EntityManager, report: Counted, agencyId: string, at: Date): Promise<void> {
    await this.figures.record(tx, { ...report, measure: 'return', agencyId, met: true, workedMinutes: 0, at });
  }

  /** What ended otherwise than by what the clock waited for counts only where it came too late. */
  private async measure(tx: EntityManager, report: Counted, clock: ClockRecord, at: Date): Promise<void> {
    const { kind, stopReason, dueAt, agencyId } = clock;
    const end = clock.stoppedAt ?? at;
    if (kind !== 'verification' && kind !== 'first_follow_up' && kind !== 'resolution') return;
    const met = dueAt === null || end <= dueAt;
    if (stopReason === 'merged' || (stopReason !== 'done' && met)) return;
    const calendarOf = await withCalendars([clock], (version) => this.calendars.load(tx, version));
    const worked = workedMinutes(historyOfClock(clock, calendarOf), end);
    await this.figures.record(tx, { ...report, measure: kind, agencyId, met, workedMinutes: worked, at });
  }
}
