import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { ClockKind } from './clock.kinds.js';
import { coveredYears, indonesianHolidays } from './indonesian-holidays.js';

/** The limits a city begins with. Firm ones come from the rules of SP4N-LAPOR!; they are rows, and can be changed as such. */
const defaultLimits: { kind: ClockKind; classification?: string; workingDays: number }[] = [
  { kind: 'verification', workingDays: 3 },
  { kind: 'first_follow_up', workingDays: 5 },
  { kind: 'resolution', workingDays: 14 },
  { kind: 'resolution', classification: 'information_request', workingDays: 5 },
  { kind: 'resolution', classification: 'complaint', workingDays: 14 },
  { kind: 'resolution', classification: 'oversight_complaint', workingDays: 60 },
  { kind: 'reporter_reply', workingDays: 10 },
  { kind: 'completion', workingDays: 10 },
];

/** Since when the default limits hold. */
const since = '2024-01-01';

/** What a new city needs before its first report: a working calendar and the legal limits. */
@Injectable()
export class SlaSetup {
  /** Zone: IANA name, for example Asia/Jakarta. Office hours 07:30 to 16:00, Monday to Friday (37.5 hours with breaks). */
  async install(tx: EntityManager, rootAgencyId: string, zone = 'Asia/Jakarta'): Promise<void> {
    const calendarId = v7();
    await tx.query(
      `insert into calendar (id, root_agency_id, name, zone, weekdays, office_start, office_end, covered_years)
       values ($1, $2, 'Kalender kerja', $3, '{1,2,3,4,5}', '07:30', '16:00', $4)`,
      [calendarId, rootAgencyId, zone, coveredYears],
    );
    await tx.query(
      `insert into calendar_day (calendar_id, date, kind, name, decree) select $1, * from unnest($2::date[], $3::text[], $4::text[], $5::text[])`,
      [
        calendarId,
        indonesianHolidays.map(({ date }) => date),
        indonesianHolidays.map(({ kind }) => kind),
        indonesianHolidays.map(({ name }) => name),
        indonesianHolidays.map(({ decree }) => decree),
      ],
    );
    for (const { kind, classification, workingDays } of defaultLimits) await this.limit(tx, rootAgencyId, { kind, classification, workingDays });
  }

  /** Adds one limit in working days. */
  async limit(
    tx: EntityManager,
    rootAgencyId: string,
    rule: { kind: ClockKind; classification?: string; categoryId?: string; workingDays: number },
  ): Promise<void> {
    await tx.query(
      `insert into sla_policy (id, root_agency_id, kind, classification, category_id, limit_amount, limit_unit, valid_from)
       values ($1, $2, $3, $4, $5, $6, 'working_day', $7)`,
      [v7(), rootAgencyId, rule.kind, rule.classification ?? null, rule.categoryId ?? null, rule.workingDays, since],
    );
  }
}
