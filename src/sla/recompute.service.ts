import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { type JobInHand, JobsService } from '../operations/jobs.service.js';
import { isUnavailable } from '../platform/unavailable.js';
import { Transactions } from '../platform/transactions.js';
import { movedFact } from './clock.change.js';
import { type Change, type Moved, Recounting, type Target } from './recounting.js';

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

/** How long a batch may hold what it has locked, in milliseconds: a third of what is allowed, for machines have bad moments. */
const aim = 65;
/** Of the time a batch took, what the database is left to those who file, before the next. */
const rest = 0.2;
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
    private readonly recounting: Recounting,
    private readonly jobs: JobsService,
    private readonly journal: Journal,
  ) {}

  /** What a job for this change would do, with what this transaction has written. Changes nothing, locks nothing. */
  async dryRun(tx: EntityManager, change: Change): Promise<Impact> {
    const now = await this.recounting.now(tx);
    const target = await this.recounting.target(tx, change, now);
    const impact = nothing();
    const kinds = new Map<string, number>();
    for (let cursor: string | null = null; ;) {
      const ids: string[] = await this.recounting.next(tx, target, cursor, looked);
      for (const moved of await this.recounting.read(tx, target, ids, now, false)) {
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
    const target = await this.recounting.target(tx, change, at);
    await this.recounting.mark(tx, target);
    const total = await this.recounting.count(tx, target);
    return this.jobs.order(tx, { kind: 'sla_recompute', rootAgencyId, input: { ...target }, total, by, at });
  }

  /** One batch of a job. @returns whether there is more to do at once */
  async work(): Promise<boolean> {
    const started = performance.now();
    let inHand: string | undefined;
    try {
      const { counted, more } = await this.transactions.run(undefined, (tx) => this.batch(tx, (id) => (inHand = id)));
      const took = Math.max(1, performance.now() - started);
      const fits = (counted * aim) / took;
      if (counted > 0) this.size = Math.round(Math.max(smallest, Math.min(largest, this.size * growth, fits)));
      if (more) await sleep(took * rest);
      return more;
    } catch (error) {
      // What fails now would fail for ever.
      const id = inHand;
      if (id !== undefined && !isUnavailable(error)) await this.transactions.run(undefined, (tx) => this.jobs.fail(tx, id));
      throw error;
    }
  }

  private async batch(tx: EntityManager, take: (id: string) => void): Promise<Batch> {
    const job = await this.jobs.take(tx, 'sla_recompute');
    if (!job) return { counted: 0, more: false };
    take(job.id);
    await this.jobs.hurry(tx);
    const target = job.input as unknown as Target;
    const last = job.result.lastPass === true;
    const seen = await this.recounting.next(tx, target, job.cursor, last && target.kind === 'calendar' ? glanced : this.size);
    if (seen.length === 0) return { counted: 0, more: await this.endPass(tx, job) };
    const open = last ? await this.recounting.behind(tx, target, seen) : seen;
    const ids = open.slice(0, this.size);
    const at = ids.length > 0 ? await this.move(tx, job, target, ids) : await this.recounting.now(tx);
    job.advance((ids.length < open.length ? ids : seen).at(-1) ?? null, last ? 0 : ids.length, at);
    await tx.save(job);
    return { counted: ids.length, more: true };
  }

  /** Counts clocks anew that nobody works on, and tells of each deadline that moves. @returns when */
  private async move(tx: EntityManager, job: JobInHand, target: Target, ids: string[]): Promise<Date> {
    const { locked, at } = await this.recounting.lock(tx, ids);
    const moved = await this.recounting.read(tx, target, locked, at, true);
    await this.recounting.write(tx, moved, at);
    const deadlines = moved.filter(({ shifted }) => shifted);
    await this.journal.recordAll(
      tx,
      deadlines.map((one) => movedFact(one.clock, one, target.kind, at, { jobId: job.id })),
    );
    const impact = { ...nothing(), ...job.result } as Impact;
    for (const one of deadlines) count(impact, one, at);
    if (job.result.lastPass !== true) impact.openClocks += ids.length;
    job.result = { ...job.result, ...impact, left: Number(job.result.left ?? 0) + ids.length - locked.length };
    return at;
  }

  /**
   * The last pass comes after those have ended who asked for a rule before the first, and may have started a clock by what held
   * then. It is the last if it has left nothing that somebody was working on.
   */
  private async endPass(tx: EntityManager, job: JobInHand): Promise<boolean> {
    const at = await this.recounting.now(tx);
    const { lastPass, left = 0, ...result } = job.result;
    if (lastPass === true && left === 0) {
      job.result = result;
      await this.jobs.finish(tx, job, at);
      return true;
    }
    if (lastPass !== true) await this.recounting.outlast(tx, job.rootAgencyId);
    job.result = { ...result, lastPass: true };
    job.advance(null, 0, at);
    await tx.save(job);
    // What is in somebody's hands now is not free at once.
    return lastPass !== true;
  }
}

const nothing = (): Omit<Impact, 'byKind'> => ({
  ...{ openClocks: 0, moved: 0, later: 0, earlier: 0, becomeOverdue: 0, saved: 0, largestShiftWorkingDays: 0 },
});

function count(impact: Omit<Impact, 'byKind'>, { before, after, shiftWorkingDays }: Moved, now: Date): void {
  const [old, due] = [before?.getTime() ?? Infinity, after?.getTime() ?? Infinity];
  impact.moved += 1;
  if (due > old) impact.later += 1;
  else impact.earlier += 1;
  if (old >= now.getTime() && due < now.getTime()) impact.becomeOverdue += 1;
  if (old < now.getTime() && due >= now.getTime()) impact.saved += 1;
  impact.largestShiftWorkingDays = Math.max(impact.largestShiftWorkingDays, shiftWorkingDays);
}
