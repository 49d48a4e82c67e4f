import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayIn } from '../agencies/validity.js';
import { Clock } from '../platform/clock.js';
import { Cursors, limitOf } from '../platform/paging.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import { type EffectiveRules, type OwnMembers, inheritable } from './calendar.inheritance.js';
import { refuse } from './calendars.refusals.js';
import type { ListCalendars, ListCalendarVersions } from './calendars.requests.js';
import type { Calendar, CalendarPage, CalendarSummary, CalendarVersionPage, CalendarVersionSummary } from './calendars.views.js';

interface SummaryRow {
  id: string;
  name: string;
  agencyId: string;
  agencyName: string;
  parentId: string | null;
  version: number;
  validFrom: string;
  zone: string;
}

interface OneRow extends SummaryRow {
  own: OwnMembers;
  rules: EffectiveRules;
  reason: string | null;
  createdAt: Date;
  inForce: number | null;
  firstStart: Date | null;
  lastDue: Date | null;
}

type VersionRow = Omit<CalendarVersionSummary, 'reason' | 'createdAt'> & { reason: string | null; createdAt: Date };

const members = `c.id, c.name, a.id as "agencyId", a.name as "agencyName", parent.id as "parentId", v.version, v.valid_from::text as "validFrom",
  v.rules->>'zone' as zone`;
// The calendar of the nearest agency above.
const parent = `left join lateral (
    select p.id from calendar p where p.agency_id = any(a.path) and p.agency_id <> a.id order by array_position(a.path, p.agency_id) desc limit 1) parent on true`;

const list = statement(
  'calendar_list',
  `select ${members} from calendar c join agency a on a.id = c.agency_id
     join calendar_version v on v.calendar_id = c.id and v.version = c.version ${parent}
    where ($1::uuid is null or a.path @> array[$1::uuid]) and ($2::text is null or (c.name, c.id) > ($2, $3::uuid))
    order by c.name, c.id limit $4`,
);
// The clocks that run, by their indexes: the one that was begun first, and each agency's last to run out.
const one = statement(
  'calendar_one',
  `select ${members}, v.own, v.rules, v.reason, v.created_at as "createdAt",
          (select max(version) from calendar_version where calendar_id = c.id
            and valid_from <= ($3::timestamptz at time zone (v.rules->>'zone'))::date) as "inForce",
          (select started_at from clock where calendar_id = c.id and stopped_at is null order by id limit 1) as "firstStart",
          (select max(last.due_at) from agency b cross join lateral (
             select due_at from clock where agency_id = b.id and stopped_at is null and due_at is not null and calendar_id = c.id
              order by due_at desc limit 1) last
            where b.path @> array[a.id]) as "lastDue"
     from calendar c join agency a on a.id = c.agency_id
     join calendar_version v on v.calendar_id = c.id and v.version = coalesce($2, c.version) ${parent}
    where c.id = $1`,
);
const exists = statement('calendar_exists', 'select 1 from calendar where id = $1');
const versions = statement(
  'calendar_versions',
  `select version as number, valid_from::text as "validFrom", reason, created_at as "createdAt" from calendar_version
    where calendar_id = $1 and ($2::integer is null or version < $2) order by version desc limit $3`,
);

/** Reads calendars and their versions. */
@Injectable()
export class CalendarLists {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  async page(query: ListCalendars): Promise<CalendarPage> {
    const [name, id] = this.cursors.read('calendars', query) ?? [];
    const found = await rows<SummaryRow>(this.source, list, [query.agencyId ?? null, name ?? null, id ?? null, limitOf(query) + 1]);
    return this.cursors.page('calendars', query, found, (calendar) => [calendar.name, calendar.id], summaryOf);
  }

  /** @throws Refusal `calendar.not_found`, `calendar.version_not_found` */
  async one(id: string, version?: number, reader: Reader = this.source): Promise<Calendar> {
    const now = this.clock.approximately();
    const found = await row<OneRow>(reader, one, [id, version ?? null, now]);
    if (found) return viewOf(found, now);
    if (version === undefined || !(await row(reader, exists, [id]))) throw refuse('calendar.not_found');
    throw refuse('calendar.version_not_found', { params: { version } });
  }

  /** @throws Refusal `calendar.not_found` */
  async versions(id: string, query: ListCalendarVersions): Promise<CalendarVersionPage> {
    const name = `calendar ${id}`;
    const [number] = this.cursors.read(name, query) ?? [];
    if (!(await row(this.source, exists, [id]))) throw refuse('calendar.not_found');
    const found = await rows<VersionRow>(this.source, versions, [id, number ?? null, limitOf(query) + 1]);
    return this.cursors.page(
      name,
      query,
      found,
      (version) => [version.number],
      ({ reason, createdAt, ...version }) => ({ ...version, reason: reason ?? undefined, createdAt: createdAt.toISOString() }),
    );
  }
}

const summaryOf = ({ agencyId, agencyName, parentId, ...found }: SummaryRow): CalendarSummary => ({
  ...found,
  agency: { id: agencyId, name: agencyName },
  parentId: parentId ?? undefined,
});

function viewOf(found: OneRow, now: Date): Calendar {
  const { id, name, agencyId, agencyName, parentId, version, validFrom, zone, own, rules, reason, createdAt } = found;
  const listed = new Set(own.daysOff?.map(({ date }) => date));
  return {
    ...summaryOf({ id, name, agencyId, agencyName, parentId, version, validFrom, zone }),
    versionInForce: found.inForce ?? undefined,
    hours: rules.hours,
    countJointLeave: rules.countJointLeave,
    inheritsDaysOff: own.inheritsDaysOff ?? true,
    daysOff: rules.daysOff.map((day) => (listed.has(day.date) ? day : { ...day, inherited: true })),
    coveredYears: rules.coveredYears,
    ownMembers: inheritable.filter((member) => own[member] !== undefined),
    missingYears: missingYears(found, now),
    reason: reason ?? undefined,
    createdAt: createdAt.toISOString(),
  };
}

/** From this year, or the one in which a running clock began, to the next, or the one in which a clock runs out. */
function missingYears({ rules, zone, firstStart, lastDue }: OneRow, now: Date): number[] {
  if (rules.coveredYears === undefined) return [];
  const yearOf = (moment: Date): number => Number(dayIn(zone, moment).slice(0, 4));
  const thisYear = yearOf(now);
  const first = Math.min(thisYear, ...(firstStart ? [yearOf(firstStart)] : []));
  const last = Math.max(thisYear + 1, ...(lastDue ? [yearOf(lastDue)] : []));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.filter((year) => !rules.coveredYears?.includes(year));
}
