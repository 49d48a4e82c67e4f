import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesController } from './agencies.controller.js';
import { AgenciesQuery } from './agencies.query.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyRecord } from './agency.entity.js';

/** The tree of government bodies, what reports are about, and where they happen. */
@Module({
  imports: [TypeOrmModule.forFeature([AgencyRecord])],
  controllers: [AgenciesController],
  providers: [AgenciesQuery, AgenciesService],
  exports: [AgenciesQuery, AgenciesService],
})
export class AgenciesModule {}
