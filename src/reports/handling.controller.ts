import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { PageQuery } from '../platform/paging.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { ReturnReport, WriteFollowUp } from './action.requests.js';
import { FollowUp, FollowUpPage } from './follow-up.views.js';
import { HandlingService } from './handling.service.js';
import { FollowUpsQuery } from './follow-ups.query.js';
import { FollowUpsService } from './follow-ups.service.js';
import { Report } from './report.views.js';
import { ByFollowUp, ByReport } from './reports.requests.js';

@ApiTags('Report actions')
@Controller('v1/reports/:id')
export class HandlingController {
  constructor(
    private readonly handling: HandlingService,
    private readonly followUps: FollowUpsService,
    private readonly query: FollowUpsQuery,
  ) {}

  /** Accept a disposition: the agency takes the report up. */
  @Post('accept')
  @Allow('report.handle')
  @Returns(200, Report)
  @Refuses('conflict')
  acceptReport(@By() actor: Actor, @Param() { id }: ByReport, @IfMatch() expected: Expected, @ByKey() once: Once | undefined): Promise<Report> {
    return this.handling.accept(actor, { id, expected, once });
  }

  /** Give a disposition back as not our authority (bukan wewenang), with a reason and a proposal. After the second time the report is marked as ping-pong. */
  @Post('return')
  @Allow('report.handle')
  @Returns(200, Report)
  @Refuses('conflict')
  returnReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: ReturnReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.handling.giveBack(actor, { id, expected, once }, input);
  }

  /** Write a follow-up (tindak lanjut): progress, a plan that waits for a budget, or the leading agency's final answer; published at once or as a draft for the liaison. */
  @Post('follow-ups')
  @Allow('follow_up.draft')
  @Returns(201, FollowUp, '/v1/reports/{reportId}/follow-ups/{id}')
  @Refuses('conflict')
  writeFollowUp(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: WriteFollowUp,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<FollowUp> {
    return this.followUps.write(actor, { id, expected, once }, input);
  }

  /** Approve a draft follow-up, which publishes it. The report moves on as the follow-up's kind says. */
  @Post('follow-ups/:followUpId/approve')
  @Allow('follow_up.publish')
  @Returns(200, FollowUp)
  @Refuses('conflict')
  approveFollowUp(
    @By() actor: Actor,
    @Param() { id, followUpId }: ByFollowUp,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<FollowUp> {
    return this.followUps.approve(actor, { id, expected, once }, followUpId);
  }

  /** List a report's follow-ups, oldest first. Staff in charge also see drafts. */
  @Get('follow-ups')
  @Allow('report.read')
  @Returns(200, FollowUpPage)
  listFollowUps(@By() actor: Actor, @Param() { id }: ByReport, @Query() query: PageQuery): Promise<FollowUpPage> {
    return this.query.page(actor, id, query);
  }

  /** Read one follow-up of a report. */
  @Get('follow-ups/:followUpId')
  @Allow('report.read')
  @Returns(200, FollowUp)
  readFollowUp(@By() actor: Actor, @Param() { id, followUpId }: ByFollowUp): Promise<FollowUp> {
    return this.query.read(actor, id, followUpId);
  }
}
