import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { type Expected, expectVersion } from '../platform/preconditions.js';
import { breaks, rows, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { AgenciesQuery } from './agencies.query.js';
import { refuse } from './agencies.refusals.js';
import { AgencyRecord, deepestLevel } from './agency.entity.js';
import type { ChangeAgency, CreateAgency } from './agency.requests.js';
import { expectUnitsEnded, lockAgency, moveAgency, openAgency } from './agency.tree.js';
import type { Agency } from './agency.views.js';
import { dayIn, isReversed, usualZone } from './validity.js';
import { system, type Writer, writerAt } from './writer.js';

/** A new root of the tree. */
export interface NewCity {
  code: string;
  name: string;
  shortName: string;
  /** Two to five capital letters that lead the codes of its reports. */
  codePrefix: string;
  /** IANA zone in which its days are counted; WIB unless said. */
  zone?: string;
}

const takeOverTopics = statement(
  'category_default_agency_succeeded',
  'update category set default_agency_id = $2, version = version + 1, updated_at = $3 where default_agency_id = $1',
);

/** Founds, changes and succeeds agencies. */
@Injectable()
export class AgenciesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly query: AgenciesQuery,
  ) {}

  createAgency(actor: Actor, input: CreateAgency, once: Once | undefined): Promise<Agency> {
    return this.transactions.run(once, async (tx) => {
      const parent = await lockAgency(tx, input.parentId);
      if (!parent) throw refuse('agency.unknown', { pointer: '/parentId', params: { id: input.parentId } });
      const by = writerAt(actor, 'agency.manage', parent.path);
      return this.query.one(await this.create(tx, input, await this.clock.now(tx), by), tx);
    });
  }

  changeAgency(actor: Actor, id: string, expected: Expected, input: ChangeAgency): Promise<Agency> {
    return this.transactions.run(undefined, async (tx) => {
      const agency = await lockAgency(tx, id);
      if (!agency) throw refuse('agency.not_found');
      const by = writerAt(actor, 'agency.manage', agency.path);
      expectVersion(expected, agency.version);
      const changed = agency.revise(input);
      if (changed.includes('validFrom') || changed.includes('validTo')) await this.expectSoundValidity(tx, agency);
      const { parentId } = input;
      if (parentId !== undefined && parentId !== agency.parentId) {
        await this.moveBelow(tx, actor, agency, parentId);
        changed.push('parentId');
      }
      if (changed.length > 0) await this.keep(tx, agency, changed, by);
      return this.query.one(id, tx);
    });
  }

  /** Founds a city. @returns its id, a new one unless given */
  async found(tx: EntityManager, city: NewCity, at: Date, by: Writer = system, id = v7()): Promise<string> {
    const { zone = usualZone, ...names } = city;
    const validFrom = dayIn(zone, at);
    await tx.insert(AgencyRecord, { ...names, id, path: [id], kind: 'city', zone, validFrom, createdAt: at, updatedAt: at });
    await this.journal.record(tx, { type: 'agency.founded', subject: { kind: 'agency', id }, at, actor: by, agencyId: id });
    return id;
  }

  /** Makes an agency below an open one. @returns its id, a new one unless given @throws Refusal about the parent, the code or the validity */
  async create(tx: EntityManager, input: CreateAgency, at: Date, by: Writer = system, id = v7()): Promise<string> {
    const rootId = (await lockAgency(tx, input.parentId))?.rootId ?? '';
    const parent = openAgency(await this.query.facts(tx, input.parentId), input.parentId, rootId, '/parentId');
    if (parent.path.length >= deepestLevel) throw refuse('agency.too_deep', { pointer: '/parentId', params: { levels: deepestLevel } });
    const { zone } = await this.query.city(tx, rootId);
    const { validFrom = dayIn(zone, at), validTo = null } = input;
    if (isReversed({ validFrom, validTo })) throw refuse('validity.reversed', { pointer: '/validTo' });
    const made = { ...input, id, path: [...parent.path, id], validFrom, validTo, createdAt: at, updatedAt: at };
    await tx.insert(AgencyRecord, made).catch((error: unknown) => {
      throw breaks(error, 'agency_code') ? refuse('agency.code_taken', { pointer: '/code', params: { code: input.code } }) : error;
    });
    const data = { parentId: parent.id, kind: input.kind };
    await this.journal.record(tx, { type: 'agency.founded', subject: { kind: 'agency', id }, at, actor: by, agencyId: parent.id, data });
    return id;
  }

  /**
   * Closes an agency in favour of another of the same city: its open units move below the successor, and the topics it
   * handled by default become the successor's. Its reports are not touched. The caller has checked the permission.
   * @throws Refusal `agency.not_found`, `.unknown`, `.of_another_city`, `.closed`, `.circle`, `.succeeded`, `.too_deep`
   */
  async succeed(tx: EntityManager, agencyId: string, successorId: string, at: Date, by: Writer = system): Promise<void> {
    const agency = await lockAgency(tx, agencyId);
    if (!agency) throw refuse('agency.not_found');
    if (agency.successorId !== null) throw this.alreadySucceeded(agency, '/successorId');
    const successor = openAgency(await this.query.facts(tx, successorId), successorId, agency.rootId, '/successorId');
    if (successor.path.includes(agencyId)) throw refuse('agency.circle', { pointer: '/successorId' });
    const { zone } = await this.query.city(tx, agency.rootId);
    const today = dayIn(zone, at);
    const units = (await tx.findBy(AgencyRecord, { parentId: agencyId })).filter((unit) => unit.isOpenOn(today));
    for (const unit of units) {
      await moveAgency(tx, unit, successor);
      unit.touch(at);
      await tx.save(unit);
    }
    agency.giveWayTo(successorId, today);
    agency.touch(at);
    await tx.save(agency);
    await rows(tx, takeOverTopics, [agencyId, successorId, at]);
    const data = { successorId, movedUnitIds: units.map(({ id }) => id) };
    await this.journal.record(tx, { type: 'agency.succeeded', subject: { kind: 'agency', id: agencyId }, at, actor: by, agencyId, data });
  }

  private async moveBelow(tx: EntityManager, actor: Actor, agency: AgencyRecord, parentId: string): Promise<void> {
    const parent = openAgency(await this.query.facts(tx, parentId), parentId, agency.rootId, '/parentId');
    writerAt(actor, 'agency.manage', parent.path);
    await moveAgency(tx, agency, parent);
  }

  private async expectSoundValidity(tx: EntityManager, agency: AgencyRecord): Promise<void> {
    if (agency.successorId !== null) throw this.alreadySucceeded(agency, '/validTo');
    if (isReversed(agency)) throw refuse('validity.reversed', { pointer: '/validTo' });
    await expectUnitsEnded(tx, agency);
  }

  private alreadySucceeded({ name, successorId }: AgencyRecord, pointer: string): Error {
    return refuse('agency.succeeded', { pointer, params: { name }, related: { kind: 'agency', id: successorId ?? '' } });
  }

  private async keep(tx: EntityManager, agency: AgencyRecord, changed: string[], by: Writer): Promise<void> {
    const at = await this.clock.now(tx);
    agency.touch(at);
    await tx.save(agency);
    const { id, parentId, approvalRequired, validFrom, validTo } = agency;
    const data = { changed, parentId, approvalRequired, validFrom, validTo };
    await this.journal.record(tx, { type: 'agency.changed', subject: { kind: 'agency', id }, at, actor: by, agencyId: id, data });
  }
}
