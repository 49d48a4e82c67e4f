import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { Cursors, limitOf, type Page } from '../platform/paging.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import { CalendarsQuery } from '../sla/calendars.query.js';
import type { ListReports } from './list.requests.js';
import { readCode } from './report.code.js';
import { Conditions, filedOnlyBy, filter, visibleTo } from './report.filters.js';
import { orders, pageStatement, startAfter } from './report.page.js';
import { ReportProjection } from './report.projection.js';
import { refuse } from './report.refusals.js';
import { type ReportRow, selectFrom } from './report.sql.js';
import type { Report, Tracking } from './report.views.js';
import type { Sight } from './report.visibility.js';

const byId = statement('report_by_id', `${selectFrom('report r')} where r.id = $1`);
const byCode = statement('report_by_code', `${selectFrom('report r')} where r.code = $1`);
const identity = statement('report_identity', 'select name, phone, email from report_identity where report_id = $1');

/** Reading reports: one projection, one statement a page. */
@Injectable()
export class ReportsQuery {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
    private readonly calendars: CalendarsQuery,
    private readonly projection: ReportProjection,
  ) {}

  /**
   * `sight`: what the caller was allowed to see before an action of theirs took it out of their hands.
   * @throws Refusal `report.not_found`
   */
  async read(actor: Actor, id: string, reader: Reader = this.source, sight?: Sight): Promise<Report> {
    const found = await this.find(actor, id, reader);
    const view = found && this.projection.view(actor, found, sight);
    if (!view) throw refuse('report.not_found');
    return view;
  }

  /** A report's row, and how much of it the caller sees. @throws Refusal `report.not_found` */
  async see(actor: Actor, id: string): Promise<{ report: ReportRow; sight: Sight }> {
    const report = await this.find(actor, id);
    const sight = report ? this.projection.sightOf(actor, report) : 'none';
    if (!report || sight === 'none') throw refuse('report.not_found');
    return { report, sight };
  }

  /** A report's row, with the identity when the caller is the reporter. */
  async find(actor: Actor, id: string, reader: Reader = this.source): Promise<ReportRow | undefined> {
    const found = await row<ReportRow>(reader, byId, [id]);
    if (!found) return undefined;
    await this.loadCalendars(reader, [found]);
    if (this.projection.sightOf(actor, found) === 'reporter') found.identity = await row<NonNullable<ReportRow['identity']>>(reader, identity, [id]);
    return found;
  }

  /** @throws Refusal `report.not_found`, also for a code whose check character is wrong */
  async track(actor: Actor, text: string): Promise<Tracking> {
    const code = readCode(text);
    const found = code === null ? undefined : await row<ReportRow>(this.source, byCode, [code]);
    if (!found) throw refuse('report.not_found');
    return this.projection.tracking(actor, found);
  }

  async list(actor: Actor, query: ListReports): Promise<Page<Report>> {
    const order = orders[query.sort ?? 'newest'];
    const conditions = new Conditions();
    visibleTo(actor, conditions);
    if (query.mine === true) filedOnlyBy(actor, conditions);
    filter(query, conditions, this.clock.approximately());
    const after = this.cursors.read('reports', query);
    if (after) startAfter(conditions, order, after);
    const prepared = pageStatement(query, conditions, order, limitOf(query) + 1);
    const found = await rows<ReportRow>(this.source, prepared, conditions.values);
    await this.loadCalendars(this.source, found);
    return this.cursors.page(
      'reports',
      query,
      found,
      (one) => [order.of(one), one.id],
      (one) => this.seen(actor, one),
    );
  }

  /** In memory after the first time. */
  private async loadCalendars(reader: Reader, found: readonly ReportRow[]): Promise<void> {
    for (const { clocks } of found)
      for (const { calendarId: id, calendarVersion: version } of clocks ?? [])
        if (!this.calendars.known({ id, version })) await this.calendars.load(reader, { id, version });
  }

  private seen(actor: Actor, found: ReportRow): Report {
    const view = this.projection.view(actor, found);
    // The list's condition and the projection's rule say the same; a difference must not show a hidden report.
    if (!view) throw new Error('A list held a report that its reader may not see');
    return view;
  }
}
