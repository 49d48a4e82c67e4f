import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { breaks } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { refuse as refuseAgency } from './agencies.refusals.js';
import { AgenciesQuery } from './agencies.query.js';
import { openAgency } from './agency.tree.js';
import { CategoriesQuery } from './categories.query.js';
import { CategoryRecord } from './category.entity.js';
import { expectSoundQuestions } from './category.questions.js';
import { refuse } from './category.refusals.js';
import type { ChangeCategory, CreateCategory } from './category.requests.js';
import type { Category } from './category.views.js';
import { dayIn, isReversed } from './validity.js';
import { system, type Writer, writerAt } from './writer.js';

/** Creates and changes categories. */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly agencies: AgenciesQuery,
    private readonly query: CategoriesQuery,
  ) {}

  createCategory(actor: Actor, input: CreateCategory, once: Once | undefined): Promise<Category> {
    return this.transactions.run(once, async (tx) => {
      const by = writerAt(actor, 'category.manage', [await this.rootOf(tx, input)]);
      return this.query.one(await this.create(tx, input, await this.clock.now(tx), by), tx);
    });
  }

  changeCategory(actor: Actor, id: string, expected: Expected, input: ChangeCategory): Promise<Category> {
    return this.transactions.run(undefined, async (tx) => {
      const category = await tx.findOne(CategoryRecord, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!category) throw refuse('category.not_found');
      const by = writerAt(actor, 'category.manage', [category.rootAgencyId]);
      expectVersion(expected, category.version);
      const changed = category.revise(input);
      await this.expectSound(tx, category, changed);
      if (changed.length > 0) await this.keep(tx, category, changed, by);
      return this.query.one(id, tx);
    });
  }

  /** Makes a category. @returns its id, a new one unless given @throws Refusal about the parent, the city, the agency, the code, the questions or the validity */
  async create(tx: EntityManager, input: CreateCategory, at: Date, by: Writer = system, id = v7()): Promise<string> {
    const { id: rootAgencyId, zone } = await this.agencies.city(tx, await this.rootOf(tx, input));
    await this.expectOpenParent(tx, input.parentId);
    // Not by spreading: a request's members that were left out are there, and undefined.
    const { code, name, guide = '', sensitive = false, questions = [], parentId = null, defaultAgencyId = null } = input;
    const { validFrom = dayIn(zone, at), validTo = null } = input;
    const said = { code, name, guide, sensitive, questions, parentId, defaultAgencyId, validFrom, validTo };
    const made = tx.create(CategoryRecord, { ...said, id, rootAgencyId, createdAt: at, updatedAt: at });
    await this.expectSound(tx, made, ['validFrom', 'defaultAgencyId', 'questions']);
    await tx.insert(CategoryRecord, made).catch((error: unknown) => {
      throw breaks(error, 'category_code') ? refuse('category.code_taken', { pointer: '/code', params: { code } }) : error;
    });
    const data = { parentId, defaultAgencyId };
    await this.journal.record(tx, { type: 'category.created', subject: { kind: 'category', id }, at, actor: by, agencyId: rootAgencyId, data });
    return id;
  }

  /** The city a new category belongs to. @throws Refusal `category.parent_unknown`, `agency.unknown` */
  private async rootOf(tx: EntityManager, { parentId, rootAgencyId }: CreateCategory): Promise<string> {
    if (parentId !== undefined) {
      const parent = await this.query.facts(tx, parentId);
      if (!parent || (rootAgencyId ?? parent.rootAgencyId) !== parent.rootAgencyId)
        throw refuse('category.parent_unknown', { pointer: '/parentId', params: { id: parentId } });
      return parent.rootAgencyId;
    }
    return (await this.agencies.city(tx, rootAgencyId, '/rootAgencyId')).id;
  }

  private async expectOpenParent(tx: EntityManager, parentId: string | undefined): Promise<void> {
    const parent = parentId === undefined ? undefined : await this.query.facts(tx, parentId);
    if (parent?.parentId !== undefined) throw refuse('category.too_deep', { pointer: '/parentId', params: { name: parent.name } });
    if (parent?.open === false) throw refuse('category.parent_closed', { pointer: '/parentId', params: { name: parent.name } });
  }

  private async expectSound(tx: EntityManager, category: CategoryRecord, changed: string[]): Promise<void> {
    const { defaultAgencyId, rootAgencyId } = category;
    if (isReversed(category)) throw refuseAgency('validity.reversed', { pointer: '/validTo' });
    if (changed.includes('questions')) expectSoundQuestions(category.questions);
    if (changed.includes('defaultAgencyId') && defaultAgencyId)
      openAgency(await this.agencies.facts(tx, defaultAgencyId), defaultAgencyId, rootAgencyId, '/defaultAgencyId');
  }

  private async keep(tx: EntityManager, category: CategoryRecord, changed: string[], by: Writer): Promise<void> {
    const at = await this.clock.now(tx);
    category.touch(at);
    await tx.save(category);
    const { id, rootAgencyId, defaultAgencyId, sensitive, validFrom, validTo } = category;
    const data = { changed, defaultAgencyId, sensitive, validFrom, validTo };
    await this.journal.record(tx, { type: 'category.changed', subject: { kind: 'category', id }, at, actor: by, agencyId: rootAgencyId, data });
  }
}
