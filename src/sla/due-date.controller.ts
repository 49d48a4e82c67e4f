import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { CountDueDate } from './due-date.requests.js';
import { DueDateService } from './due-date.service.js';
import { DueDate } from './due-date.views.js';

@ApiTags('SLA')
@Controller('v1/sla/due-date')
export class DueDateController {
  constructor(private readonly service: DueDateService) {}

  /** Counts when a limit runs out, day by day, and says it in a sentence. Nothing is stored; any start, limit and calendar will do. */
  @Post()
  @Allow('sla.read')
  @Returns(200, DueDate)
  @Refuses('conflict')
  countDueDate(@By() actor: Actor, @Body() input: CountDueDate): Promise<DueDate> {
    return this.service.count(actor, input);
  }
}
