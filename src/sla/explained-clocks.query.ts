import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import type { Language } from '../platform/refusal.js';
import { rows } from '../platform/sql.js';
import { CalendarsQuery } from './calendars.query.js';
import { withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { explainClock } from './explained-clock.js';
import { explained, type ExplainedRow, type MoveRow, moves } from './explained-clock.sql.js';
import type { ExplainedClock } from './explained-clock.views.js';
import { PoliciesQuery } from './policies.query.js';

type Row<Shape> = Shape & Record<string, unknown>;

/** Explains the clocks of a report. Who may know of the report is decided by whoever asks. */
@Injectable()
export class ExplainedClocks {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly calendars: CalendarsQuery,
    private readonly policies: PoliciesQuery,
  ) {}

  async of(reportId: string, language: Language): Promise<ExplainedClock[]> {
    const clocks = (await rows<Row<ExplainedRow>>(this.source, explained, [reportId])).map((one) => Object.assign(new ClockRecord(), one));
    // A deadline that moved has a version of its own; of most reports none did.
    const moved = clocks.some(({ deadlineVersion }) => deadlineVersion > 1) ? await rows<Row<MoveRow>>(this.source, moves, [reportId]) : [];
    const calendarOf = await withCalendars(clocks, (version) => this.calendars.load(this.source, version));
    const about = { calendarOf, now: this.clock.approximately(), language };
    const explanations: ExplainedClock[] = [];
    for (const clock of clocks) {
      const policy = await this.policies.load(this.source, clock.policyId);
      explanations.push(explainClock(clock, { ...about, policy, moves: moved.filter(({ clockId }) => clockId === clock.id) }));
    }
    return explanations;
  }
}
