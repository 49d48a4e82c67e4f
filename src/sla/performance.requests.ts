import { PageQuery } from '../platform/paging.js';
import { Day, Id, OneOf, Optional, Pattern } from '../platform/shape.js';

/** By what figures are told apart; `none`: one figure for everything that was asked for. */
export const groupings = ['agency', 'category', 'region', 'month', 'none'] as const;
export type Grouping = (typeof groupings)[number];

/** Which figures, and how they are told apart. Everything is optional. */
export class ReadPerformance extends PageQuery {
  /** First day (city time) that counts; unless said, the twelve months before `to` do. @example "2025-12-01" */
  @Optional() @Day() from?: string;
  /** Last day (city time) that counts; `asOf` unless said. @example "2026-11-24" */
  @Optional() @Day() to?: string;
  /** What the figures were on this day: days after it do not count. Today (city time) unless said, never later. @example "2026-11-24" */
  @Optional() @Day() asOf?: string;
  /** One item for each agency, category, region or month that has figures, or one for all. @example "agency" */
  @Optional() @OneOf(groupings) groupBy?: Grouping;
  /** The agency, or one that is below it today. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional() @Id() agencyId?: string;
  /** The category, or one below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional() @Id() categoryId?: string;
  /** Kemendagri code of a district or village; what happened within it. */
  @Optional() @Pattern(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, 13, '21.72.04') regionCode?: string;
}
