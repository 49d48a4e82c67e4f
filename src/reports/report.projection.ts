import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { Vault } from '../platform/vault.js';
import { CalendarsQuery } from '../sla/calendars.query.js';
import type { WorkCalendar } from '../sla/calendar.js';
import { stateOf } from '../sla/clock.state.js';
import { remainingWorkingDays } from '../sla/deadline.js';
import { openIdentity } from './report.identity.js';
import { statusLabels } from './report.labels.js';
import { openActions } from './open-actions.lifecycle.js';
import type { ClockPart, ReportRow, SeenRow } from './report.sql.js';
import { showsKey } from './report.steps.js';
import type { Named } from '../platform/named.view.js';
import type { ClockView, Place, Report, Tracking } from './report.views.js';
import { circumstancesOf, factsOf, permits, type ReportFacts, readsWhole, type Sight, sightOf } from './report.visibility.js';

const iso = (time: Date | string | null): string | undefined => (time === null ? undefined : new Date(time).toISOString());
const named = (id: string | null, name: string | null): Named | undefined => (id === null ? undefined : { id, name: name ?? '' });

/** The one projection: from a row to what this caller may see of it. */
@Injectable()
export class ReportProjection {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarsQuery,
    private readonly vault: Vault,
  ) {}

  factsOf(actor: Actor, row: SeenRow): ReportFacts {
    return factsOf(row, row.dispositions ?? [], showsKey(actor, row.reportKeyHash));
  }

  sightOf(actor: Actor, row: SeenRow): Sight {
    return sightOf(actor, this.factsOf(actor, row));
  }

  /** @returns undefined when the report does not exist for this caller */
  view(actor: Actor, row: ReportRow, sight = this.sightOf(actor, row)): Report | undefined {
    const facts = this.factsOf(actor, row);
    if (sight === 'none') return undefined;
    const now = this.clock.approximately();
    return {
      ...this.plain(actor, row, now),
      ...this.texts(sight, row),
      clocks: this.clocks(row, sight, now),
      allowedActions: openActions(row.status, circumstancesOf(actor, facts, now), (permission) => permits(actor, permission, facts)),
      ...(sight === 'internal' ? { escalation: escalationOf(row) } : {}),
      // Whether to go to the Ombudsman is between the reporter and the city.
      ...(sight !== 'public' && row.ombudsman !== null ? { ombudsman: row.ombudsman } : {}),
      ...(sight === 'reporter' && row.identity ? { reporter: openIdentity(this.vault, row.id, row.identity) } : {}),
    };
  }

  tracking(actor: Actor, row: ReportRow): Tracking {
    const sight = this.sightOf(actor, row);
    const { code, status, dueAt } = row;
    return {
      code,
      status,
      statusLabel: statusLabels[status][actor.language],
      filedAt: row.filedAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      dueAt: iso(dueAt),
      zone: zoneOf(row, this.clock.approximately()),
      ...(sight === 'none' ? {} : { id: row.id, title: this.texts(sight, row).title, agency: named(row.agencyId, row.agencyName) }),
    };
  }

  private plain(actor: Actor, row: ReportRow, now: Date): Omit<Report, 'title' | 'body' | 'location' | 'clocks' | 'allowedActions'> {
    const { id, version, code, type, outsideArea, anonymous, confidential, channel, supportCount, returnCount } = row;
    return {
      ...{ id, version, code, type, outsideArea, anonymous, confidential, channel, supportCount, returnCount },
      classification: row.classification ?? undefined,
      status: row.status,
      statusLabel: statusLabels[row.status][actor.language],
      category: named(row.categoryId, row.categoryName),
      agency: named(row.agencyId, row.agencyName),
      requestedAgency: named(row.requestedAgencyId, row.requestedAgencyName),
      dispositions: (row.dispositions ?? []).map(({ id, agencyId, agencyName, role, status }) => ({
        id,
        agency: { id: agencyId, name: agencyName },
        role,
        status,
      })),
      occurredOn: row.occurredOn ?? undefined,
      filedAt: row.filedAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      dueAt: iso(row.dueAt),
      zone: zoneOf(row, now),
      rating: row.ratingScore === null ? undefined : { score: row.ratingScore, solved: row.ratingSolved ?? false },
      leadReportId: row.leadReportId ?? undefined,
      pingPong: row.returnCount >= 2,
      archiveReason: row.archiveReason ?? undefined,
      laporTrackingId: row.laporTrackingId ?? undefined,
    };
  }

  private texts(sight: Sight, row: ReportRow): Pick<Report, 'title' | 'body' | 'location'> {
    const whole = readsWhole(sight, row.anonymous);
    return {
      title: whole ? row.title : (row.publicTitle ?? row.title),
      body: whole ? row.body : (row.publicBody ?? row.body),
      location: placeOf(row, whole),
    };
  }

  private clocks(row: ReportRow, sight: Sight, now: Date): ClockView[] {
    const calendarOf = ({ calendarId: id, calendarVersion: version }: ClockPart): WorkCalendar | undefined => this.calendars.known({ id, version });
    return (row.clocks ?? []).map((clock) => ({
      ...clockView(clock, calendarOf(clock), now),
      ...(sight === 'internal' ? { escalation: clock.escalation } : {}),
    }));
  }
}

/** By its clocks or by hand. Whom lateness was told to is the city's own business. */
const escalationOf = ({ escalation, clocks }: ReportRow): number =>
  Math.max(escalation, ...(clocks ?? []).filter(({ stoppedAt }) => stoppedAt === null).map((clock) => clock.escalation));

/** Zones of the morning list: red is overdue, yellow is near. */
function zoneOf({ dueAt, yellowAt }: Pick<ReportRow, 'dueAt' | 'yellowAt'>, now: Date): 'green' | 'yellow' | 'red' {
  if (dueAt !== null && dueAt < now) return 'red';
  return yellowAt !== null && yellowAt <= now ? 'yellow' : 'green';
}

function placeOf(row: ReportRow, whole: boolean): Place | undefined {
  if (row.lat === null && row.address === null && row.regionCode === null) return undefined;
  return {
    lat: row.lat ?? undefined,
    lng: row.lng ?? undefined,
    address: (whole ? row.address : (row.publicAddress ?? row.address)) ?? undefined,
    regionCode: row.regionCode ?? undefined,
    regionName: row.regionName ?? undefined,
  };
}

function clockView(clock: ClockPart, calendar: WorkCalendar | undefined, now: Date): ClockView {
  const { kind, startedAt, dueAt, pausedAt, stoppedAt, provisional, stopReason, extensionDays, dispositionId, agencyId } = clock;
  const running = stoppedAt === null && pausedAt === null;
  return {
    kind,
    state: stateOf(clock, now),
    startedAt: new Date(startedAt).toISOString(),
    dueAt: iso(dueAt),
    stoppedAt: iso(stoppedAt),
    stopReason: stopReason ?? undefined,
    remainingWorkingDays: running && dueAt !== null && calendar ? remainingWorkingDays(calendar, now, new Date(dueAt)) : undefined,
    provisional,
    agencyId,
    dispositionId: dispositionId ?? undefined,
    extensionDays,
  };
}
