import { type App, asSuperuser } from './app.js';

/** How many clocks of a kind and agency were measured as in time, or as late. */
export interface Measurements {
  measure: string;
  agency_id: string;
  met: boolean;
  n: number;
}

const grouped = 'group by 1, 2, 3 order by 1, 2, 3';

/** What the facts say. */
export const measuredIn = ({ databaseUrl }: App): Promise<Measurements[]> =>
  asSuperuser<Measurements & Record<string, unknown>>(
    databaseUrl,
    `select data->>'measure' as measure, (data->>'agencyId')::uuid as agency_id, (data->>'met')::boolean as met, count(*)::integer as n from fact
      where type = 'report.measured' and data->>'measure' in ('verification', 'first_follow_up', 'resolution') ${grouped}`,
  );

/** What they should say, by the clocks as they stand: done, or late when they were stopped; an answer only where the report has ended since. */
export const owedIn = ({ databaseUrl }: App): Promise<Measurements[]> =>
  asSuperuser<Measurements & Record<string, unknown>>(
    databaseUrl,
    `select c.kind as measure, c.agency_id, coalesce(c.stopped_at <= c.due_at, true) as met, count(*)::integer as n
       from clock c join report r on r.id = c.report_id
      where c.kind in ('verification', 'first_follow_up', 'resolution') and c.stopped_at is not null and c.stop_reason <> 'merged'
        and (c.stop_reason = 'done' or c.stopped_at > c.due_at)
        and (c.kind <> 'resolution' or c.stop_reason <> 'done' or r.status in ('closed', 'archived', 'transferred')
          or exists (select 1 from clock later where later.report_id = c.report_id and later.kind = c.kind and later.started_at > c.started_at)) ${grouped}`,
  );
