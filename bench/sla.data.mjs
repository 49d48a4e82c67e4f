// Open clocks by the million. What a clock's row says is counted by the product's own arithmetic, once for each kind of
// report and each moment at which it could have begun; SQL then makes the copies. So every deadline is the right one.
import { dueAt, historyOf } from '../dist/sla/deadline.js';
import { alertsOf, momentOf, timetableOf } from '../dist/sla/deadline.timetable.js';
import { WorkCalendar } from '../dist/sla/calendar.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Nothing but what the bench makes due comes due while it runs. */
const quietHours = 4;

/** What reports are made of: their share, their class, the clocks that run, and how many days ago they may have begun. */
const profiles = [
  { share: 2, status: 'received', classification: null, clocks: ['verification'], days: 3 },
  { share: 5, status: 'dispatched', classification: 'complaint', clocks: ['first_follow_up', 'resolution', 'ombudsman_offer'], days: 12 },
  { share: 4, status: 'in_progress', classification: 'complaint', clocks: ['resolution', 'ombudsman_offer'], days: 55 },
  { share: 6, status: 'in_progress', classification: 'oversight_complaint', clocks: ['resolution', 'ombudsman_offer'], days: 55 },
  { share: 1, status: 'needs_information', classification: 'complaint', clocks: ['resolution', 'ombudsman_offer'], days: 20, paused: true },
];

const policyOf = (row) => ({
  id: row.id,
  limit: { amount: row.limit_amount, unit: row.limit_unit },
  warnPercents: row.warn_percents,
  quietDays: row.quiet_days,
  escalation: row.escalation,
});

/** A clock that began then, as it would stand now: what was to be said has been said. */
function clockThat(kind, policy, calendar, start, now, paused) {
  const pausedAt = paused ? new Date(now.getTime() - 5 * HOUR) : null;
  const history = historyOf(calendar, start, pausedAt ? [{ from: pausedAt, to: null }] : []);
  const due = dueAt(history, policy.limit).dueAt;
  const past = alertsOf(kind, policy).filter((alert) => (momentOf(alert, history, policy.limit, due) ?? Infinity) <= now);
  const said = { given: new Set(past.map(({ key }) => key)), dueBefore: due };
  const table = timetableOf(kind, history, policy.limit, policy, said, now);
  return { kind, policyId: policy.id, ...policy.limit, startedAt: start, ...table, pausedAt };
}

/** Every moment at which a report of a kind can have begun, with its clocks. */
function variantsOf(profile, policies, calendar, now) {
  const variants = [];
  for (let hours = 6; hours < profile.days * 24; hours += 5) {
    const start = new Date(now.getTime() - hours * HOUR);
    if (profile.paused && start > now - 6 * HOUR) continue;
    const clocks = profile.clocks.map((kind) => clockThat(kind, policies(kind, profile.classification), calendar, start, now, profile.paused));
    const quiet = clocks.every(({ alertAt }) => alertAt === null || alertAt > now.getTime() + quietHours * HOUR);
    if (quiet) variants.push({ start, clocks });
  }
  if (variants.length === 0) throw new Error(`No report ${profile.status} stands still for ${quietHours} hours now.`);
  return variants;
}

const makeReports = `
  create table bench_report as
  select uuidv7(v.started_at - now() + random() * interval '1 minute') as id, gen_random_uuid() as disposition_id, s.n, v.*, a.id as agency_id, a.calendar_id
  from generate_series(1, $1::integer) as s (n)
  join bench_profile p on p.slot = s.n % $2::integer
  join bench_variant v on v.profile = p.profile and v.variant = (s.n / $2::integer * 7919) % p.variants
  join bench_agency a on a.place = s.n / 7 % (select count(*) from bench_agency)
  order by v.started_at`;

