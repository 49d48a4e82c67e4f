import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Cursors, limitOf } from '../platform/paging.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import type { ListCategories } from './category.requests.js';
import { refuse } from './category.refusals.js';
import type { Category, CategoryPage } from './category.views.js';

/** What other parts of the house need to know of a category. */
export interface CategoryFacts {
  id: string;
  name: string;
  rootAgencyId: string;
  parentId?: string;
  /** Its ancestors, nearest first. */
  ancestors: string[];
  /** Its own, else its nearest ancestor's. It may have been closed since. */
  defaultAgencyId?: string;
  /** Its own flag or any ancestor's. */
  sensitive: boolean;
  /** Valid today, and so are its ancestors. */
  open: boolean;
}

type Found<T, Member extends keyof T> = Omit<T, Member> & Record<Member, string | null>;
type CategoryRow = Found<Category, 'parentId' | 'validTo' | 'defaultAgencyId'>;

// Two levels at most, so the ancestors are the parent.
const from = `
  from category c
  left join category p on p.id = c.parent_id
  join agency root on root.id = c.root_agency_id
  cross join lateral (select ($1::timestamptz at time zone root.zone)::date as today) d
  cross join lateral (
    select c.valid_from <= d.today and (c.valid_to is null or d.today <= c.valid_to)
       and (p.id is null or (p.valid_from <= d.today and (p.valid_to is null or d.today <= p.valid_to))) as open
  ) o`;
const members = `c.id, c.code, c.name, c.root_agency_id as "rootAgencyId", c.parent_id as "parentId", c.guide,
  c.default_agency_id as "defaultAgencyId", c.sensitive or coalesce(p.sensitive, false) as sensitive, c.questions,
  c.valid_from::text as "validFrom", c.valid_to::text as "validTo", c.version, o.open`;

const one = statement('category_one', `select ${members} ${from} where c.id = $2`);
const list = statement(
  'category_list',
  `select ${members} ${from}
    where ($2::uuid is null or c.parent_id = $2)
      and ($3::text is null or strpos(lower(c.name || ' ' || c.code), lower($3)) > 0)
      and ($4::boolean or o.open)
      and ($5::text is null or (c.name, c.id) > ($5, $6::uuid))
    order by c.name, c.id
    limit $7`,
);
const factsOf = statement(
  'category_facts',
  `select c.id, c.name, c.root_agency_id as "rootAgencyId", c.parent_id as "parentId", array_remove(array[c.parent_id], null) as ancestors,
          coalesce(c.default_agency_id, p.default_agency_id) as "defaultAgencyId",
          c.sensitive or coalesce(p.sensitive, false) as sensitive, o.open
     ${from} where c.id = $2`,
);

const viewOf = (found: CategoryRow): Category => ({
  ...found,
  parentId: found.parentId ?? undefined,
  validTo: found.validTo ?? undefined,
  defaultAgencyId: found.defaultAgencyId ?? undefined,
});

/** Reads categories. */
@Injectable()
export class CategoriesQuery {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  async page(query: ListCategories): Promise<CategoryPage> {
    const [name, id] = this.cursors.read('categories', query) ?? [];
    const { parentId = null, q = null, includeClosed = false } = query;
    const values = [this.clock.approximately(), parentId, q, includeClosed, name ?? null, id ?? null, limitOf(query) + 1];
    const found = await rows<CategoryRow>(this.source, list, values);
    return this.cursors.page('categories', query, found, (category) => [category.name, category.id], viewOf);
  }

  /** @throws Refusal `category.not_found` */
  async one(id: string, reader: Reader = this.source): Promise<Category> {
    const found = await row<CategoryRow>(reader, one, [this.clock.approximately(), id]);
    if (!found) throw refuse('category.not_found');
    return viewOf(found);
  }

  async facts(reader: Reader, id: string): Promise<CategoryFacts | undefined> {
    const found = await row<Found<CategoryFacts, 'parentId' | 'defaultAgencyId'>>(reader, factsOf, [this.clock.approximately(), id]);
    return found && { ...found, parentId: found.parentId ?? undefined, defaultAgencyId: found.defaultAgencyId ?? undefined };
  }
}
