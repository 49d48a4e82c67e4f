import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { ReviseReport } from './action.requests.js';
import { IntakeService } from './intake.service.js';
import { FileReport } from './intake.requests.js';
import { ListReports } from './list.requests.js';
import { FiledReport, Report, ReportPage, Tracking } from './report.views.js';
import { ByReport, ByTrackingCode } from './reports.requests.js';
import { ReportsQuery } from './reports.query.js';
import { RevisionService } from './revision.service.js';
import { SupportService } from './support.service.js';
import { TimelineQuery } from './timeline.query.js';
import { TimelinePage } from './timeline.views.js';

@ApiTags('Reports')
@Controller('v1')
export class ReportsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly query: ReportsQuery,
    private readonly timeline: TimelineQuery,
    private readonly revision: RevisionService,
    private readonly support: SupportService,
  ) {}

  /** File a report. The answer holds the tracking code and, this once, the report key that makes its holder the reporter. Staff may enter a letter, call or walk-in on a citizen's behalf. */
  @Post('reports')
  @Allow('report.file')
  @Returns(201, FiledReport, '/v1/reports/{id}')
  fileReport(@By() actor: Actor, @Body() input: FileReport, @ByKey() once: Once | undefined): Promise<FiledReport> {
    return this.intake.file(actor, input, once);
  }

  /** List reports. Everybody sees the public ones, staff also the confidential ones of their agencies, reporters with an account their own (`mine=true`: those alone). */
  @Get('reports')
  @Allow('report.read')
  @Returns(200, ReportPage)
  listReports(@By() actor: Actor, @Query() query: ListReports): Promise<Page<Report>> {
    return this.query.list(actor, query);
  }

  /** Read a report, as far as the caller may see it. */
  @Get('reports/:id')
  @Allow('report.read')
  @Returns(200, Report)
  readReport(@By() actor: Actor, @Param() { id }: ByReport): Promise<Report> {
    return this.query.read(actor, id);
  }

  /** Follow a report by its tracking code. Shows where it stands; a confidential report shows no word of its text to whoever may not read it. */
  @Get('track/:code')
  @Allow('report.read')
  @Returns(200, Tracking)
  trackReport(@By() actor: Actor, @Param() { code }: ByTrackingCode): Promise<Tracking> {
    return this.query.track(actor, code);
  }

  /** Revise a report: the coordinator rewrites title and category, officers may raise a privacy flag, only the reporter lowers it. */
  @Patch('reports/:id')
  @Allow('report.revise')
  @Returns(200, Report)
  @Refuses('conflict')
  reviseReport(@By() actor: Actor, @Param() { id }: ByReport, @IfMatch('required') expected: Expected, @Body() input: ReviseReport): Promise<Report> {
    return this.revision.revise(actor, id, expected, input);
  }

  /** Read a report's history, oldest first. Staff in charge also see internal entries. */
  @Get('reports/:id/timeline')
  @Allow('report.read')
  @Returns(200, TimelinePage)
  readTimeline(@By() actor: Actor, @Param() { id }: ByReport, @Query() query: PageQuery): Promise<TimelinePage> {
    return this.timeline.page(actor, id, query);
  }

  /** Support a public report. Doing it twice is doing it once. */
  @Put('reports/:id/support')
  @Allow('report.support')
  @Returns(200, Report)
  @Refuses('conflict')
  supportReport(@By() actor: Actor, @Param() { id }: ByReport): Promise<Report> {
    return this.support.support(actor, id);
  }

  /** Take one's support back. Doing it twice is doing it once. */
  @Delete('reports/:id/support')
  @Allow('report.support')
  @Returns(200, Report)
  @Refuses('conflict')
  withdrawSupport(@By() actor: Actor, @Param() { id }: ByReport): Promise<Report> {
    return this.support.withdraw(actor, id);
  }
}
