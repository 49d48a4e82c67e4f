import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Returns } from '../platform/answers.js';
import { Job } from './job.views.js';
import { JobsQuery } from './jobs.query.js';
import { JobById } from './operations.requests.js';

@ApiTags('Operations')
@Controller('v1/jobs')
export class JobsController {
  constructor(private readonly query: JobsQuery) {}

  /** Reads how far a job is. The permission is needed at the city it works for. */
  @Get(':id')
  @Allow('job.read')
  @Returns(200, Job)
  readJob(@By() actor: Actor, @Param() { id }: JobById): Promise<Job> {
    return this.query.one(actor, id);
  }
}
