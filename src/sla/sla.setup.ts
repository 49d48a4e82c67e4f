import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { usualZone } from '../agencies/validity.js';
import { system } from '../agencies/writer.js';
import { Clock } from '../platform/clock.js';
import { type OwnMembers, inherit } from './calendar.inheritance.js';
import { writeCalendar, writeVersion } from './calendars.store.js';
import type { ClockKind } from './clock.kinds.js';
import type { Limit } from './deadline.js';
import { coveredYears, indonesianHolidays } from './indonesian-holidays.js';
import { defaultHours } from './indonesian-hours.js';
import { writePolicy } from './policies.store.js';
import { defaultsOf, type RuledClass } from './policy.defaults.js';

interface Rule {
  kind: ClockKind;
  classification?: RuledClass;
  categoryId?: string;
  /** For this agency and those below it; the city unless said. */
  agencyId?: string;
}

const workingDays = (amount: number): Limit => ({ amount, unit: 'working_day' });

/** The limits a city begins with. Firm ones come from the rules of SP4N-LAPOR!; they are rows, and can be changed as such. */
const defaultLimits: (Rule & { limit: Limit })[] = [
  { kind: 'verification', limit: workingDays(3) },
  { kind: 'first_follow_up', limit: workingDays(5) },
  { kind: 'resolution', limit: workingDays(14) },
  { kind: 'resolution', classification: 'information_request', limit: workingDays(5) },
  { kind: 'resolution', classification: 'complaint', limit: workingDays(14) },
  { kind: 'resolution', classification: 'oversight_complaint', limit: workingDays(60) },
  { kind: 'reporter_reply', limit: workingDays(10) },
  { kind: 'completion', limit: workingDays(10) },
  { kind: 'ombudsman_offer', limit: { amount: 60, unit: 'calendar_day' } },
];

/** Since when the default limits hold. */
const since = '2024-01-01';
/** A city's first calendar is in force on whatever day a clock starts: deadlines before its first list are provisional, not impossible. */
const always = '1970-01-01';

/** What a new city needs before its first report: a working calendar and the legal limits. */
@Injectable()
export class SlaSetup {
  constructor(private readonly clock: Clock) {}

  /** @returns the calendar's id. Zone: IANA name, for example Asia/Jakarta. Office hours as the Perpres sets them, with those of Ramadan. */
  async install(tx: EntityManager, rootAgencyId: string, zone = usualZone): Promise<string> {
    const at = await this.clock.now(tx);
    const own: OwnMembers = { zone, hours: defaultHours, countJointLeave: false, daysOff: indonesianHolidays, coveredYears };
    const calendarId = v7();
    await writeCalendar(tx, { id: calendarId, rootAgencyId, agencyId: rootAgencyId, name: 'Kalender kerja' }, at);
    const first = { calendarId, version: 1, validFrom: always, own, rules: inherit(own, undefined), reason: null };
    await writeVersion(tx, first, at, system);
    for (const { limit, ...rule } of defaultLimits) await this.write(tx, rootAgencyId, rule, limit, at);
    return calendarId;
  }

  /** Adds one limit in working days. */
  async limit(tx: EntityManager, rootAgencyId: string, { workingDays: days, ...rule }: Rule & { workingDays: number }): Promise<void> {
    await this.write(tx, rootAgencyId, rule, workingDays(days), await this.clock.now(tx));
  }

  private async write(tx: EntityManager, rootAgencyId: string, rule: Rule, limit: Limit, at: Date): Promise<void> {
    const { kind, classification = null, categoryId = null, agencyId = rootAgencyId } = rule;
    const scope = { id: v7(), rootAgencyId, agencyId, kind, classification, categoryId };
    await writePolicy(tx, { ...scope, ...defaultsOf(kind), limit, validFrom: since, validTo: null, reason: null }, at, system);
  }
}
