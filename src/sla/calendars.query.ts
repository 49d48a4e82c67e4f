import { Injectable } from '@nestjs/common';
import { type Reader, row, rows, statement } from '../platform/sql.js';
import { type DayOff, WorkCalendar } from './calendar.js';

interface CalendarRow {
  zone: string;
  version: number;
  weekdays: number[];
  office_start: string;
  office_end: string;
  count_joint_leave: boolean;
  covered_years: number[];
}

const rules = statement(
  'calendar_rules',
  'select zone, version, weekdays, office_start, office_end, count_joint_leave, covered_years from calendar where id = $1',
);
const daysOff = statement(
  'calendar_days_off',
  `select to_char(date, 'YYYY-MM-DD') as date, kind, name, decree from calendar_day where calendar_id = $1 order by date`,
);

/** A calendar as a report's rows name it. */
export interface CalendarVersion {
  id: string;
  version: number;
}

/** Calendars ready to count with. A version never changes, so it is kept in memory once it was built. */
@Injectable()
export class CalendarsQuery {
  private readonly built = new Map<string, WorkCalendar>();

  /** The calendar when it is in memory already. */
  known({ id, version }: CalendarVersion): WorkCalendar | undefined {
    const calendar = this.built.get(id);
    return calendar?.version === version ? calendar : undefined;
  }

  async load(reader: Reader, wanted: CalendarVersion): Promise<WorkCalendar> {
    return this.known(wanted) ?? (await this.build(reader, wanted.id));
  }

  private async build(reader: Reader, id: string): Promise<WorkCalendar> {
    const found = await row<CalendarRow>(reader, rules, [id]);
    if (!found) throw new Error(`Calendar ${id} is missing`);
    const calendar = new WorkCalendar({
      zone: found.zone,
      version: found.version,
      weekdays: found.weekdays,
      officeStart: found.office_start.slice(0, 5),
      officeEnd: found.office_end.slice(0, 5),
      daysOff: await rows<DayOff>(reader, daysOff, [id]),
      countJointLeave: found.count_joint_leave,
      coveredYears: found.covered_years,
    });
    this.built.set(id, calendar);
    return calendar;
  }
}
