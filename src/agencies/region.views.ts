import { ApiHideProperty, ApiProperty } from '@nestjs/swagger';
import { NextCursor } from '../platform/paging.js';
import { OneOf, Optional, Part, Parts, Text, Whole } from '../platform/shape.js';
import { multiPolygonCoordinates } from './region.schema.js';

export const regionLevels = ['city', 'district', 'village'] as const;
export type RegionLevel = (typeof regionLevels)[number];

/** Borders as GeoJSON (RFC 7946): WGS 84, [longitude, latitude] in degrees. */
export class RegionGeometry {
  /** Always this, also where there is one polygon only. @example "MultiPolygon" */
  @OneOf(['MultiPolygon']) type: string;
  /** Polygons of rings of positions. */
  @ApiProperty(multiPolygonCoordinates) coordinates: number[][][][];
}

/** An area with an official code: a city, a district (*kecamatan*) or a village (*kelurahan*). */
export class Region {
  /** Official code; in Indonesia that of the Kemendagri. @example "21.72.01.1002" */
  @Text(1, 40) code: string;
  /** Its name. @example "Kemboja" */
  @Text(1, 150) name: string;
  /** district: kecamatan; village: kelurahan. @example "village" */
  @OneOf(regionLevels) level: RegionLevel;
  /** Code of the region around it; a city has none. @example "21.72.01" */
  @Optional() @Text(1, 40) parentCode?: string;
  @ApiHideProperty() version: number;
}

/** A region with its borders. */
export class RegionWithBorders extends Region {
  /** Its borders, where they are known and asked for with `geometry=true`. */
  @Optional() @Part(() => RegionGeometry) geometry?: RegionGeometry;
}

/** A page of regions, by code. */
export class RegionPage {
  /** The regions, without borders. */
  @Parts(() => Region, 0, 100) items: Region[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}

/** What an import did. */
export class RegionImport {
  /** Regions that were not known before. @example 0 */
  @Whole(0, 1_000_000) created: number;
  /** Known regions whose borders are new. @example 18 */
  @Whole(0, 1_000_000) replaced: number;
  /** Known regions whose borders are the same. @example 0 */
  @Whole(0, 1_000_000) unchanged: number;
}
