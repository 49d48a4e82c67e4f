import { PageQuery } from '../platform/paging.js';
import { Flag, Id, OneOf, Optional, Pattern, Text } from '../platform/shape.js';
import { type RegionLevel, regionLevels } from './region.views.js';

const code = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** Names a region. */
export class RegionByCode {
  /** The region's code. */
  @Pattern(code, 40, '21.72.01.1002') code: string;
}

/** How much of a region. */
export class ReadRegion {
  /** With its borders? Not unless asked for. @example true */
  @Optional() @Flag() geometry?: boolean;
}

/** Which regions. */
export class ListRegions extends PageQuery {
  /** Only those right below this region. */
  @Optional() @Pattern(code, 40, '21.72.01') parentCode?: string;
  /** Only those of this level. @example "village" */
  @Optional() @OneOf(regionLevels) level?: RegionLevel;
  /** Only those with this text in their name or code, whatever the case. @example "kemboja" */
  @Optional() @Text(1, 100) q?: string;
}

/** How to read the file of an import. */
export class ImportRegions {
  /** What the file holds; villages unless said. The city is imported first, then its districts, then their villages. @example "village" */
  @Optional() @OneOf(regionLevels) level?: RegionLevel;
  /** The property that holds the code; `code` unless said. @example "kemendagri_code" */
  @Optional() @Text(1, 60) codeProperty?: string;
  /** The property that holds the name; `name` unless said. @example "name" */
  @Optional() @Text(1, 60) nameProperty?: string;
  /** The property that holds the parent's code, read for new regions only; `parentCode` unless said. @example "district_code" */
  @Optional() @Text(1, 60) parentProperty?: string;
  /** The city the regions belong to; the one founded first unless said. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() rootAgencyId?: string;
}
