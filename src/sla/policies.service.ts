import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { writerAt } from '../agencies/writer.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { Transactions } from '../platform/transactions.js';
import { PolicyCoverage } from './policy.coverage.js';
import { expectLimit, expectSoundSteps } from './policy.checks.js';
import { type Occasion, PolicyWriting, type Written } from './policy.writing.js';
import { refuse } from './policies.refusals.js';
import type { CreatePolicy, EndPolicy } from './policies.requests.js';
import { findPolicy, pathOfPolicy, policyOf } from './policies.store.js';
import type { PolicyChange } from './policies.views.js';
import { RecomputeService } from './recompute.service.js';
import type { Change } from './recounting.js';
import { expectNone, obstacleOf, trial } from './trial.js';

/** How a change is to be made, and in which language to speak of it. */
type Asked = Pick<CreatePolicy, 'recompute' | 'dryRun'> & Pick<Actor, 'language'>;

/** Makes and ends the rules on limits. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly coverage: PolicyCoverage,
    private readonly writing: PolicyWriting,
    private readonly recompute: RecomputeService,
  ) {}

  createPolicy(actor: Actor, input: CreatePolicy, once: Once | undefined): Promise<PolicyChange> {
    expectLimit(input.limit, '/limit/amount');
    expectSoundSteps(input);
    return this.run({ ...input, language: actor.language }, once, async (tx) => {
      const { agency, city } = await this.coverage.openAgency(tx, input.agencyId);
      const by = writerAt(actor, 'sla.manage', agency.path);
      const occasion = { city, by, at: await this.clock.now(tx), language: actor.language };
      return { occasion, written: await this.writing.create(tx, actor, input, agency, occasion) };
    });
  }

  endPolicy(actor: Actor, id: string, expected: Expected, input: EndPolicy): Promise<PolicyChange> {
    return this.run({ ...input, language: actor.language }, undefined, async (tx) => {
      const found = await findPolicy(tx, id);
      if (!found) throw refuse('policy.not_found');
      const by = writerAt(actor, 'sla.manage', (await pathOfPolicy(tx, id)) ?? []);
      const city = await this.coverage.lockCity(tx, found.agencyId);
      const policy = (await findPolicy(tx, id)) ?? found;
      expectVersion(expected, policy.version);
      const occasion = { city, by, at: await this.clock.now(tx), language: actor.language };
      return { occasion, written: await this.writing.endOn(tx, policy, input, occasion) };
    });
  }

  private run(
    asked: Asked,
    once: Once | undefined,
    body: (tx: EntityManager) => Promise<{ occasion: Occasion; written: Written }>,
  ): Promise<PolicyChange> {
    return trial(this.transactions, asked.dryRun, once, async (tx) => {
      const { occasion, written } = await body(tx);
      if (!asked.dryRun) expectNone(written.obstacles);
      return this.answer(tx, written, occasion, asked);
    });
  }

  private async answer(tx: EntityManager, written: Written, { city, by, at }: Occasion, asked: Asked): Promise<PolicyChange> {
    const { dryRun = false, recompute = false, language } = asked;
    const change: Change = { kind: 'policy', policyKind: written.policy.kind, rootAgencyId: city.id };
    // Only where nothing is kept: reading every open clock takes long, and what is written would be locked meanwhile.
    const impact = dryRun ? await this.recompute.dryRun(tx, change) : undefined;
    return {
      dryRun,
      // What a dry run has changed is undone: the state to go on from is the one before.
      version: Math.max(1, written.policy.version - (dryRun ? 1 : 0)),
      policy: policyOf(written.policy),
      replaced: written.replaced && policyOf(written.replaced),
      gap: written.gap,
      impact,
      obstacles: written.obstacles.map((refusal) => obstacleOf(refusal, language)),
      jobId: recompute && !dryRun ? await this.recompute.order(tx, change, city.id, by, at) : undefined,
    };
  }
}
