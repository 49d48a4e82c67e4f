import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Cursors, limitOf } from '../platform/paging.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import { refuse } from './agencies.refusals.js';
import type { AgencyKind } from './agency.entity.js';
import type { ListAgencies } from './agency.requests.js';
import type { Agency, AgencyPage } from './agency.views.js';

/** What other parts of the house need to know of an agency. */
export interface AgencyFacts {
  id: string;
  name: string;
  kind: AgencyKind;
  /** The line of ancestors, root first, itself last. */
  path: string[];
  rootId: string;
  /** Exists today, and nobody has taken over. */
  open: boolean;
  successorId?: string;
  successorName?: string;
  approvalRequired: boolean;
}

/** A root of the tree. */
export interface City {
  id: string;
  name: string;
  /** Leads the codes of its reports. */
  codePrefix: string;
  path: string[];
  /** IANA zone in which its days are counted. */
  zone: string;
}

type Found<T, Member extends keyof T> = Omit<T, Member> & Record<Member, string | null>;
type AgencyRow = Found<Agency, 'parentId' | 'validTo' | 'successorId'>;

const from = `
  from agency a
  join agency root on root.id = a.path[1]
  cross join lateral (select ($1::timestamptz at time zone root.zone)::date as today) d
  cross join lateral (select a.valid_from <= d.today and (a.valid_to is null or d.today <= a.valid_to) and a.successor_id is null as open) o`;
const members = `a.id, a.code, a.name, a.short_name as "shortName", a.kind, a.parent_id as "parentId", a.valid_from::text as "validFrom",
  a.valid_to::text as "validTo", a.successor_id as "successorId", a.approval_required as "approvalRequired", a.version, o.open`;

const one = statement('agency_one', `select ${members} ${from} where a.id = $2`);
const list = statement(
  'agency_list',
  `select ${members} ${from}
    where ($2::uuid is null or a.parent_id = $2)
      and ($3::text is null or strpos(lower(a.name || ' ' || a.short_name || ' ' || a.code), lower($3)) > 0)
      and ($4::text is null or a.kind = $4)
      and ($5::boolean or o.open)
      and ($6::text is null or (a.name, a.id) > ($6, $7::uuid))
    order by a.name, a.id
    limit $8`,
);
const factsOf = statement(
  'agency_facts',
  `select a.id, a.name, a.kind, a.path, a.path[1] as "rootId", o.open, a.approval_required as "approvalRequired",
          a.successor_id as "successorId", s.name as "successorName"
     ${from} left join agency s on s.id = a.successor_id
    where a.id = $2`,
);
const root = statement(
  'agency_city',
  `select id, name, code_prefix as "codePrefix", path, zone from agency
    where parent_id is null and ($1::uuid is null or id = $1) order by created_at, id limit 1`,
);

const viewOf = (found: AgencyRow): Agency => ({
  ...found,
  parentId: found.parentId ?? undefined,
  validTo: found.validTo ?? undefined,
  successorId: found.successorId ?? undefined,
});

/** Reads agencies. */
@Injectable()
export class AgenciesQuery {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  async page(query: ListAgencies): Promise<AgencyPage> {
    const [name, id] = this.cursors.read('agencies', query) ?? [];
    const { parentId = null, q = null, kind = null, includeClosed = false } = query;
    const values = [this.clock.approximately(), parentId, q, kind, includeClosed, name ?? null, id ?? null, limitOf(query) + 1];
    const found = await rows<AgencyRow>(this.source, list, values);
    return this.cursors.page('agencies', query, found, (agency) => [agency.name, agency.id], viewOf);
  }

  /** @throws Refusal `agency.not_found` */
  async one(id: string, reader: Reader = this.source): Promise<Agency> {
    const found = await row<AgencyRow>(reader, one, [this.clock.approximately(), id]);
    if (!found) throw refuse('agency.not_found');
    return viewOf(found);
  }

  async facts(reader: Reader, id: string): Promise<AgencyFacts | undefined> {
    const found = await row<Found<AgencyFacts, 'successorId' | 'successorName'>>(reader, factsOf, [this.clock.approximately(), id]);
    return found && { ...found, successorId: found.successorId ?? undefined, successorName: found.successorName ?? undefined };
  }

  /**
   * The city with this id, or the one founded first. `pointer`: where the id was given.
   * @throws Refusal `agency.none_founded`, `agency.unknown`
   */
  async city(reader: Reader, rootId?: string, pointer?: string): Promise<City> {
    const found = await row<City>(reader, root, [rootId ?? null]);
    if (!found) throw rootId === undefined ? refuse('agency.none_founded') : refuse('agency.unknown', { pointer, params: { id: rootId } });
    return found;
  }
}
