import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { rows } from '../platform/sql.js';
import { CalendarsQuery } from '../sla/calendars.query.js';
import { withCalendars } from '../sla/clock.change.js';
import { PoliciesQuery } from '../sla/policies.query.js';
import { explainClock } from './explanation.clock.js';
import { explained, type ExplainedRow, type ExtensionRow, type MoveRow, moves } from './explanation.sql.js';
import type { Extension, ReportSla } from './explanation.views.js';
import { readsWhole } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import { ClockRecord } from '../sla/clock.entity.js';

type Moved = MoveRow & Record<string, unknown>;

/** Explains the clocks of a report: everybody who sees the report may know how it is timed. */
@Injectable()
export class ExplanationQuery {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly reports: ReportsQuery,
    private readonly calendars: CalendarsQuery,
    private readonly policies: PoliciesQuery,
  ) {}

  /** @throws Refusal `report.not_found` */
  async explain(actor: Actor, id: string): Promise<ReportSla> {
    const { report, sight } = await this.reports.see(actor, id);
    const found = await rows<ExplainedRow & Record<string, unknown>>(this.source, explained, [id]);
    const clocks = found.map((one) => Object.assign(new ClockRecord(), one));
    // A deadline that moved has a version of its own; of most reports none did.
    const moved = clocks.some(({ deadlineVersion }) => deadlineVersion > 1) ? await rows<Moved>(this.source, moves, [id]) : [];
    const calendarOf = await withCalendars(clocks, (version) => this.calendars.load(this.source, version));
    const about = { calendarOf, now: this.clock.approximately(), language: actor.language };
    const explanations = [];
    for (const clock of clocks) {
      const policy = await this.policies.load(this.source, clock.policyId);
      explanations.push(explainClock(clock, { ...about, policy, moves: moved.filter(({ clockId }) => clockId === clock.id) }));
    }
    const [asked, whole] = [clocks.flatMap(({ extensions }) => extensions ?? []), readsWhole(sight, report.anonymous)];
    const seen = asked.filter(({ state }) => sight === 'internal' || state === 'approved');
    return { reportId: id, clocks: explanations, extensions: seen.map((one) => extensionOf(one, whole)) };
  }
}

const extensionOf = ({ id, workingDays, state, requestedAt, approvedAt, reason, publicReason }: ExtensionRow, whole: boolean): Extension => ({
  ...{ id, workingDays, state, reason: whole ? reason : publicReason },
  requestedAt: new Date(requestedAt).toISOString(),
  approvedAt: approvedAt === null ? undefined : new Date(approvedAt).toISOString(),
});
