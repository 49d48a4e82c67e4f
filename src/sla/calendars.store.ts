import type { EntityManager } from 'typeorm';
import type { Writer } from '../agencies/writer.js';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import type { EffectiveRules, OwnMembers } from './calendar.inheritance.js';

/** A calendar with its newest version. */
export interface CalendarNode {
  id: string;
  agencyId: string;
  name: string;
  /** The agency's line of ancestors, root first, itself last. */
  path: string[];
  version: number;
  validFrom: string;
  own: OwnMembers;
  rules: EffectiveRules;
}

/** A version to be written. */
export interface NewVersion {
  calendarId: string;
  version: number;
  validFrom: string;
  own: OwnMembers;
  rules: EffectiveRules;
  reason: string | null;
}

// Calendars inherit, so whoever changes one holds them all. "No key": a clock that is started takes a key share lock on its
// version's calendar and must not wait for us.
const lock = statement('calendar_lock', 'select id from calendar where root_agency_id = $1 order by id for no key update');
const nodes = statement(
  'calendar_nodes',
  `select c.id, c.agency_id as "agencyId", c.name, a.path, c.version, v.valid_from::text as "validFrom", v.own, v.rules
     from calendar c join agency a on a.id = c.agency_id join calendar_version v on v.calendar_id = c.id and v.version = c.version
    where c.root_agency_id = $1 order by cardinality(a.path), c.id`,
);
const insertCalendar = statement(
  'calendar_insert',
  'insert into calendar (id, root_agency_id, agency_id, name, version, created_at) values ($1, $2, $3, $4, 0, $5)',
);
const insertVersion = statement(
  'calendar_version_insert',
  `insert into calendar_version (calendar_id, version, valid_from, own, rules, reason, created_at, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const setVersion = statement('calendar_set_version', 'update calendar set version = $2 where id = $1');
const rootOf = statement('calendar_root_of', 'select root_agency_id as "rootAgencyId" from calendar where id = $1');

/** The city whose calendars a calendar belongs to. */
export async function rootOfCalendar(reader: Reader, id: string): Promise<string | undefined> {
  return (await row<{ rootAgencyId: string }>(reader, rootOf, [id]))?.rootAgencyId;
}

/** All calendars of a city, which nobody else changes before this transaction ends; those above before those below. */
export async function lockCalendars(tx: EntityManager, rootAgencyId: string): Promise<CalendarNode[]> {
  await rows(tx, lock, [rootAgencyId]);
  return rows<CalendarNode>(tx, nodes, [rootAgencyId]);
}

export async function writeCalendar(
  tx: EntityManager,
  made: { id: string; rootAgencyId: string; agencyId: string; name: string },
  at: Date,
): Promise<void> {
  await rows(tx, insertCalendar, [made.id, made.rootAgencyId, made.agencyId, made.name, at]);
}

export async function writeVersion(tx: EntityManager, made: NewVersion, at: Date, by: Writer): Promise<void> {
  const { calendarId, version, validFrom, own, rules, reason } = made;
  const author = by.kind === 'staff' ? (by.id ?? null) : null;
  await rows(tx, insertVersion, [calendarId, version, validFrom, JSON.stringify(own), JSON.stringify(rules), reason, at, author]);
  await rows(tx, setVersion, [calendarId, version]);
}
