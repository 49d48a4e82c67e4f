import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { Cursors, limitOf, type Page } from '../platform/paging.js';
import { rows } from '../platform/sql.js';
import type { WorkCalendar } from '../sla/calendar.js';
import { CalendarsQuery } from '../sla/calendars.query.js';
import { remainingWorkingDays } from '../sla/deadline.js';
import type { ListClocks, WatchState } from './watch.requests.js';
import { type Place, watchPage } from './watch.sql.js';
import type { WatchedClock } from './watch.views.js';

interface WatchRow {
  id: string;
  kind: string;
  started_at: Date;
  due_at: Date | null;
  yellow_at: Date | null;
  paused_at: Date | null;
  provisional: boolean;
  escalation: number;
  extension_days: number;
  calendar_id: string;
  calendar_version: number;
  agency_id: string;
  agency_name: string;
  report_id: string;
  code: string;
  title: string;
  status: string;
  classification: string | null;
  category_id: string | null;
  category_name: string | null;
}

/** Reads what an officer needs in the morning: which clocks are late or soon will be. */
@Injectable()
export class WatchQuery {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
    private readonly calendars: CalendarsQuery,
  ) {}

  async list(actor: Actor, query: ListClocks): Promise<Page<WatchedClock>> {
    const now = this.clock.approximately();
    const page = watchPage(actor, query, now, this.placeIn(query), limitOf(query) + 1);
    const found = await rows<WatchRow>(this.source, page, page.values);
    const calendars = new Map<string, WorkCalendar>();
    for (const one of found) calendars.set(one.id, await this.calendars.load(this.source, { id: one.calendar_id, version: one.calendar_version }));
    const keyOf = ({ due_at, id }: WatchRow): string[] => [due_at?.toISOString() ?? '', id];
    return this.cursors.page('clocks', query, found, keyOf, (one) => viewOf(one, calendars.get(one.id), now));
  }

  private placeIn(query: ListClocks): Place | undefined {
    const [dueAt, id] = this.cursors.read('clocks', query) ?? [];
    return id === undefined ? undefined : { dueAt: dueAt === '' ? null : String(dueAt), id: String(id) };
  }
}

function stateOf({ due_at, yellow_at }: WatchRow, now: Date): WatchState {
  if (due_at === null) return 'paused';
  if (due_at < now) return 'breached';
  return yellow_at !== null && yellow_at <= now ? 'at_risk' : 'running';
}

function viewOf(found: WatchRow, calendar: WorkCalendar | undefined, now: Date): WatchedClock {
  const { id, kind, due_at, yellow_at, paused_at, provisional, escalation, code, title, status, category_id } = found;
  return {
    id,
    kind,
    state: stateOf(found, now),
    report: { id: found.report_id, code, title, status, classification: found.classification ?? undefined },
    agency: { id: found.agency_id, name: found.agency_name },
    category: category_id === null ? undefined : { id: category_id, name: found.category_name ?? '' },
    startedAt: found.started_at.toISOString(),
    dueAt: due_at?.toISOString(),
    yellowAt: yellow_at?.toISOString(),
    remainingWorkingDays: due_at && paused_at === null && calendar ? remainingWorkingDays(calendar, now, due_at) : undefined,
    provisional,
    escalation,
    extensionDays: found.extension_days,
    pausedAt: paused_at?.toISOString(),
  };
}
