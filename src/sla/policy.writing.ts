import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import type { AgencyFacts, City } from '../agencies/agencies.query.js';
import { refuse as refuseAgency } from '../agencies/agencies.refusals.js';
import { dayIn, isReversed } from '../agencies/validity.js';
import { type Writer, writerAt } from '../agencies/writer.js';
import type { FactType } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import type { Language, Refusal } from '../platform/refusal.js';
import { PolicyCoverage } from './policy.coverage.js';
import { daysAfter, earlierOf, timingObstacles } from './policy.checks.js';
import { defaultsOf } from './policy.defaults.js';
import { refuse } from './policies.refusals.js';
import type { CreatePolicy, EndPolicy } from './policies.requests.js';
import { endPolicy, findOverlapping, findPolicy, isPolicyOf, type NewPolicy, pathOfPolicy, type PolicyRow, writePolicy } from './policies.store.js';
import type { PolicyGap } from './policies.views.js';
import { describe, describedInBoth, type PolicyInOneLine } from './policy.words.js';

/** What a change has written, before it is known whether it stays. */
export interface Written {
  policy: PolicyRow;
  replaced?: PolicyRow;
  gap?: PolicyGap;
  /** Why it would be refused unless it is a dry run. */
  obstacles: Refusal[];
}

/** Who changes the rules of which city, when, and in which language they are answered. */
export interface Occasion {
  city: City;
  by: Writer;
  at: Date;
  language: Language;
}

/** Writes rules on limits: one answer to every question on every day. */
@Injectable()
export class PolicyWriting {
  constructor(
    private readonly journal: Journal,
    private readonly coverage: PolicyCoverage,
  ) {}

  async create(tx: EntityManager, actor: Actor, input: CreatePolicy, agency: AgencyFacts, occasion: Occasion): Promise<Written> {
    const { city, at } = occasion;
    const today = dayIn(city.zone, at);
    const category = await this.coverage.category(tx, input.categoryId, city.id);
    const made = newPolicy(input, agency, today);
    if (isReversed(made)) throw refuseAgency('validity.reversed', { pointer: '/validTo' });
    const before = input.replacesId === undefined ? undefined : await this.replaceable(tx, actor, input.replacesId, made);
    if (before) await this.end(tx, before, earlierOf(before.validTo, daysAfter(made.validFrom, -1)), null, occasion);
    await this.insert(tx, made, { agencyName: agency.name, categoryName: category?.name ?? null }, occasion);
    const policy = await this.written(tx, 'policy.created', made.id, occasion);
    const gap = before && (await this.coverage.gapLeft(tx, before, occasion, { from: made.validFrom, to: before.validTo }));
    const replaced = before && (await findPolicy(tx, before.id));
    return { policy, replaced, gap, obstacles: timingObstacles(made.validFrom, today, input.recompute) };
  }

  /** Ends a rule on another day than before. */
  async endOn(
    tx: EntityManager,
    before: PolicyRow,
    { validTo = before.validTo, reason, recompute }: EndPolicy,
    occasion: Occasion,
  ): Promise<Written> {
    const { city, at } = occasion;
    if (validTo === before.validTo) throw refuse('policy.unchanged', { pointer: '/validTo' });
    if (isReversed({ validFrom: before.validFrom, validTo })) throw refuseAgency('validity.reversed', { pointer: '/validTo' });
    const policy = await this.end(tx, before, validTo, reason, occasion);
    const from = daysAfter(earlierOf(before.validTo, validTo) ?? before.validFrom, 1);
    const shorter = earlierOf(before.validTo, validTo) === validTo;
    const gap = shorter ? await this.coverage.gapLeft(tx, before, occasion, { from, to: before.validTo }) : undefined;
    return { policy, gap, obstacles: timingObstacles(from, dayIn(city.zone, at), recompute, '/validTo') };
  }

  private async end(tx: EntityManager, before: PolicyRow, validTo: string | null, reason: string | null, occasion: Occasion): Promise<PolicyRow> {
    if (validTo === before.validTo) return before;
    const other = await findOverlapping(tx, before, before.id, before.validFrom, validTo);
    if (other) throw overlap({ ...before, validTo }, other, '/validTo');
    await endPolicy(tx, before.id, validTo, reason).catch((error: unknown) => {
      throw breaksOnce(error) ? overlap({ ...before, validTo }, before, '/validTo') : error;
    });
    return this.written(tx, 'policy.ended', before.id, occasion);
  }

  /** A rule of the same kind and city that begins earlier. */
  private async replaceable(tx: EntityManager, actor: Actor, id: string, made: NewPolicy): Promise<PolicyRow> {
    const found = (await isPolicyOf(tx, id, made.rootAgencyId, made.kind)) ? await findPolicy(tx, id) : undefined;
    if (!found) throw refuse('policy.replaces_unknown', { pointer: '/replacesId', params: { id } });
    writerAt(actor, 'sla.manage', (await pathOfPolicy(tx, id)) ?? []);
    if (found.validFrom < made.validFrom) return found;
    const params = { other: describedInBoth(found), date: made.validFrom };
    throw refuse('policy.replaces_later', { pointer: '/replacesId', params, related: { kind: 'policy', id } });
  }

  private async insert(
    tx: EntityManager,
    made: NewPolicy,
    names: Pick<PolicyRow, 'agencyName' | 'categoryName'>,
    { at, by }: Occasion,
  ): Promise<void> {
    const line = { ...made, ...names, amount: made.limit.amount, unit: made.limit.unit };
    const other = await findOverlapping(tx, made, made.id, made.validFrom, made.validTo);
    if (other) throw overlap(line, other, '/validFrom');
    // The city's lock lets nobody come between; the table's own constraint has the last word all the same.
    await writePolicy(tx, made, at, by).catch((error: unknown) => {
      throw breaksOnce(error) ? overlap(line, line, '/validFrom') : error;
    });
  }

  private async written(tx: EntityManager, type: FactType, id: string, { at, by }: Occasion): Promise<PolicyRow> {
    const policy = await findPolicy(tx, id);
    if (!policy) throw new Error(`Policy ${id} is missing`);
    const { kind, classification, categoryId, amount, unit, validFrom, validTo } = policy;
    const data = { kind, classification, categoryId, amount, unit, validFrom, validTo };
    await this.journal.record(tx, { type, subject: { kind: 'policy', id }, at, actor: by, agencyId: policy.agencyId, data });
    return policy;
  }
}

function newPolicy(input: CreatePolicy, agency: AgencyFacts, today: string): NewPolicy {
  const usual = defaultsOf(input.kind);
  return {
    id: v7(),
    rootAgencyId: agency.rootId,
    agencyId: agency.id,
    kind: input.kind,
    classification: input.classification ?? null,
    categoryId: input.categoryId ?? null,
    limit: input.limit,
    warnPercents: input.warnPercents ?? usual.warnPercents,
    quietDays: input.quietDays ?? usual.quietDays,
    escalation: input.escalation ?? usual.escalation,
    maxExtensions: input.maxExtensions ?? usual.maxExtensions,
    validFrom: input.validFrom ?? today,
    validTo: input.validTo ?? null,
    reason: input.reason,
  };
}

type InOneLine = PolicyInOneLine & { id: string };

const overlap = (one: InOneLine, other: InOneLine, pointer: string): Refusal =>
  refuse('policy.overlap', {
    pointer,
    params: { one: describedInBoth(one), other: describedInBoth(other), otherId: other.id },
    related: { kind: 'policy', id: other.id, name: describe(other, 'id').slice(0, 200) },
  });

const breaksOnce = (error: unknown): boolean => {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23P01' && constraint === 'sla_policy_once';
};