/** Constraints are not checked and words not indexed while it loads: what is written is right, and nobody searches it. */
const statements = ({ id: cityCalendar, root_agency_id: rootId }) => [
  `insert into report (id, root_agency_id, code, title, body, type, classification, status, resume_status, category_id, agency_id, lat, lng, anonymous, confidential,
     channel, filed_at, updated_at, verified_at, due_at, yellow_at, report_key_hash)
   select b.id, '${rootId}', 'BENCH-' || b.n, 'Laporan percobaan nomor ' || b.n, repeat('Sejak beberapa hari ini lampu jalan di depan pasar padam. ', 4), 'complaint',
     b.classification, b.status, case b.status when 'needs_information' then 'in_progress' end, t.id, case b.status when 'received' then null else b.agency_id end,
     0.9 + (b.n % 100) / 1000.0, 104.44 + (b.n % 70) / 1000.0, false, coalesce(b.classification = 'oversight_complaint', false), 'web', b.started_at, b.started_at, case b.status when 'received' then null else b.started_at end,
     b.due_at, b.yellow_at, sha256(b.n::text::bytea)
   from bench_report b cross join (select id from category where parent_id is not null order by code limit 1) t`,
  `insert into disposition (id, report_id, agency_id, role, status, dispatched_at)
   select disposition_id, id, agency_id, 'lead', case status when 'dispatched' then 'pending' else 'accepted' end, started_at from bench_report where status <> 'received'`,
  `insert into clock (id, report_id, disposition_id, agency_id, kind, policy_id, calendar_id, calendar_version, limit_amount, limit_unit, started_at, due_at, yellow_at,
     alert_at, alerts_given, provisional, paused_at, pauses)
   select uuidv7(b.started_at - now() + random() * interval '1 minute'), b.id, case c.kind when 'first_follow_up' then b.disposition_id end,
     case c.kind when 'verification' then '${rootId}' else b.agency_id end, c.kind, c.policy_id, k.id, k.version, c.amount, c.unit, c.started_at, c.due_at, c.yellow_at,
     c.alert_at, array(select jsonb_array_elements_text(c.alerts_given)), c.provisional, c.paused_at,
     case when c.paused_at is null then '[]' else jsonb_build_array(jsonb_build_object('from', c.paused_at, 'to', null)) end
   from bench_report b join bench_clock c using (profile, variant)
     join calendar k on k.id = case c.kind when 'verification' then '${cityCalendar}' else b.calendar_id end`,
  `insert into fact (id, type, subject_kind, subject_id, report_id, at, actor_kind, visibility, data)
   select gen_random_uuid(), f.type, 'report', b.id, b.id, b.started_at, f.by, 'public', f.data from bench_report b
   cross join lateral (values ('report.filed', 'reporter', '{"to": "received"}'::jsonb), ('report.verified', 'staff', '{"from": "received", "to": "dispatched"}')) f (type, by, data)`,
  // What will come due next, a thousand at a time: clocks that run out together began together, so they lie together.
  `create table bench_pick as select id, alert_at, alerts_given, (row_number() over (order by alert_at, id) - 1) / 1000 as turn
     from (select id, alert_at, alerts_given from clock where kind in ('first_follow_up', 'resolution') and stopped_at is null and paused_at is null
       and alert_at < now() + interval '1 month' order by alert_at, id limit 20000) c`,
  'delete from bench_pick where turn = (select max(turn) from bench_pick)',
  'create index on bench_pick (turn)',
  // The others have nothing to say for a year, so that at any moment of the measurement it is known what is due.
  `update clock set alert_at = alert_at + interval '1 year' where alert_at is not null`,
  'vacuum clock',
];

/** Gives an agency a calendar of its own that says what the city's says: its clocks are those that an amendment moves. */
async function calendarFor(client, agencyId, city) {
  const { rows } = await client.query(
    `insert into calendar (id, root_agency_id, agency_id, name, version, created_at) values (gen_random_uuid(), $1, $2, 'Kalender percobaan', 1, now())
     on conflict (agency_id) do update set name = excluded.name returning id`,
    [city.root_agency_id, agencyId],
  );
  await client.query(
    `insert into calendar_version (calendar_id, version, valid_from, own, rules, created_at) values ($1, 1, '1970-01-01', '{"inheritsDaysOff": true}', $2, now())`,
    [rows[0].id, city.rules],
  );
  return rows[0].id;
}

