import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobRecord } from './job.entity.js';
import { JobsController } from './jobs.controller.js';
import { JobsQuery } from './jobs.query.js';
import { JobsService } from './jobs.service.js';
import { OperationsController } from './operations.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([JobRecord])],
  controllers: [OperationsController, JobsController],
  providers: [JobsQuery, JobsService],
  exports: [JobsService],
})
export class OperationsModule {}
