import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import { rows, statement } from '../platform/sql.js';
import { type JobKind, JobRecord } from './job.entity.js';

/** A job in hand. */
export type JobInHand = JobRecord;

/** Work to be done, as whoever wants it gives it. */
export interface Order {
  kind: JobKind;
  rootAgencyId: string;
  input: Record<string, unknown>;
  /** How many pieces, as far as is known. */
  total: number;
  by: Fact['actor'];
  at: Date;
}

const hurry = statement('job_hurry', `select set_config('synchronous_commit', 'off', true)`);

/**
 * Jobs are rows with a cursor: each batch does its work and moves the cursor in one transaction, so that whoever is killed
 * leaves nothing half done and any other worker goes on from there. (A queue that hands a job to one worker keeps it locked
 * for hours after that worker's death.)
 */
@Injectable()
export class JobsService {
  constructor(
    private readonly clock: Clock,
    private readonly journal: Journal,
  ) {}

  /** In the transaction that makes the work necessary. @returns the job's id */
  async order(tx: EntityManager, { kind, rootAgencyId, input, total, by, at }: Order): Promise<string> {
    const id = v7();
    await tx.insert(JobRecord, {
      ...{ id, kind, rootAgencyId, input: input as object, total },
      ...{ state: 'queued', createdBy: by.id ?? null, createdAt: at, updatedAt: at },
    });
    await this.journal.record(tx, { type: 'job.ordered', subject: { kind: 'job', id }, at, actor: by, agencyId: rootAgencyId, data: { kind } });
    return id;
  }

  /** A batch that a crash takes back is done again, so nobody waits for the disk: those who file do that. */
  async hurry(tx: EntityManager): Promise<void> {
    await rows(tx, hurry, []);
  }

  /** Of the unfinished jobs of a kind that no other worker has in hand that which has waited longest, locked: none keeps the others waiting. */
  async take(tx: EntityManager, kind: JobKind): Promise<JobRecord | undefined> {
    const found = await tx
      .createQueryBuilder(JobRecord, 'job')
      .where(`job.kind = :kind and job.state in ('queued', 'running')`, { kind })
      .orderBy('job.updatedAt')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
    return found ?? undefined;
  }

  /** Ends a job that cannot go on. What it has done stays done. */
  async fail(tx: EntityManager, id: string): Promise<void> {
    const job = await tx.findOne(JobRecord, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!job || job.finishedAt !== null) return;
    job.fail(await this.clock.now(tx));
    await this.end(tx, job, 'job.failed');
  }

  async finish(tx: EntityManager, job: JobRecord, at: Date): Promise<void> {
    job.finish(at);
    await this.end(tx, job, 'job.finished');
  }

  private async end(tx: EntityManager, job: JobRecord, type: 'job.finished' | 'job.failed'): Promise<void> {
    await tx.save(job);
    const { id, kind, rootAgencyId: agencyId, result, updatedAt: at } = job;
    await this.journal.record(tx, { type, subject: { kind: 'job', id }, at, actor: { kind: 'system' }, agencyId, data: { kind, ...result } });
  }
}
