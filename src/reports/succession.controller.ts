import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Agency } from '../agencies/agency.views.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { ByClosingAgency, SucceedAgency } from './succession.requests.js';
import { SuccessionService } from './succession.service.js';

@ApiTags('Agencies')
@Controller('v1/agencies')
export class SuccessionController {
  constructor(private readonly succession: SuccessionService) {}

  /** Close an agency in favour of its successor. Its open reports move there, with their clocks. */
  @Post(':id/succeed')
  @Allow('agency.manage')
  @Returns(200, Agency)
  @Refuses('conflict')
  succeedAgency(
    @By() actor: Actor,
    @Param() { id }: ByClosingAgency,
    @Body() input: SucceedAgency,
    @ByKey() once: Once | undefined,
  ): Promise<Agency> {
    return this.succession.succeed(actor, id, input.successorId, once);
  }
}
