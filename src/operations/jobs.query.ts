import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { row, statement } from '../platform/sql.js';
import { refuse } from './job.refusals.js';
import type { Job, JobResult } from './job.views.js';

interface JobRow extends Omit<Job, 'progress' | 'createdAt' | 'updatedAt' | 'finishedAt'> {
  rootAgencyId: string;
  result: JobResult;
  createdAt: Date;
  updatedAt: Date;
  finishedAt: Date | null;
}

const one = statement(
  'job_one',
  `select id, kind, root_agency_id as "rootAgencyId", state, total, done, result, created_at as "createdAt", updated_at as "updatedAt",
          finished_at as "finishedAt", version from job where id = $1`,
);

/** Reads jobs. */
@Injectable()
export class JobsQuery {
  constructor(private readonly source: DataSource) {}

  /** @throws Refusal `job.not_found`, also for a job of a city at which the caller may not read jobs */
  async one(actor: Actor, id: string): Promise<Job> {
    const found = await row<JobRow>(this.source, one, [id]);
    if (!found || !actor.mayAt('job.read', [found.rootAgencyId])) throw refuse('job.not_found');
    const { createdAt, updatedAt, finishedAt } = found;
    return {
      ...found,
      progress: progressOf(found),
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      finishedAt: finishedAt?.toISOString(),
    };
  }
}

/** What is to be done was counted when the job was ordered; clocks start and stop while it runs, so only its end is the whole. */
function progressOf({ state, total, done }: Pick<Job, 'state' | 'total' | 'done'>): number {
  if (state === 'done') return 1;
  return total === 0 ? 0 : Math.min(0.999, Math.floor((done / total) * 1000) / 1000);
}
