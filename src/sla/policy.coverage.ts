import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { EntityManager } from 'typeorm';
import { AgenciesQuery, type AgencyFacts, type City } from '../agencies/agencies.query.js';
import { lockAgency, openAgency } from '../agencies/agency.tree.js';
import { CategoriesQuery, type CategoryFacts } from '../agencies/categories.query.js';
import type { Language } from '../platform/refusal.js';
import { row, statement } from '../platform/sql.js';
import { PoliciesQuery } from './policies.query.js';
import { refuse } from './policies.refusals.js';
import { findPolicy, pathOfPolicy, type PolicyRow } from './policies.store.js';
import type { PolicyGap } from './policies.views.js';
import { describe } from './policy.words.js';

// Every rule that fits whatever case the ended one fitted: for its agency or one above, its class or all, its category or one above.
const uncovered = statement(
  'policy_uncovered',
  `select lower(gap)::text as "from", (upper(gap) - 1)::text as "to"
     from unnest(datemultirange(daterange($6::date, $7::date, '[]')) - coalesce((
       select range_agg(daterange(valid_from, valid_to, '[]')) from sla_policy
        where kind = $1 and agency_id = any($2::uuid[]) and (classification is null or classification = $3)
          and (category_id is null or category_id = any($4::uuid[])) and root_agency_id = $5), '{}')) as gap
    order by gap limit 1`,
);
/** In which city, and in which language to answer. */
interface Asking {
  city: City;
  language: Language;
}

/** What the API can name. */
const lastDay = '2199-12-31';

/** Which cases rules are for, and which days they leave without one. */
@Injectable()
export class PolicyCoverage {
  constructor(
    private readonly agencies: AgenciesQuery,
    private readonly categories: CategoriesQuery,
    private readonly policies: PoliciesQuery,
  ) {}

  /** The city of an agency; no other rule of it is written before this transaction ends. */
  async lockCity(tx: EntityManager, agencyId: string): Promise<City> {
    const rootId = (await lockAgency(tx, agencyId))?.rootId;
    if (rootId === undefined) throw refuse('policy.agency_unknown', { pointer: '/agencyId', params: { id: agencyId } });
    return this.agencies.city(tx, rootId);
  }

  /** The agency that a new rule is for, the city unless said. */
  async openAgency(tx: EntityManager, agencyId: string | undefined): Promise<{ agency: AgencyFacts; city: City }> {
    const id = agencyId ?? (await this.agencies.city(tx)).id;
    const city = await this.lockCity(tx, id);
    return { agency: openAgency(await this.agencies.facts(tx, id), id, city.id, '/agencyId'), city };
  }

  /** The category that a new rule is for. @throws Refusal `policy.category_unknown` */
  async category(tx: EntityManager, id: string | undefined, cityId: string): Promise<CategoryFacts | undefined> {
    if (id === undefined) return undefined;
    const category = await this.categories.facts(tx, id);
    if (category?.rootAgencyId !== cityId) throw refuse('policy.category_unknown', { pointer: '/categoryId', params: { id } });
    return category;
  }

  /** Of the days that a rule has lost the first ones on which no rule is in force now. */
  async gapLeft(
    tx: EntityManager,
    ended: PolicyRow,
    { city, language }: Asking,
    lost: { from: string; to: string | null },
  ): Promise<PolicyGap | undefined> {
    if (lost.from > (lost.to ?? lastDay)) return undefined;
    const { kind, classification, categoryId } = ended;
    const ancestors = categoryId === null ? [] : ((await this.categories.facts(tx, categoryId))?.ancestors ?? []);
    const categoryIds = categoryId === null ? [] : [categoryId, ...ancestors];
    const path = (await pathOfPolicy(tx, ended.id)) ?? [];
    const values = [kind, path, classification, categoryIds, city.id, lost.from, lost.to];
    const gap = await row<{ from: string; to: string | null }>(tx, uncovered, values);
    if (!gap) return undefined;
    const noon = DateTime.fromISO(gap.from, { zone: city.zone }).set({ hour: 12 }).toJSDate();
    const { policy } = await this.policies.choose(tx, kind, ended.agencyId, { rootAgencyId: city.id, classification, categoryIds }, noon);
    const fallback = await findPolicy(tx, policy.id);
    return { from: gap.from, to: gap.to ?? undefined, fallback: { id: policy.id, description: describe(fallback ?? ended, language) } };
  }
}
