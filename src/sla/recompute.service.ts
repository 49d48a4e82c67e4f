import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { type JobInHand, JobsService } from '../operations/jobs.service.js';
import { Clock } from '../platform/clock.js';
import { isUnavailable } from '../platform/unavailable.js';
import { Transactions } from '../platform/transactions.js';
import { movedFact } from './clock.change.js';
import { type Change, type Moved, Recounting } from './recounting.js';

/** What a change would do, or has done, to the clocks that are open. */
export interface Impact {
  openClocks: number;
  moved: number;
  later: number;
  earlier: number;
  /** Late by the new deadline, not by the old one. */
  becomeOverdue: number;
  /** Late by the old deadline, not by the new one. */
  saved: number;
  /** Working days by which the deadline moves that moves most. */
  largestShiftWorkingDays: number;
  byKind: { kind: string; moved: number }[];
}

/** How long a batch may hold what it has locked, in milliseconds; a third of what is allowed, for machines have bad moments. */
const aim = 65;
const [smallest, largest] = [20, 1_000];
/** A batch grows by a half at most: one that was quick by chance must not be followed by one that holds its locks for long. */
const growth = 1.5;
/** How many clocks a dry run counts at once: whoever asks the same process for something else waits some 20 ms for it. */
const looked = 250;

/** How many clocks the last pass looks at at once: of most it sees that the first has moved them, and locks none of these. */
const glanced = 2_000;

/** How many clocks a batch has counted, and whether there is more to do at once. */
interface Batch {
  counted: number;
  more: boolean;
}

/** Recomputes open clocks when the law has changed. Finished ones are never touched. */
@Injectable()
export class RecomputeService {
  private size = 100;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly recounting: Recounting,
    private readonly jobs: JobsService,
    private readonly journal: Journal,
  ) {}

  /** What a job for this change would do, with what this transaction has written. Changes nothing, locks nothing. */
  async dryRun(tx: EntityManager, change: Change): Promise<Impact> {
    const now = await this.clock.now(tx);
    const impact = nothing();
    const kinds = new Map<string, number>();
    for (let cursor: string | null = null; ;) {
      const ids: string[] = await this.recounting.next(tx, change, cursor, looked);
      for (const moved of await this.recounting.read(tx, change, ids, now, false)) {
        count(impact, moved, now);
        kinds.set(moved.clock.kind, (kinds.get(moved.clock.kind) ?? 0) + 1);
      }
      impact.openClocks += ids.length;
      cursor = ids.at(-1) ?? null;
      if (ids.length < looked) break;
    }
    return { ...impact, byKind: [...kinds].map(([kind, moved]) => ({ kind, moved })) };
  }

  /** Orders the job that moves the deadlines. @returns its id */
  async order(tx: EntityManager, change: Change, rootAgencyId: string, by: Fact['actor'], at: Date): Promise<string> {
    const total = await this.recounting.count(tx, change);
    return this.jobs.order(tx, { kind: 'sla_recompute', rootAgencyId, input: { ...change }, total, by, at });
  }

  /** One batch of the oldest job. @returns whether there is more to do at once */
  async work(): Promise<boolean> {
    const started = performance.now();
    let done: Batch;
    try {
      done = await this.transactions.run(undefined, (tx) => this.batch(tx));
    } catch (error) {
      // What fails now would fail for ever, and keep the jobs behind it waiting.
      if (!isUnavailable(error)) await this.transactions.run(undefined, (tx) => this.giveUp(tx));
      throw error;
    }
    const taken = Math.max(1, performance.now() - started);
    const { counted, more } = done;
    if (counted > 0) this.size = Math.round(Math.max(smallest, Math.min(largest, this.size * growth, (counted * aim) / taken)));
    return more;
  }

  private async giveUp(tx: EntityManager): Promise<void> {
    const job = await this.jobs.take(tx, 'sla_recompute');
    if (!job) return;
    job.fail(await this.clock.now(tx));
    await tx.save(job);
  }

  private async batch(tx: EntityManager): Promise<Batch> {
    const job = await this.jobs.take(tx, 'sla_recompute');
    if (!job) return { counted: 0, more: false };
    const change = job.input as unknown as Change;
    const last = job.result.lastPass === true;
    const seen = await this.recounting.next(tx, change, job.cursor, last && change.kind === 'calendar' ? glanced : this.size);
    if (seen.length === 0) return { counted: 0, more: await this.endPass(tx, job) };
    const left = last ? await this.recounting.behind(tx, change, seen) : seen;
    const ids = left.slice(0, this.size);
    const at = ids.length > 0 ? await this.move(tx, job, change, ids) : await this.clock.now(tx);
    job.advance((ids.length < left.length ? ids : seen).at(-1) ?? null, last ? 0 : ids.length, at);
    await tx.save(job);
    return { counted: ids.length, more: true };
  }

  /** Counts clocks anew, and tells of each deadline that moves. @returns when */
  private async move(tx: EntityManager, job: JobInHand, change: Change, ids: string[]): Promise<Date> {
    const at = await this.recounting.lock(tx, ids);
    const moved = await this.recounting.read(tx, change, ids, at, true);
    await this.recounting.write(tx, moved, at);
    const deadlines = moved.filter(({ shifted }) => shifted);
    await this.journal.recordAll(
      tx,
      deadlines.map(({ clock, before }) => movedFact(clock, before, change.kind, at, { jobId: job.id })),
    );
    const impact = { ...nothing(), ...job.result } as Impact;
    for (const one of deadlines) count(impact, one, at);
    job.result = { ...job.result, ...impact };
    return at;
  }

  /** A transaction older than the order may still start a clock by what held before: the last pass comes after those have ended. */
  private async endPass(tx: EntityManager, job: JobInHand): Promise<boolean> {
    const at = await this.clock.now(tx);
    if (job.result.lastPass === true) {
      const { lastPass: _, ...result } = job.result;
      job.result = result;
      await this.jobs.finish(tx, job, at);
      return true;
    }
    if (!(await this.jobs.isSettled(tx, job))) return false;
    job.result = { ...job.result, lastPass: true };
    job.cursor = null;
    await tx.save(job);
    return true;
  }
}

const nothing = (): Omit<Impact, 'byKind'> => ({
  ...{ openClocks: 0, moved: 0, later: 0, earlier: 0, becomeOverdue: 0, saved: 0, largestShiftWorkingDays: 0 },
});

function count(impact: Omit<Impact, 'byKind'>, { clock, before, shiftWorkingDays }: Moved, now: Date): void {
  const [old, due] = [before?.getTime() ?? Infinity, clock.dueAt?.getTime() ?? Infinity];
  impact.moved += 1;
  if (due > old) impact.later += 1;
  else impact.earlier += 1;
  if (old >= now.getTime() && due < now.getTime()) impact.becomeOverdue += 1;
  if (old < now.getTime() && due >= now.getTime()) impact.saved += 1;
  impact.largestShiftWorkingDays = Math.max(impact.largestShiftWorkingDays, shiftWorkingDays);
}
