import type { FieldFault } from '../platform/refusal.js';
import type { MultiPolygon, Polygon } from './region.geojson.js';
import type { RegionLevel } from './region.views.js';

/** A region to load. Without geometry its borders are unknown. */
export interface NewRegion {
  code: string;
  name: string;
  level: RegionLevel;
  /** Needed for a region that is not known yet, unless it is a city. */
  parentCode?: string;
  geometry?: Polygon | MultiPolygon;
}

export interface KnownRegion {
  code: string;
  level: RegionLevel;
  rootAgencyId: string;
}

/** What a load shall do: known regions keep their name and parent, only their borders are replaced. */
export interface LoadPlan {
  fresh: NewRegion[];
  known: NewRegion[];
  /** Where a member of the file, counted from 0, does not fit. */
  faults: { index: number; about: 'code' | 'parent'; fault: Omit<FieldFault, 'pointer'> }[];
}

const above: Record<RegionLevel, RegionLevel | undefined> = { city: undefined, district: 'city', village: 'district' };

/** `stored` holds what is known of the regions and of their parents. A parent may also come in the same load. */
export function planLoad(rootAgencyId: string, regions: readonly NewRegion[], stored: readonly KnownRegion[]): LoadPlan {
  const known = new Map(stored.map((region) => [region.code, region]));
  const places = new Map<string, KnownRegion>(regions.map(({ code, level }) => [code, { code, level, rootAgencyId }]));
  for (const region of stored) places.set(region.code, region);
  const plan: LoadPlan = { fresh: [], known: [], faults: [] };
  for (const [index, region] of regions.entries()) {
    const old = known.get(region.code);
    const fault = old ? codeFault(region, old, rootAgencyId) : parentFault(region, places, rootAgencyId);
    if (fault) plan.faults.push({ index, about: old ? 'code' : 'parent', fault });
    else (old ? plan.known : plan.fresh).push(region);
  }
  return plan;
}

type Fault = Omit<FieldFault, 'pointer'> | undefined;

function codeFault({ code, level }: NewRegion, old: KnownRegion, rootAgencyId: string): Fault {
  if (old.rootAgencyId !== rootAgencyId) return { code: 'region.of_another_city', params: { code } };
  return old.level === level ? undefined : { code: 'region.other_level', params: { code, level: old.level } };
}

function parentFault({ code, level, parentCode }: NewRegion, places: ReadonlyMap<string, KnownRegion>, rootAgencyId: string): Fault {
  const needed = above[level];
  if (needed === undefined) return undefined;
  if (parentCode === undefined) return { code: 'region.parent_missing', params: { code } };
  const parent = places.get(parentCode);
  const fits = parent?.level === needed && parent.rootAgencyId === rootAgencyId;
  return fits ? undefined : { code: 'region.parent_unknown', params: { code, parent: parentCode } };
}
