import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import { Journal } from '../journal/journal.js';
import { Clock } from '../platform/clock.js';
import type { Once } from '../platform/idempotency.js';
import { refuse } from '../platform/platform.refusals.js';
import { rows, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { AgenciesQuery } from './agencies.query.js';
import { parseFeatureCollection } from './region.geojson.js';
import { type KnownRegion, type LoadPlan, type NewRegion, planLoad } from './region.plan.js';
import type { ImportRegions } from './region.requests.js';
import type { RegionImport } from './region.views.js';
import { system, type Writer, writerAt } from './writer.js';

/** Regions of one city to load. */
export interface LoadRegions {
  rootAgencyId: string;
  regions: readonly NewRegion[];
  /** Names of the properties in which code and parent stood, for pointing at faults. */
  codeProperty?: string;
  parentProperty?: string;
}

// The first statement of a load: the next load waits for it, and every process learns that its map is old.
const claim = statement('region_map_claim', 'update region_map set version = $1');
const stored = statement('region_stored', 'select code, level, root_agency_id as "rootAgencyId" from region where code = any($1)');
const insert = statement(
  'region_insert',
  `insert into region (code, root_agency_id, parent_code, name, level, geometry, updated_at)
   select r.code, $1::uuid, r."parentCode", r.name, r.level, r.geometry, $2::timestamptz
     from jsonb_to_recordset($3::jsonb) as r(code text, "parentCode" text, name text, level text, geometry jsonb)`,
);
const replace = statement(
  'region_replace_borders',
  `update region g set geometry = r.geometry, version = g.version + 1, updated_at = $1::timestamptz
     from jsonb_to_recordset($2::jsonb) as r(code text, geometry jsonb)
    where g.code = r.code and r.geometry is not null and g.geometry is distinct from r.geometry
   returning g.code`,
);

/** Loads regions and their borders. */
@Injectable()
export class RegionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly agencies: AgenciesQuery,
  ) {}

  /** @throws Refusal `request.invalid` with a fault for every feature that does not fit; then nothing is loaded */
  importRegions(actor: Actor, query: ImportRegions, collection: unknown, once: Once | undefined): Promise<RegionImport> {
    return this.transactions.run(once, async (tx) => {
      const { id: rootAgencyId } = await this.agencies.city(tx, query.rootAgencyId, '/query/rootAgencyId');
      const by = writerAt(actor, 'region.manage', [rootAgencyId]);
      const load = { ...query, rootAgencyId, regions: read(collection, query) };
      return this.load(tx, load, await this.clock.now(tx), by);
    });
  }

  /** Replaces the borders of known regions and creates the others. @throws Refusal `request.invalid`, see above */
  async load(tx: EntityManager, load: LoadRegions, at: Date, by: Writer = system): Promise<RegionImport> {
    const { rootAgencyId, regions } = load;
    const version = v7();
    await rows(tx, claim, [version]);
    const codes = regions.flatMap(({ code, parentCode }) => [code, parentCode ?? code]);
    const plan = planLoad(rootAgencyId, regions, await rows<KnownRegion>(tx, stored, [codes]));
    expectFit(plan, load);
    await rows(tx, insert, [rootAgencyId, at, JSON.stringify(plan.fresh)]);
    const replaced = await rows<{ code: string }>(tx, replace, [at, JSON.stringify(plan.known)]);
    const data = { created: plan.fresh.map(({ code }) => code), replaced: replaced.map(({ code }) => code) };
    const subject = { kind: 'region' as const, id: version };
    await this.journal.record(tx, { type: 'region.loaded', subject, at, actor: by, agencyId: rootAgencyId, data });
    return { created: plan.fresh.length, replaced: replaced.length, unchanged: plan.known.length - replaced.length };
  }
}

const pointerTo = (index: number, property: string): string =>
  `/features/${index}/properties/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;

function expectFit({ faults }: LoadPlan, { codeProperty = 'code', parentProperty = 'parentCode' }: LoadRegions): void {
  if (faults.length === 0) return;
  const property = { code: codeProperty, parent: parentProperty };
  const told = faults.slice(0, 50).map(({ index, about, fault }) => ({ ...fault, pointer: pointerTo(index, property[about]) }));
  throw refuse('request.invalid', { faults: told });
}

function read(collection: unknown, query: ImportRegions): NewRegion[] {
  const { level = 'village', codeProperty = 'code', nameProperty = 'name', parentProperty = 'parentCode' } = query;
  const file = parseFeatureCollection(collection, { code: codeProperty, name: nameProperty });
  if (!file.ok) {
    const faults = file.problems.map(({ pointer, code }) => ({ pointer, code: `region.${code}` }));
    throw refuse('request.invalid', { faults: faults.slice(0, 50) });
  }
  const { features } = collection as { features: { properties: Record<string, unknown> }[] };
  return file.features.map((region, index) => ({ ...region, level, parentCode: textOf(features[index]?.properties[parentProperty]) }));
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? String(value).trim() : undefined;
