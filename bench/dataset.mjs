// Reports by the ten thousand, written by SQL: the measurement is about reading them.
import { newCode } from '../dist/reports/report.code.js';
import { randomBytes } from 'node:crypto';

const insertReports = `
  with agencies as (select id, row_number() over (order by code) - 1 as place, count(*) over () as count from agency where kind = 'agency'),
       topics as (select id, row_number() over (order by code) - 1 as place, count(*) over () as count from category where parent_id is not null),
       villages as (select code, row_number() over (order by code) - 1 as place, count(*) over () as count from region where level = 'village')
  insert into report (id, root_agency_id, code, title, body, type, classification, status, category_id, agency_id, lat, lng, address, region_code,
    anonymous, confidential, channel, occurred_on, filed_at, updated_at, verified_at, answered_at, closed_at, due_at, yellow_at, report_key_hash)
  select uuidv7(n * interval '-5 minutes'), city.id, given.code, 'Laporan percobaan nomor ' || n || ' tentang jalan, lampu dan sampah',
    repeat('Sejak beberapa hari ini lampu jalan di depan pasar padam dan saluran air tersumbat sampah. ', 4), 'complaint', 'complaint',
    (array['dispatched', 'in_progress', 'in_progress', 'answered', 'closed'])[1 + n % 5], t.id, a.id, 0.9 + (n % 100) / 1000.0, 104.44 + (n % 70) / 1000.0,
    'Jl. Percobaan ' || n, v.code, n % 10 = 0, n % 20 = 0, 'web', current_date, now() - n * interval '5 minutes', now() - n * interval '4 minutes',
    now() - n * interval '4 minutes', case when n % 5 in (3, 4) then now() - n * interval '4 minutes' end, case when n % 5 = 4 then now() - n * interval '4 minutes' end,
    now() + interval '9 days', now() + interval '5 days', sha256(given.code::bytea)
  from unnest($1::text[]) with ordinality as given (code, n)
  cross join (select id from agency where parent_id is null) city
  join agencies a on a.place = n % a.count
  join topics t on t.place = n % t.count
  join villages v on v.place = n % v.count`;
const insertDispositions = `
  insert into disposition (id, report_id, agency_id, role, status, dispatched_at)
  select uuidv7(), id, agency_id, 'lead', case status when 'dispatched' then 'pending' when 'in_progress' then 'accepted' else 'answered' end, verified_at
  from report where code = any($1)`;
const insertClocks = `
  insert into clock (id, report_id, disposition_id, agency_id, kind, policy_id, calendar_id, calendar_version, limit_amount, limit_unit, started_at, due_at, yellow_at,
    alert_at, stopped_at, stop_reason)
  select uuidv7(), r.id, case p.kind when 'first_follow_up' then d.id end, case p.kind when 'verification' then r.root_agency_id else r.agency_id end, p.kind, p.id,
    c.id, c.version, p.limit_amount, p.limit_unit, case p.kind when 'verification' then r.filed_at else r.verified_at end, r.due_at, r.yellow_at, r.yellow_at,
    case when ended then r.updated_at end, case when ended then 'done' end
  from report r
  join disposition d on d.report_id = r.id
  join calendar c on c.agency_id = r.root_agency_id
  join lateral (select distinct on (kind) id, kind, limit_amount, limit_unit from sla_policy
    where kind in ('verification', 'first_follow_up', 'resolution') and category_id is null and (classification is null or classification = 'complaint')
    order by kind, classification nulls last) p on true
  cross join lateral (select p.kind = 'verification' or r.status not in ('dispatched', 'in_progress') as ended) e
  where r.code = any($1)`;
const insertFacts = `
  insert into fact (id, type, subject_kind, subject_id, report_id, at, actor_kind, visibility, data)
  select uuidv7(), f.type, 'report', r.id, r.id, f.at, f.by, 'public', f.data
  from report r
  cross join lateral (values ('report.filed', r.filed_at, 'reporter', '{"to": "received"}'::jsonb),
    ('report.verified', r.verified_at, 'staff', '{"from": "received", "to": "dispatched"}'::jsonb)) f (type, at, by, data)
  where r.code = any($1)`;

/** Fills the city. @returns what can be asked for: ids and codes of public reports, the agencies that have them, a category to file under */
export async function fillCity(client, count) {
  const [{ code_prefix: prefix }] = (await client.query('select code_prefix from agency where parent_id is null')).rows;
  const codes = Array.from({ length: count }, () => newCode(prefix, randomBytes));
  await client.query('begin');
  for (const text of [insertReports, insertDispositions, insertClocks, insertFacts]) await client.query(text, [codes]);
  await client.query('commit');
  await client.query('vacuum analyze');
  const { rows: reports } = await client.query(
    'select id, code, agency_id from report where code = any($1) and not confidential order by md5(code) limit 2000',
    [codes],
  );
  const { rows: topics } = await client.query('select id from category where parent_id is not null and not sensitive order by code limit 1');
  return {
    ids: reports.map(({ id }) => id),
    codes: reports.map(({ code }) => code),
    agencyIds: [...new Set(reports.map(({ agency_id: id }) => id))],
    categoryId: topics[0].id,
  };
}
