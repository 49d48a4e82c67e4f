import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarsQuery } from './calendars.query.js';
import { ClockRecord } from './clock.entity.js';
import { ClocksService } from './clocks.service.js';
import { FiguresService } from './figures.service.js';
import { PoliciesQuery } from './policies.query.js';
import { SlaSetup } from './sla.setup.js';

@Module({
  imports: [TypeOrmModule.forFeature([ClockRecord])],
  providers: [CalendarsQuery, ClocksService, FiguresService, PoliciesQuery, SlaSetup],
  exports: [CalendarsQuery, ClocksService, FiguresService, SlaSetup],
})
export class SlaModule {}
