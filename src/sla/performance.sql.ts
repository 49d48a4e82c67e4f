import { type Statement, statement } from '../platform/sql.js';
import type { Grouping } from './performance.requests.js';

// A key is text, and empty for what has none: a report without a category, figures that are not told apart.
const keys: Record<Grouping, { key: string; name: string }> = {
  agency: { key: 's.agency_id::text', name: 'select name from agency where id = key::uuid' },
  category: { key: 's.category_id::text', name: `select name from category where id = nullif(key, '')::uuid` },
  region: { key: 's.region_code', name: 'select name from region where code = key' },
  month: { key: `to_char(s.day, 'YYYY-MM')`, name: 'select key' },
  none: { key: 'null', name: 'select key' },
};

/**
 * A page of groups with the median and 90th percentile of each measure: the shortest length up to which so many of all
 * lengths lie, by a running sum over the roll-up. Values: the caller's agencies, first and last day, agency, category and
 * region asked for, the place after which the page starts (is it without a key? name, key), and how many groups. As
 * integers the sums are carried in half the time.
 */
const page = ({ key, name }: { key: string; name: string }): string => `
  with figure as (
    select coalesce(${key}, '') as key, s.measure, s.worked_minutes, sum(s.n)::integer as n, coalesce(sum(s.n) filter (where s.met), 0)::integer as met
      from sla_figure s
     where s.day between $2 and $3
       and s.agency_id in (select id from agency where path && $1::uuid[] and ($4::uuid is null or path @> array[$4::uuid]))
       and ($5::uuid is null or s.category_id in (select id from category where id = $5 or parent_id = $5))
       and ($6::text is null or s.region_code = $6 or starts_with(s.region_code, $6 || '.'))
     group by 1, 2, 3
  ), page as (
    select key, name from (select key, coalesce((${name}), '') as name from (select distinct key from figure) found) named
     where $7::boolean is null or (key = '', name, key) > ($7, $8::text, $9::text)
     order by key = '', name, key limit $10
  ), counted as (
    select key, measure, worked_minutes, met, sum(n) over lengths as so_far, sum(n) over (partition by key, measure) as n
      from figure where key in (select key from page) window lengths as (partition by key, measure order by worked_minutes)
  ), measured as (
    select key, measure, max(n) as n, sum(met) as met,
           min(worked_minutes) filter (where so_far * 2 >= n) as median, min(worked_minutes) filter (where so_far * 10 >= n * 9) as p90
      from counted group by key, measure
  )
  select key, name, jsonb_object_agg(measure, jsonb_build_object('n', n, 'met', met, 'median', median, 'p90', p90)) as measures
    from page join measured using (key) group by key, name order by key = '', name, key`;

export const pages: Record<Grouping, Statement> = {
  agency: statement('performance_agency', page(keys.agency)),
  category: statement('performance_category', page(keys.category)),
  region: statement('performance_region', page(keys.region)),
  month: statement('performance_month', page(keys.month)),
  none: statement('performance_none', page(keys.none)),
};
