import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { dayIn } from '../agencies/validity.js';
import { Clock } from '../platform/clock.js';
import { Cursors, limitOf } from '../platform/paging.js';
import { rows } from '../platform/sql.js';
import type { Measure } from './figures.service.js';
import { refuse } from './performance.refusals.js';
import type { Grouping, ReadPerformance } from './performance.requests.js';
import { pages } from './performance.sql.js';
import type { ClockFigures, Performance, PerformanceGroup, PerformanceKey } from './performance.views.js';

interface Figures {
  n: number;
  met: number;
  median: number;
  p90: number;
}
interface GroupRow {
  key: string;
  name: string;
  measures: Partial<Record<Measure, Figures>>;
}
type Period = Pick<Performance, 'asOf' | 'from' | 'to'>;

/** Reads figures of merit. Only the roll-up is asked, never a report or a clock: what is past stays as it was. */
@Injectable()
export class PerformanceQuery {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
    private readonly agencies: AgenciesQuery,
  ) {}

  /** @throws Refusal `performance.in_future`, `performance.period_reversed` */
  async read(actor: Actor, query: ReadPerformance): Promise<Performance> {
    const { agencyId = null, categoryId = null, regionCode = null, groupBy = 'none' } = query;
    // All pages are of the day on which the first one was asked for.
    const [asOf, ...after] = this.cursors.read('performance', query) ?? [];
    const period = await this.period(actor, { ...query, asOf: asOf === undefined ? query.asOf : String(asOf) });
    const [keyless = null, name = null, key = null] = after;
    const values = [actor.agenciesWith('statistics.read'), period.from, period.to, agencyId, categoryId, regionCode];
    const found = await rows<GroupRow>(this.source, pages[groupBy], [
      ...values,
      keyless === null ? null : keyless === 1,
      name,
      key,
      limitOf(query) + 1,
    ]);
    const listed = groupBy === 'none' && found.length === 0 ? [{ key: '', name: '', measures: {} }] : found;
    const place = (one: GroupRow): (string | number)[] => [period.asOf, one.key === '' ? 1 : 0, one.name, one.key];
    return { ...period, ...this.cursors.page('performance', query, listed, place, (one) => groupOf(groupBy, one)) };
  }

  private async period(actor: Actor, query: ReadPerformance): Promise<Period> {
    const [office] = actor.agenciesWith('statistics.read');
    const own = office === undefined ? undefined : await this.agencies.facts(this.source, office);
    // Where several cities are served, days are those of the caller's.
    const { zone } = await this.agencies.city(this.source, own?.rootId);
    const today = dayIn(zone, this.clock.approximately());
    const { asOf = today } = query;
    if (asOf > today) throw refuse('performance.in_future', { pointer: '/query/asOf', params: { today } });
    const to = query.to !== undefined && query.to < asOf ? query.to : asOf;
    const from = query.from ?? DateTime.fromISO(to).plus({ days: 1 }).minus({ months: 12 }).toFormat('yyyy-MM-dd');
    if (from > to) throw refuse('performance.period_reversed', { pointer: '/query/from', params: { from, to } });
    return { asOf, from, to };
  }
}

const ofKind: Record<Exclude<Grouping, 'none'>, 'id' | 'code' | 'month'> = { agency: 'id', category: 'id', region: 'code', month: 'month' };

function keyOf(kind: Grouping, { key, name }: GroupRow): PerformanceKey | undefined {
  if (kind === 'none') return undefined;
  if (key === '') return { kind };
  return { kind, [ofKind[kind]]: key, ...(kind === 'month' ? {} : { name }) };
}

const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;

const lengthsOf = (figures: Figures | undefined): Pick<ClockFigures, 'medianWorkingHours' | 'p90WorkingHours'> =>
  figures ? { medianWorkingHours: hours(figures.median), p90WorkingHours: hours(figures.p90) } : {};

/** Rounded down: what was late once in thirty thousand times was not always in time. */
const share = (part: number, whole: number): number => Math.floor((part * 10_000) / whole) / 10_000;

function clockOf(figures: Figures | undefined): ClockFigures {
  const { n, met } = figures ?? { n: 0, met: 0 };
  return { finished: n, met, breached: n - met, ...(n > 0 ? { compliance: share(met, n) } : {}), ...lengthsOf(figures) };
}

function groupOf(kind: Grouping, group: GroupRow): PerformanceGroup {
  const { verification, first_follow_up, resolution, follow_up_pace, return: returned } = group.measures;
  return {
    key: keyOf(kind, group),
    clocks: { verification: clockOf(verification), firstFollowUp: clockOf(first_follow_up), resolution: clockOf(resolution) },
    followUpPace: { reports: follow_up_pace?.n ?? 0, ...lengthsOf(follow_up_pace) },
    returns: returned?.n ?? 0,
  };
}
