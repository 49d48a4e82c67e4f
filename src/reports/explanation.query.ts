import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { row, rows, statement } from '../platform/sql.js';
import { ExplainedClocks, explainedOf, type ExplainedParts } from '../sla/explained-clocks.query.js';
import type { ExplainedClock } from '../sla/explained-clock.views.js';
import type { Extension, ReportSla } from './explanation.views.js';
import { ReportProjection } from './report.projection.js';
import { refuse } from './report.refusals.js';
import { seenColumns, type SeenRow } from './report.sql.js';
import { readsWhole } from './report.visibility.js';

interface TimedReport extends SeenRow, ExplainedParts, Record<string, unknown> {
  id: string;
}

interface ExtensionRow extends Record<string, unknown> {
  id: string;
  workingDays: number;
  state: string;
  requestedAt: Date;
  approvedAt: Date | null;
  reason: string;
  publicReason: string;
}

const timed = statement('report_sla', `select ${seenColumns}, ${explainedOf('r')} from report r where r.id = $1`);
const extensions = statement(
  'report_extensions',
  `select e.id, e.working_days as "workingDays", e.state, e.requested_at as "requestedAt", e.approved_at as "approvedAt", m.body as reason,
     coalesce(m.public_body, m.body) as "publicReason"
   from extension e join message m on m.id = e.reason_id where e.report_id = $1 and (e.state = 'approved' or $2) order by e.requested_at, e.id limit 100`,
);

/** Explains how a report is timed: everybody who sees the report may know. */
@Injectable()
export class ExplanationQuery {
  constructor(
    private readonly source: DataSource,
    private readonly projection: ReportProjection,
    private readonly clocks: ExplainedClocks,
  ) {}

  /** @throws Refusal `report.not_found` */
  async explain(actor: Actor, id: string): Promise<ReportSla> {
    const report = await row<TimedReport>(this.source, timed, [id]);
    const sight = report ? this.projection.sightOf(actor, report) : 'none';
    if (!report || sight === 'none') throw refuse('report.not_found');
    const internal = sight === 'internal';
    const explained = await this.clocks.explain(report, actor.language);
    const clocks = internal ? explained : explained.map(withoutInternalAlerts);
    // The public learns of what was granted, which its clock tells; staff also of what was asked for.
    const granted = internal || clocks.some(({ extensionDays }) => extensionDays > 0);
    const found = granted ? await rows<ExtensionRow>(this.source, extensions, [id, internal]) : [];
    const whole = readsWhole(sight, report.anonymous);
    return { reportId: id, clocks, extensions: found.map((one) => extensionOf(one, whole)) };
  }
}

/** That a deadline was missed, everybody may know; who was warned of it, and to whom it was taken, only the city. */
const withoutInternalAlerts = (clock: ExplainedClock): ExplainedClock => ({ ...clock, alerts: clock.alerts.filter(({ type }) => type === 'breach') });

const extensionOf = ({ id, workingDays, state, requestedAt, approvedAt, reason, publicReason }: ExtensionRow, whole: boolean): Extension => ({
  ...{ id, workingDays, state, reason: whole ? reason : publicReason },
  requestedAt: requestedAt.toISOString(),
  approvedAt: approvedAt?.toISOString(),
});
