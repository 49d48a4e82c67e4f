import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Returns } from '../platform/answers.js';
import { ExplanationQuery } from './explanation.query.js';
import { ReportSla } from './explanation.views.js';
import { ByReport } from './reports.requests.js';

@ApiTags('SLA')
@Controller('v1/reports/:id/sla')
export class ExplanationController {
  constructor(private readonly query: ExplanationQuery) {}

  /** Explain every clock of a report (jangka waktu): by which rule and calendar it counts, which days counted and why the others did not, how its deadline moved, and one sentence to read aloud. */
  @Get()
  @Allow('report.read')
  @Returns(200, ReportSla)
  readReportSla(@By() actor: Actor, @Param() { id }: ByReport): Promise<ReportSla> {
    return this.query.explain(actor, id);
  }
}
