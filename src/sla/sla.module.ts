import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesModule } from '../agencies/agencies.module.js';
import { CalendarsQuery } from './calendars.query.js';
import { ClockRecord } from './clock.entity.js';
import { ClocksService } from './clocks.service.js';
import { FiguresService } from './figures.service.js';
import { PerformanceController } from './performance.controller.js';
import { PerformanceQuery } from './performance.query.js';
import { PoliciesQuery } from './policies.query.js';
import { SlaSetup } from './sla.setup.js';

@Module({
  imports: [AgenciesModule, TypeOrmModule.forFeature([ClockRecord])],
  controllers: [PerformanceController],
  providers: [CalendarsQuery, ClocksService, FiguresService, PerformanceQuery, PoliciesQuery, SlaSetup],
  exports: [CalendarsQuery, ClocksService, FiguresService, SlaSetup],
})
export class SlaModule {}
