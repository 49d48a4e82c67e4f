import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cursors, limitOf } from '../platform/paging.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import type { MultiPolygon, Polygon, RegionShape } from './region.geojson.js';
import { RegionMap } from './region.map.js';
import { refuse } from './region.refusals.js';
import type { ListRegions } from './region.requests.js';
import type { Region, RegionGeometry, RegionPage, RegionWithBorders } from './region.views.js';

interface RegionRow extends Omit<Region, 'parentCode'> {
  parentCode: string | null;
}
interface BorderedRow extends RegionRow {
  geometry: Polygon | MultiPolygon | null;
}

const members = 'code, name, level, parent_code as "parentCode", version';
const one = statement('region_one', `select ${members}, case when $2::boolean then geometry end as geometry from region where code = $1`);
const list = statement(
  'region_list',
  `select ${members} from region
    where ($1::text is null or parent_code = $1)
      and ($2::text is null or level = $2)
      and ($3::text is null or strpos(lower(name || ' ' || code), lower($3)) > 0)
      and ($4::text is null or code > $4)
    order by code
    limit $5`,
);
const known = statement('region_known', 'select 1 as known from region where code = $1');
const mapVersion = statement('region_map_version', 'select version from region_map');
const borders = statement('region_borders', "select code, name, geometry from region where level = 'village' and geometry is not null");

const viewOf = (found: RegionRow): Region => ({ ...found, parentCode: found.parentCode ?? undefined });

const bordersOf = ({ type, coordinates }: Polygon | MultiPolygon): RegionGeometry => ({
  type: 'MultiPolygon',
  coordinates: type === 'Polygon' ? [coordinates] : coordinates,
});

/** Reads regions, and tells in which village a position lies. */
@Injectable()
export class RegionsQuery {
  private loaded?: { version: string; map: RegionMap };

  constructor(
    private readonly source: DataSource,
    private readonly cursors: Cursors,
  ) {}

  async page(query: ListRegions): Promise<RegionPage> {
    const [after = null] = this.cursors.read('regions', query) ?? [];
    const { parentCode = null, level = null, q = null } = query;
    const found = await rows<RegionRow>(this.source, list, [parentCode, level, q, after, limitOf(query) + 1]);
    return this.cursors.page('regions', query, found, ({ code }) => [code], viewOf);
  }

  /** @throws Refusal `region.not_found` */
  async one(code: string, withGeometry: boolean): Promise<RegionWithBorders> {
    const found = await row<BorderedRow>(this.source, one, [code, withGeometry]);
    if (!found) throw refuse('region.not_found');
    return { ...viewOf(found), geometry: found.geometry ? bordersOf(found.geometry) : undefined };
  }

  async exists(reader: Reader, code: string): Promise<boolean> {
    return (await row(reader, known, [code])) !== undefined;
  }

  /** The village (kelurahan) at a position in degrees, null outside all of them. */
  async at(reader: Reader, lat: number, lng: number): Promise<{ code: string; name: string } | null> {
    return (await this.map(reader)).find(lat, lng);
  }

  // The version is read before the borders: a map can be newer than its version says, never older.
  private async map(reader: Reader): Promise<RegionMap> {
    const version = (await row<{ version: string }>(reader, mapVersion, []))?.version ?? '';
    if (this.loaded?.version === version) return this.loaded.map;
    const map = new RegionMap(await rows<RegionShape>(reader, borders, []));
    this.loaded = { version, map };
    return map;
  }
}
