import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { PerformanceQuery } from './performance.query.js';
import { ReadPerformance } from './performance.requests.js';
import { Performance } from './performance.views.js';

@ApiTags('SLA')
@Controller('v1/sla/performance')
export class PerformanceController {
  constructor(private readonly query: PerformanceQuery) {}

  /**
   * Figures of merit of the caller's agencies and those below: compliance with the legal clocks, pace of follow-up (*laju
   * tindak lanjut*), and how often reports were given back. Figures of past days never change.
   */
  @Get()
  @Allow('statistics.read')
  @Returns(200, Performance)
  @Refuses('conflict')
  readPerformance(@By() actor: Actor, @Query() query: ReadPerformance): Promise<Performance> {
    return this.query.read(actor, query);
  }
}
