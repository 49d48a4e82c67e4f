import { Injectable } from '@nestjs/common';
import { type Reader, row, statement } from '../platform/sql.js';
import { type CalendarRules, WorkCalendar } from './calendar.js';

const rules = statement('calendar_rules', 'select rules from calendar_version where calendar_id = $1 and version = $2');

/** A calendar as a clock's row names it. */
export interface CalendarVersion {
  id: string;
  version: number;
}

/** Versions that are kept in memory, some 50 kB each. */
const mostBuilt = 500;

/** Calendars ready to count with. A version never changes, so it is kept in memory once it was built. */
@Injectable()
export class CalendarsQuery {
  private readonly built = new Map<string, WorkCalendar>();

  /** The calendar when it is in memory already. */
  known({ id, version }: CalendarVersion): WorkCalendar | undefined {
    return this.built.get(`${id} ${version}`);
  }

  async load(reader: Reader, wanted: CalendarVersion): Promise<WorkCalendar> {
    return this.known(wanted) ?? (await this.build(reader, wanted));
  }

  /** As the reader's transaction sees it, which may be a version that is never committed: not kept. */
  async read(reader: Reader, { id, version }: CalendarVersion): Promise<WorkCalendar> {
    const found = await row<{ rules: Omit<CalendarRules, 'version'> }>(reader, rules, [id, version]);
    if (!found) throw new Error(`Calendar ${id} has no version ${version}`);
    return new WorkCalendar({ ...found.rules, version });
  }

  private async build(reader: Reader, { id, version }: CalendarVersion): Promise<WorkCalendar> {
    const calendar = await this.read(reader, { id, version });
    if (this.built.size >= mostBuilt) this.built.clear();
    this.built.set(`${id} ${version}`, calendar);
    return calendar;
  }
}
