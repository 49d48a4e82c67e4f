import { Injectable } from '@nestjs/common';
import { type Reader, row, statement } from '../platform/sql.js';
import type { CalendarVersion } from './calendars.query.js';
import type { ClockKind } from './clock.kinds.js';
import type { Limit, LimitUnit } from './deadline.js';

/** What a limit depends on. */
export interface ClockContext {
  rootAgencyId: string;
  classification?: string | null;
  /** The report's category and its ancestors, nearest first. */
  categoryIds?: readonly string[];
}

export interface Policy {
  id: string;
  limit: Limit;
  calendar: CalendarVersion;
}

// The nearest category wins, then the classification: a limit for drainage is meant for drainage.
const choose = statement(
  'policy_choose',
  `select p.id, p.limit_amount, p.limit_unit, c.id as calendar_id, c.version as calendar_version
     from calendar c
     join sla_policy p on p.root_agency_id = c.root_agency_id
      and p.kind = $2
      and (p.classification is null or p.classification = $3)
      and (p.category_id is null or p.category_id = any($4::uuid[]))
      and ($5::timestamptz at time zone c.zone)::date between p.valid_from and coalesce(p.valid_to, 'infinity')
    where c.root_agency_id = $1
    order by array_position($4::uuid[], p.category_id) nulls last, p.classification nulls last, p.valid_from desc
    limit 1`,
);

/** The limits in force. */
@Injectable()
export class PoliciesQuery {
  /** The policy that applies to a clock started at this moment, with the calendar it counts by. */
  async choose(reader: Reader, kind: ClockKind, context: ClockContext, at: Date): Promise<Policy> {
    const values = [context.rootAgencyId, kind, context.classification ?? null, context.categoryIds ?? [], at];
    const found = await row<{ id: string; limit_amount: number; limit_unit: LimitUnit; calendar_id: string; calendar_version: number }>(
      reader,
      choose,
      values,
    );
    if (!found) throw new Error(`No policy in force for clock ${kind}`);
    return {
      id: found.id,
      limit: { amount: found.limit_amount, unit: found.limit_unit },
      calendar: { id: found.calendar_id, version: found.calendar_version },
    };
  }
}
