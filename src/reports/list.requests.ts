import { PageQuery } from '../platform/paging.js';
import { Day, Flag, Id, Instant, OneOf, Optional, Pattern, SomeOf, Text, Whole } from '../platform/shape.js';
import { channels, classifications } from './report.entity.js';
import { statuses } from './report.status.js';

const sorts = ['newest', 'oldest', 'updated', 'due'] as const;
// As many digits as a report's own position may come back with.
const decimal = '-?\\d{1,3}(\\.\\d{1,17})?';

/** Which reports. Everything is optional and narrows the list. */
export class ListReports extends PageQuery {
  /** true: only reports that the caller filed, by account or as a machine client; needs sign-in. @example true */
  @Optional() @Flag() mine?: boolean;
  /** One or several statuses. @example ["dispatched", "in_progress"] */
  @Optional() @SomeOf(statuses, 1) status?: string[];
  /** The leading agency, or one below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional() @Id() agencyId?: string;
  /** The category, or one below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional() @Id() categoryId?: string;
  /** The legal class. @example "complaint" */
  @Optional() @OneOf(classifications) classification?: string;
  /** How it came in. @example "web" */
  @Optional() @OneOf(channels) channel?: string;
  /** Kemendagri code of a district or village; reports within it. */
  @Optional() @Pattern(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, 13, '21.72.04') regionCode?: string;
  /** Box in degrees: west,south,east,north. */
  @Optional() @Pattern(new RegExp(`^${decimal},${decimal},${decimal},${decimal}$`), 100, '104.43,0.90,104.48,0.95') bbox?: string;
  /** Position in degrees: lat,lng. */
  @Optional() @Pattern(new RegExp(`^${decimal},${decimal}$`), 50, '0.9186,104.4665') near?: string;
  /** Metres around `near` (default 500). @example 300 */
  @Optional() @Whole(1, 50_000) radius?: number;
  /** Filed on or after this day (city time). @example "2026-11-01" */
  @Optional() @Day() from?: string;
  /** Filed on or before this day (city time). @example "2026-11-30" */
  @Optional() @Day() to?: string;
  /** Changed at or after this moment. @example "2026-11-24T00:00:00Z" */
  @Optional() @Instant() updatedSince?: string;
  /** true: the next legal deadline has passed; false: it has not. @example true */
  @Optional() @Flag() overdue?: boolean;
  /** Zone of the morning list. @example "yellow" */
  @Optional() @OneOf(['green', 'yellow', 'red']) zone?: string;
  /** Words, Indonesian stems; stop words are left out. @example "lampu jalan padam" */
  @Optional() @Text(1, 200) q?: string;
  /** Order: newest or oldest filed, last changed, or next due first. @example "newest" */
  @Optional() @OneOf(sorts) sort?: (typeof sorts)[number];
}
