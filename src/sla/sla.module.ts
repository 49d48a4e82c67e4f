import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesModule } from '../agencies/agencies.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { AlertsService } from './alerts.service.js';
import { CalendarLists } from './calendar-lists.query.js';
import { CalendarVersions } from './calendar-versions.service.js';
import { CalendarsController } from './calendars.controller.js';
import { CalendarsQuery } from './calendars.query.js';
import { CalendarsService } from './calendars.service.js';
import { ClockRecord } from './clock.entity.js';
import { ClocksService } from './clocks.service.js';
import { ClockStops } from './clock.stops.js';
import { DueDateController } from './due-date.controller.js';
import { ExplainedClocks } from './explained-clocks.query.js';
import { DueDateService } from './due-date.service.js';
import { FiguresService } from './figures.service.js';
import { PerformanceController } from './performance.controller.js';
import { PerformanceQuery } from './performance.query.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesQuery } from './policies.query.js';
import { PoliciesService } from './policies.service.js';
import { PolicyCoverage } from './policy.coverage.js';
import { PolicyLists } from './policy-lists.query.js';
import { PolicyWriting } from './policy.writing.js';
import { ProspectsQuery } from './prospects.query.js';
import { RecomputeService } from './recompute.service.js';
import { Recounting } from './recounting.js';
import { SlaSetup } from './sla.setup.js';

const calendars = [CalendarLists, CalendarsService, CalendarVersions];
const policies = [PoliciesService, PolicyCoverage, PolicyLists, PolicyWriting];
const services = [AlertsService, ClocksService, ClockStops, RecomputeService, SlaSetup];
const queries = [CalendarsQuery, ExplainedClocks, PoliciesQuery, ProspectsQuery];

@Module({
  imports: [AgenciesModule, OperationsModule, TypeOrmModule.forFeature([ClockRecord])],
  controllers: [CalendarsController, DueDateController, PerformanceController, PoliciesController],
  providers: [...services, ...queries, ...calendars, ...policies, DueDateService, FiguresService, PerformanceQuery, Recounting],
  exports: [...services, ...queries],
})
export class SlaModule {}