async function prepare(client, now) {
  const city = (
    await client.query(
      `select c.id, c.root_agency_id, v.version, v.rules from calendar c join calendar_version v on v.calendar_id = c.id and v.version = c.version
        where c.agency_id = c.root_agency_id`,
    )
  ).rows[0];
  const policyRows = (await client.query('select * from sla_policy where category_id is null and agency_id = root_agency_id and valid_to is null'))
    .rows;
  const policies = (kind, classification) => {
    const found = policyRows.filter((row) => row.kind === kind && (row.classification === null || row.classification === classification));
    return policyOf(found.find((row) => row.classification !== null) ?? found[0]);
  };
  const calendar = new WorkCalendar({ ...city.rules, version: city.version });
  const chosen = profiles.map((profile) => ({ ...profile, variants: variantsOf(profile, policies, calendar, now) }));
  const agencies = (
    await client.query(`select id from agency where kind = 'agency' and id not in (select agency_id from calendar) order by code limit 8`)
  ).rows;
  const own = await calendarFor(client, agencies[0].id, city);
  // Two places of nine are the first's.
  const places = [agencies[0], ...agencies].map(({ id }, place) => ({ id, place, calendarId: place < 2 ? own : city.id }));
  return { city, chosen, own, agencies: places };
}

const load = (client, table, columns, records) =>
  client.query(`create table ${table} as select * from json_to_recordset($1) as x (${columns})`, [JSON.stringify(records)]);

async function writeVariants(client, { chosen, agencies }) {
  const each = chosen.flatMap((profile, place) => profile.variants.map((variant, at) => ({ profile, place, variant, at })));
  const earliest = (clocks, member) =>
    clocks
      .filter(({ kind }) => kind !== 'ombudsman_offer')
      .map((clock) => clock[member])
      .filter(Boolean)
      .sort((a, b) => a - b)[0] ?? null;
  const slots = chosen.flatMap(({ share, variants }, profile) => Array.from({ length: share }, () => ({ profile, variants: variants.length })));
  await load(
    client,
    'bench_profile',
    'slot integer, profile integer, variants integer',
    slots.map((one, slot) => ({ slot, ...one })),
  );
  await load(
    client,
    'bench_agency',
    'place integer, id uuid, calendar_id uuid',
    agencies.map(({ id, place, calendarId }) => ({ id, place, calendar_id: calendarId })),
  );
  await load(
    client,
    'bench_variant',
    'profile integer, variant integer, status text, classification text, started_at timestamptz, due_at timestamptz, yellow_at timestamptz',
    each.map(({ profile: { status, classification }, place, variant: { start, clocks }, at }) => ({
      ...{ profile: place, variant: at, status, classification, started_at: start },
      ...{ due_at: earliest(clocks, 'dueAt'), yellow_at: earliest(clocks, 'yellowAt') },
    })),
  );
  await load(
    client,
    'bench_clock',
    `profile integer, variant integer, kind text, policy_id uuid, amount integer, unit text, started_at timestamptz, due_at timestamptz, yellow_at timestamptz,
     alert_at timestamptz, alerts_given jsonb, provisional boolean, paused_at timestamptz`,
    each.flatMap(({ place, variant: { clocks }, at }) =>
      clocks.map(({ kind, policyId, amount, unit, startedAt, dueAt: due, yellowAt, alertAt, alertsGiven, provisional, pausedAt }) => ({
        ...{ profile: place, variant: at, kind, policy_id: policyId, amount, unit, started_at: startedAt, due_at: due, yellow_at: yellowAt },
        ...{ alert_at: alertAt, alerts_given: alertsGiven, provisional, paused_at: pausedAt },
      })),
    ),
  );
  await client.query(
    'create index on bench_clock (profile, variant); create index on bench_variant (profile, variant); analyze bench_clock, bench_variant',
  );
}

/** Fills a database. @returns how many clocks are open, and the calendar by which every fifth of them counts */
export async function fillClocks(client, wanted) {
  const now = new Date();
  // The sandbox's own clocks must not come due in between.
  await client.query(
    `set session_replication_role = replica; update clock set alert_at = now() + interval '1 year' where alert_at is not null and stopped_at is null`,
  );
  const made = await prepare(client, now);
  await writeVariants(client, made);
  const [slots, clocks] = [
    profiles.reduce((sum, { share }) => sum + share, 0),
    profiles.reduce((sum, one) => sum + one.share * one.clocks.length, 0),
  ];
  await client.query(makeReports, [Math.ceil((wanted * slots) / clocks), slots]);
  for (const text of statements(made.city)) await client.query(text);
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
  const { rows } = await client.query('select count(*)::integer as open from clock where stopped_at is null');
  return { open: rows[0].open, calendarId: made.own, day: new Date(now.getTime() + 2 * DAY) };
}
