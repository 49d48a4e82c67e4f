import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import { AgenciesQuery, type AgencyFacts } from '../agencies/agencies.query.js';
import { lockAgency, openAgency } from '../agencies/agency.tree.js';
import { dayIn } from '../agencies/validity.js';
import { system, type Writer, writerAt } from '../agencies/writer.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { Transactions } from '../platform/transactions.js';
import { CalendarLists } from './calendar-lists.query.js';
import type { OwnMembers } from './calendar.inheritance.js';
import { pendingObstacles } from './calendars.pending.js';
import { plain, publicationOf, publish, soundRules } from './calendars.publishing.js';
import { refuse } from './calendars.refusals.js';
import type { CreateCalendar } from './calendars.requests.js';
import { lockCalendars, writeCalendar } from './calendars.store.js';
import type { Calendar } from './calendars.views.js';
import { expectNone } from './trial.js';

/** A calendar to be made. */
export interface NewCalendar {
  agencyId: string;
  name: string;
  own: OwnMembers;
  validFrom?: string;
  reason: string;
}

/** Makes calendars. */
@Injectable()
export class CalendarsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly agencies: AgenciesQuery,
    private readonly lists: CalendarLists,
  ) {}

  createCalendar(actor: Actor, input: CreateCalendar, once: Once | undefined): Promise<Calendar> {
    return this.transactions.run(once, async (tx) => {
      const { agencyId, name, validFrom, reason, ...own } = input;
      const agency = await this.openAgency(tx, agencyId);
      const by = writerAt(actor, 'sla.manage', agency.path);
      const at = await this.clock.now(tx);
      const { zone } = await this.agencies.city(tx, agency.rootId);
      if (validFrom !== undefined && validFrom < dayIn(input.zone ?? zone, at)) throw refuse('calendar.begins_in_past', { pointer: '/validFrom' });
      return this.lists.one(await this.create(tx, { agencyId, name, own: plain(own), validFrom, reason }, at, by), undefined, tx);
    });
  }

  /**
   * Makes a calendar; those below its agency inherit from it from now on. Clocks that run keep the calendar they began with.
   * @returns its id @throws Refusal `calendar.exists`, and about the agency or the rules
   */
  async create(tx: EntityManager, wanted: NewCalendar, at: Date, by: Writer = system): Promise<string> {
    const { id: agencyId, name: agencyName, path, rootId } = await this.openAgency(tx, wanted.agencyId);
    const nodes = await lockCalendars(tx, rootId);
    const standing = nodes.find((node) => node.agencyId === agencyId);
    if (standing)
      throw refuse('calendar.exists', { pointer: '/agencyId', params: { name: agencyName }, related: { kind: 'calendar', id: standing.id } });
    const rules = soundRules(wanted.own, path, nodes, at);
    const { name, own, reason, validFrom = dayIn(rules.zone, at) } = wanted;
    const id = v7();
    await writeCalendar(tx, { id, rootAgencyId: rootId, agencyId, name }, at);
    await this.journal.record(tx, { type: 'calendar.created', subject: { kind: 'calendar', id }, at, actor: by, agencyId });
    const heir = { id, agencyId, path, name, version: 1, own, rules };
    const publication = publicationOf(heir, nodes, { validFrom, reason });
    expectNone(await pendingObstacles(tx, nodes, publication, Object.keys(own)));
    await publish(tx, this.journal, publication, at, by);
    return id;
  }

  private async openAgency(tx: EntityManager, id: string): Promise<AgencyFacts> {
    const rootId = (await lockAgency(tx, id))?.rootId ?? '';
    return openAgency(await this.agencies.facts(tx, id), id, rootId, '/agencyId');
  }
}
