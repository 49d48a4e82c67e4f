import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { row, statement } from '../platform/sql.js';
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

const transaction = statement('job_transaction', 'select pg_current_xact_id()::text as id');
const settled = statement('job_settled', 'select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > $1::bigint as settled');

/**
 * Jobs are rows with a cursor: each batch does its work and moves the cursor in one transaction, so that whoever is killed
 * leaves nothing half done and any other worker goes on from there. (A queue that hands a job to one worker keeps it locked
 * for hours after that worker's death.)
 */
@Injectable()
export class JobsService {
  constructor(private readonly journal: Journal) {}

  /** In the transaction that makes the work necessary. @returns the job's id */
  async order(tx: EntityManager, { kind, rootAgencyId, input, total, by, at }: Order): Promise<string> {
    const id = v7();
    const orderedIn = (await row<{ id: string }>(tx, transaction, []))?.id ?? '0';
    await tx.insert(JobRecord, {
      ...{ id, kind, rootAgencyId, input: input as object, total, orderedIn },
      ...{ state: 'queued', createdBy: by.id ?? null, createdAt: at, updatedAt: at },
    });
    await this.journal.record(tx, { type: 'job.ordered', subject: { kind: 'job', id }, at, actor: by, agencyId: rootAgencyId, data: { kind } });
    return id;
  }

  /** The oldest unfinished job of a kind that no other worker has in hand, locked. */
  async take(tx: EntityManager, kind: JobKind): Promise<JobRecord | undefined> {
    const found = await tx
      .createQueryBuilder(JobRecord, 'job')
      .where(`job.kind = :kind and job.state in ('queued', 'running')`, { kind })
      .orderBy('job.createdAt')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
    return found ?? undefined;
  }

  /** Have all transactions ended that began before the job was ordered, and may have written by what held then? */
  async isSettled(tx: EntityManager, job: JobRecord): Promise<boolean> {
    return (await row<{ settled: boolean }>(tx, settled, [job.orderedIn]))?.settled ?? false;
  }

  async finish(tx: EntityManager, job: JobRecord, at: Date): Promise<void> {
    job.finish(at);
    await tx.save(job);
    const { id, kind, rootAgencyId: agencyId, result } = job;
    await this.journal.record(tx, {
      type: 'job.finished',
      subject: { kind: 'job', id },
      at,
      actor: { kind: 'system' },
      agencyId,
      data: { kind, ...result },
    });
  }
}
