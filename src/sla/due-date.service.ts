import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { refuse as refuseAgency } from '../agencies/agencies.refusals.js';
import { usualZone, dayIn } from '../agencies/validity.js';
import { refuse as refuseInput } from '../platform/platform.refusals.js';
import type { FieldFault } from '../platform/refusal.js';
import { row, statement } from '../platform/sql.js';
import { CalendarsQuery } from './calendars.query.js';
import { refuse } from './calendars.refusals.js';
import { type ClockHistory, type Deadline, dueAt, historyOf, type Limit } from './deadline.js';
import type { CountDueDate, Pause } from './due-date.requests.js';
import type { CountedBy, DueDate } from './due-date.views.js';
import { ledgerOf } from './ledger.js';
import { sentencesOf } from './ledger.sentence.js';
import { expectLimit } from './policy.checks.js';

const mostDays = 1_200;

// The version in force on the day; before the first one that is, the first.
const version = `
  cross join lateral (
    select version, valid_from <= $2::date as holds from calendar_version where calendar_id = c.id and ($3::integer is null or version = $3)
     order by holds desc, case when valid_from <= $2::date then -version else version end limit 1) v`;
const byId = statement('due_date_calendar', `select c.id, c.name, v.version from calendar c ${version} where c.id = $1`);
// Before the nearest agency's calendar was in force the one above it held; a version is asked of the nearest alone.
const byAgency = statement(
  'due_date_agency_calendar',
  `select c.id, c.name, v.version from agency a join calendar c on c.agency_id = any(a.path) ${version}
    where a.id = $1 and ($3::integer is null or c.agency_id = (
      select k.agency_id from calendar k where k.agency_id = any(a.path) order by array_position(a.path, k.agency_id) desc limit 1))
    order by v.holds desc, array_position(a.path, c.agency_id) desc limit 1`,
);
const zoneOf = statement('due_date_zone', 'select root.zone from agency a join agency root on root.id = a.path[1] where a.id = $1');
const exists = statement('due_date_calendar_exists', 'select 1 from calendar where id = $1');

/** Counts any limit, without a report. */
@Injectable()
export class DueDateService {
  constructor(
    private readonly source: DataSource,
    private readonly agencies: AgenciesQuery,
    private readonly calendars: CalendarsQuery,
  ) {}

  /** @throws Refusal about the calendar, the agency, the limit or the pauses */
  async count(actor: Actor, asked: CountDueDate): Promise<DueDate> {
    expectSound(asked);
    const start = new Date(asked.start);
    const calendar = await this.calendarFor(asked, start);
    const history = historyOf(await this.calendars.load(this.source, calendar), start, pausesOf(asked), asked.extensionDays);
    return withinReach(() => answerOf(actor, calendar, history, asked.limit));
  }

  private async calendarFor(asked: CountDueDate, start: Date): Promise<CountedBy> {
    const { calendarId, version: number = null } = asked;
    const agencyId = asked.agencyId ?? (calendarId === undefined ? (await this.agencies.city(this.source)).id : undefined);
    if (agencyId === undefined) return this.calendarById(calendarId ?? '', number, start);
    const zone = (await row<{ zone: string | null }>(this.source, zoneOf, [agencyId]))?.zone;
    if (zone === undefined) throw refuseAgency('agency.unknown', { pointer: '/agencyId', params: { id: agencyId } });
    const found = await row<CountedBy>(this.source, byAgency, [agencyId, dayIn(zone ?? usualZone, start), number]);
    if (!found) throw refuse('calendar.version_unknown', { pointer: number === null ? '/agencyId' : '/version', params: { version: number ?? 1 } });
    return found;
  }

  private async calendarById(id: string, number: number | null, start: Date): Promise<CountedBy> {
    const found = await row<CountedBy>(this.source, byId, [id, dayIn(usualZone, start), number]);
    if (found) return found;
    if (await row(this.source, exists, [id])) throw refuse('calendar.version_unknown', { pointer: '/version', params: { version: number ?? 1 } });
    throw refuse('calendar.unknown', { pointer: '/calendarId', params: { id } });
  }
}

function expectSound({ limit, calendarId, agencyId, pauses = [] }: CountDueDate): void {
  expectLimit(limit, '/limit/amount');
  const reversed = pauses.flatMap(({ from, to }, place): FieldFault[] =>
    to !== undefined && to <= from ? [{ pointer: `/pauses/${place}/to`, code: 'due_date.pause_reversed' }] : [],
  );
  const both = calendarId !== undefined && agencyId !== undefined ? [{ pointer: '/agencyId', code: 'due_date.one_calendar' }] : [];
  if (reversed.length + both.length > 0) throw refuseInput('request.invalid', { faults: [...both, ...reversed] });
}

const pausesOf = ({ pauses = [] }: CountDueDate): { from: Date; to: Date | null }[] =>
  pauses.map(({ from, to }: Pause) => ({ from: new Date(from), to: to === undefined ? null : new Date(to) }));

function answerOf(actor: Actor, calendar: CountedBy, history: ClockHistory, limit: Limit): DueDate {
  const deadline = dueAt(history, limit);
  const ledger = ledgerOf(history, limit, endOf(history, deadline), mostDays + 1);
  const sentences = sentencesOf(history, limit, deadline);
  return {
    dueAt: deadline.dueAt?.toISOString(),
    ledger: ledger.slice(0, mostDays),
    ledgerTruncated: ledger.length > mostDays,
    sentence: sentences[actor.language],
    sentences,
    calendar,
    provisional: deadline.provisional,
    unknownYears: deadline.unknownYears,
  };
}

/** What an open pause keeps from coming is told up to the day on which it began. */
function endOf({ start, pauses }: ClockHistory, deadline: Deadline): Date {
  if (deadline.dueAt) return deadline.dueAt;
  const open = pauses.filter(({ to }) => to === null).map(({ from }) => from.getTime());
  return new Date(Math.max(start.getTime(), ...open));
}

/** The arithmetic knows the years 1970 to 2199. */
function withinReach<T>(count: () => T): T {
  try {
    return count();
  } catch (error) {
    if (error instanceof RangeError) throw refuse('due_date.out_of_reach', { pointer: '/start' });
    throw error;
  }
}
