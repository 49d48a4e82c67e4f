import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesModule } from '../agencies/agencies.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { AlertsService } from './alerts.service.js';
import { CalendarsQuery } from './calendars.query.js';
import { ClockRecord } from './clock.entity.js';
import { ClocksService } from './clocks.service.js';
import { ClockStops } from './clock.stops.js';
import { FiguresService } from './figures.service.js';
import { PerformanceController } from './performance.controller.js';
import { PerformanceQuery } from './performance.query.js';
import { PoliciesQuery } from './policies.query.js';
import { ProspectsQuery } from './prospects.query.js';
import { RecomputeService } from './recompute.service.js';
import { Recounting } from './recounting.js';
import { SlaSetup } from './sla.setup.js';

const services = [AlertsService, ClocksService, ClockStops, RecomputeService, SlaSetup];
const queries = [CalendarsQuery, PoliciesQuery, ProspectsQuery];

@Module({
  imports: [AgenciesModule, OperationsModule, TypeOrmModule.forFeature([ClockRecord])],
  controllers: [PerformanceController],
  providers: [...services, ...queries, FiguresService, PerformanceQuery, Recounting],
  exports: [...services, ...queries],
})
export class SlaModule {}
