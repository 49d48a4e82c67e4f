import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { ArchiveReport, DispatchReport, MergeReport, RequestInformation, TransferReport, VerifyReport } from './action.requests.js';
import { VerificationService } from './verification.service.js';
import { MergingService } from './merging.service.js';
import { Report } from './report.views.js';
import { ByReport } from './reports.requests.js';

@ApiTags('Report actions')
@Controller('v1/reports/:id')
export class CoordinatorController {
  constructor(
    private readonly verification: VerificationService,
    private readonly merging: MergingService,
  ) {}

  /** Verify a report: class, category, and hand it to one leading and any supporting agencies (disposisi). Starts the resolution clock. */
  @Post('verify')
  @Allow('report.verify')
  @Returns(200, Report)
  @Refuses('conflict')
  verifyReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: VerifyReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.verification.verify(actor, { id, expected, once }, input);
  }

  /** Ask the reporter for what is missing. The city's clocks stand still until the answer; without one the report is archived after 10 working days. */
  @Post('request-information')
  @Allow('report.ask')
  @Returns(200, Report)
  @Refuses('conflict')
  requestInformation(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: RequestInformation,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.verification.requestInformation(actor, { id, expected, once }, input);
  }

  /** Hand a verified report to other agencies. Dispositions that are open are replaced. */
  @Post('dispatch')
  @Allow('report.dispatch')
  @Returns(200, Report)
  @Refuses('conflict')
  dispatchReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: DispatchReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.verification.dispatch(actor, { id, expected, once }, input);
  }

  /** Hand a report to a body outside the city (bukan wewenang), with a reason. */
  @Post('transfer')
  @Allow('report.transfer')
  @Returns(200, Report)
  @Refuses('conflict')
  transferReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: TransferReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.verification.transfer(actor, { id, expected, once }, input);
  }

  /** Archive a report that cannot be handled, with a reason. */
  @Post('archive')
  @Allow('report.archive')
  @Returns(200, Report)
  @Refuses('conflict')
  archiveReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: ArchiveReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.verification.archive(actor, { id, expected, once }, input);
  }

  /** Merge a duplicate into its lead report. It keeps its code and reporter, and follows the lead from now on. */
  @Post('merge')
  @Allow('report.merge')
  @Returns(200, Report)
  @Refuses('conflict')
  mergeReport(
    @By() actor: Actor,
    @Param() { id }: ByReport,
    @Body() input: MergeReport,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<Report> {
    return this.merging.merge(actor, { id, expected, once }, input);
  }

  /** Take a report out of a merge. It goes on where it was before. */
  @Post('unmerge')
  @Allow('report.merge')
  @Returns(200, Report)
  @Refuses('conflict')
  unmergeReport(@By() actor: Actor, @Param() { id }: ByReport, @IfMatch() expected: Expected, @ByKey() once: Once | undefined): Promise<Report> {
    return this.merging.unmerge(actor, { id, expected, once });
  }
}
