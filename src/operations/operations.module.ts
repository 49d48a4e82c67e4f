import { Module } from '@nestjs/common';
import { JobsController } from './jobs.controller.js';
import { JobsQuery } from './jobs.query.js';
import { OperationsController } from './operations.controller.js';

@Module({ controllers: [OperationsController, JobsController], providers: [JobsQuery] })
export class OperationsModule {}
