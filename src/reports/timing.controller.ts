import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { AnswerOmbudsmanOffer, EscalateReport, ExtendReport } from './action.requests.js';
import { ReporterService } from './reporter.service.js';
import { Report } from './report.views.js';
import { ByExtension, ByReport } from './reports.requests.js';
import { TimingService } from './timing.service.js';

@ApiTags('Report actions')
@Controller('v1/reports/:id')
export class TimingController {
  constructor(
    private readonly timing: TimingService,
    private readonly reporter: ReporterService,
  ) {}

  /** Extend the limit of the answer (perpanjangan) by some working days, before it has run out. A liaison of the leading agency grants it at once; an officer asks for it, and a liaison approves. At most twice, unless the limit's policy says otherwise. */
  @Post('extend')
  @Allow('report.extend')
  @Returns(200, Report)
  @Refuses('conflict')
  extendReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: ExtendReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.timing.extend(actor, { id, expected, once }, input);
  }

  /** Approve the extension that an officer asked for. Its id stands in `GET /v1/reports/{id}/sla`. */
  @Post('extensions/:extensionId/approve')
  @Allow('report.approve_extension')
  @Returns(200, Report)
  @Refuses('conflict')
  approveExtension(
    @By() actor: Actor,
    @Param() { id, extensionId }: ByExtension,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.timing.approve(actor, { id, expected, once }, extensionId);
  }

  /** Escalate a report by hand (eskalasi): the next step's roles learn of it, whatever the clocks say. */
  @Post('escalate')
  @Allow('report.escalate')
  @Returns(200, Report)
  @Refuses('conflict')
  escalateReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: EscalateReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.timing.escalate(actor, { id, expected, once }, input);
  }

  /** Answer the offer to have the Ombudsman look at one's own report. It is made after 60 calendar days without an end; nothing leaves the city without consent. */
  @Post('ombudsman-consent')
  @Allow('report.speak')
  @Returns(200, Report)
  @Refuses('conflict')
  answerOmbudsmanOffer(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: AnswerOmbudsmanOffer,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.reporter.answerOmbudsman(actor, { id, expected, once }, input);
  }
}
