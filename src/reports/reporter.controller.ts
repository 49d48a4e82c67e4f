import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { CloseReport, RateReport, ReopenReport, ReplyToReport, SupplyInformation, WithdrawReport } from './action.requests.js';
import { ReporterService } from './reporter.service.js';
import { Report } from './report.views.js';
import { ByReport } from './reports.requests.js';

@ApiTags('Report actions')
@Controller('v1/reports/:id')
export class ReporterController {
  constructor(private readonly reporter: ReporterService) {}

  /** Answer a question, as the reporter. The report goes on where it was, and the city's clocks run again. */
  @Post('supply-information')
  @Allow('report.supply')
  @Returns(200, Report)
  @Refuses('conflict')
  supplyInformation(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: SupplyInformation,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.supplyInformation(actor, { id, expected, once }, input);
  }

  /** Say something on one's own report. A reply to the final answer, within 10 working days, puts the agency back to work. */
  @Post('reply')
  @Allow('report.speak')
  @Returns(200, Report)
  @Refuses('conflict')
  replyToReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: ReplyToReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.reply(actor, { id, expected, once }, input);
  }

  /** Rate how one's own report was handled, once it is answered. */
  @Post('rate')
  @Allow('report.speak')
  @Returns(200, Report)
  @Refuses('conflict')
  rateReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: RateReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.rate(actor, { id, expected, once }, input);
  }

  /** Close an answered report: the reporter accepts the answer, or the coordinator closes on the reporter's word. */
  @Post('close')
  @Allow('report.close')
  @Returns(200, Report)
  @Refuses('conflict')
  closeReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: CloseReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.close(actor, { id, expected, once }, input);
  }

  /** Reopen one's own closed report, once, within 10 working days. */
  @Post('reopen')
  @Allow('report.speak')
  @Returns(200, Report)
  @Refuses('conflict')
  reopenReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: ReopenReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.reopen(actor, { id, expected, once }, input);
  }

  /** Take one's own report back. It is archived, not deleted. */
  @Post('withdraw')
  @Allow('report.speak')
  @Returns(200, Report)
  @Refuses('conflict')
  withdrawReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: WithdrawReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.withdraw(actor, { id, expected, once }, input);
  }
}
