import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Returns } from '../platform/answers.js';
import { ReadIdentity } from './identity.requests.js';
import { IdentityService } from './identity.service.js';
import { Identity } from './identity.views.js';
import { ByReport } from './reports.requests.js';

@ApiTags('Reports')
@Controller('v1/reports')
export class IdentityController {
  constructor(private readonly identity: IdentityService) {}

  /** Read who reported, with a reason. Every reading is recorded; an anonymous reporter is shown to nobody. */
  @Get(':id/identity')
  @Allow('report.identify')
  @Returns(200, Identity)
  readIdentity(@By() actor: Actor, @Param() { id }: ByReport, @Query() query: ReadIdentity): Promise<Identity> {
    return this.identity.read(actor, id, query);
  }
}
