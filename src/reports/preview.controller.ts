import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { FileReport } from './intake.requests.js';
import { PreviewService } from './preview.service.js';
import { ReportPreview } from './preview.views.js';

@ApiTags('Reports')
@Controller('v1/reports/preview')
export class PreviewController {
  constructor(private readonly service: PreviewService) {}

  /** Look at a report before it is filed: what is missing, what the public would read, until when the city would have to act. Nothing is stored; what filing refuses is refused here too. */
  @Post()
  @Allow('report.file')
  @Returns(200, ReportPreview)
  @Refuses('conflict')
  previewReport(@By() actor: Actor, @Body() input: FileReport): Promise<ReportPreview> {
    return this.service.preview(actor, input);
  }
}
