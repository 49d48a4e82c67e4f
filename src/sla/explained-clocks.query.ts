import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import type { Language } from '../platform/refusal.js';
import { CalendarsQuery } from './calendars.query.js';
import { withCalendars } from './clock.change.js';
import { ClockRecord } from './clock.entity.js';
import { explainClock } from './explained-clock.js';
import type { ExplainedPart, ExplainedParts, ExplainedRow } from './explained-clock.sql.js';
import type { ExplainedClock } from './explained-clock.views.js';
import { PoliciesQuery } from './policies.query.js';

export { explainedOf, type ExplainedParts } from './explained-clock.sql.js';

/** Explains the clocks of a report. Who may know of the report is decided by whoever asks. */
@Injectable()
export class ExplainedClocks {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly calendars: CalendarsQuery,
    private readonly policies: PoliciesQuery,
  ) {}

  async explain({ explained, moves }: ExplainedParts, language: Language): Promise<ExplainedClock[]> {
    const clocks = (explained ?? []).map(clockOf);
    const calendarOf = await withCalendars(clocks, (version) => this.calendars.load(this.source, version));
    const about = { calendarOf, now: this.clock.approximately(), language };
    const explanations: ExplainedClock[] = [];
    for (const clock of clocks) {
      const policy = await this.policies.load(this.source, clock.policyId);
      explanations.push(explainClock(clock, { ...about, policy, moves: (moves ?? []).filter(({ clockId }) => clockId === clock.id) }));
    }
    return explanations;
  }
}

function clockOf(part: ExplainedPart): ExplainedRow {
  const { startedAt, dueAt, pausedAt, stoppedAt } = part;
  const times = { startedAt: new Date(startedAt ?? NaN), dueAt: timeOf(dueAt), pausedAt: timeOf(pausedAt), stoppedAt: timeOf(stoppedAt) };
  return Object.assign(new ClockRecord(), part, times);
}

const timeOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
