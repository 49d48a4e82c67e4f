import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Returns } from '../platform/answers.js';
import type { Page } from '../platform/paging.js';
import { WatchQuery } from './watch.query.js';
import { ListClocks } from './watch.requests.js';
import { type WatchedClock, WatchedClockPage } from './watch.views.js';

@ApiTags('SLA')
@Controller('v1/sla/clocks')
export class WatchController {
  constructor(private readonly query: WatchQuery) {}

  /** Lists the open clocks of the caller's agencies and those below that need attention: what is late, then what will be soon. */
  @Get()
  @Allow('sla.watch')
  @Returns(200, WatchedClockPage)
  listClocks(@By() actor: Actor, @Query() query: ListClocks): Promise<Page<WatchedClock>> {
    return this.query.list(actor, query);
  }
}
