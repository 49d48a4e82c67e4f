import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { City } from '../agencies/agencies.query.js';
import type { CategoryFacts } from '../agencies/categories.query.js';
import type { Reader } from '../platform/sql.js';
import type { FileReport } from './intake.requests.js';
import { checkChannel, checkDay, type Filing } from './intake.rows.js';
import { masked } from './report.entity.js';
import { ReportReferences } from './report.references.js';

/** A report as it would be filed: everything but what makes it one, its id, its code and its key. */
export interface Draft {
  city: City;
  category: CategoryFacts | undefined;
  filing: Omit<Filing, 'id' | 'code' | 'reportKeyHash'>;
}

/** From what is sent to what would be stored. Filing and its preview both start here, so they refuse alike. */
@Injectable()
export class IntakeDrafts {
  constructor(private readonly references: ReportReferences) {}

  /** @throws Refusal what is wrong with the input, by the pointer of its member */
  async draft(reader: Reader, actor: Actor, input: FileReport, now: Date): Promise<Draft> {
    const city = await this.references.city(reader);
    checkDay(input.occurredOn, now);
    const category = input.categoryId === undefined ? undefined : await this.references.category(reader, input.categoryId, city.id);
    if (input.requestedAgencyId !== undefined) await this.references.agency(reader, input.requestedAgencyId, '/requestedAgencyId', city.id);
    const filing = {
      ...(await this.references.place(reader, input.location, namesIn(input))),
      ...textsOf(input),
      ...flagsOf(input, category),
      ...filedBy(actor),
      rootAgencyId: city.id,
      type: input.type,
      categoryId: input.categoryId ?? null,
      categoryIds: category ? [category.id, ...category.ancestors] : [],
      requestedAgencyId: input.requestedAgencyId ?? null,
      channel: checkChannel(actor, input.channel),
      occurredOn: input.occurredOn ?? null,
      filedAt: now,
      reporter: input.reporter,
    };
    return { city, category, filing };
  }

  /** The agency to which a report of this category is likely to go; where none is known, the city. */
  async likelyLead(reader: Reader, { city, category }: Draft): Promise<string> {
    const agencyId = category?.defaultAgencyId;
    return agencyId === undefined ? city.id : this.references.presentAgency(reader, agencyId);
  }
}

const namesIn = ({ reporter }: FileReport): string[] => (reporter?.name === undefined ? [] : [reporter.name]);

const textsOf = (input: FileReport): Pick<Filing, 'title' | 'body' | 'publicTitle' | 'publicBody'> => ({
  title: input.title,
  body: input.body,
  publicTitle: masked(input.title, namesIn(input)),
  publicBody: masked(input.body, namesIn(input)),
});

// Violence, children, whistle-blowing, corruption: the category itself asks for silence.
const flagsOf = (input: FileReport, category: CategoryFacts | undefined): Pick<Filing, 'anonymous' | 'confidential'> => ({
  anonymous: input.anonymous ?? false,
  confidential: (input.confidential ?? false) || (category?.sensitive ?? false),
});

const filedBy = ({ kind, id, roles }: Actor): Pick<Filing, 'accountId' | 'clientId'> => ({
  accountId: kind === 'user' && roles.every(({ role }) => role === 'citizen') ? (id ?? null) : null,
  clientId: kind === 'client' ? (id ?? null) : null,
});
