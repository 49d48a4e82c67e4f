import type { INestApplicationContext } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { IntakeService } from '../reports/intake.service.js';
import { SweepService } from '../reports/sweep.service.js';
import { CalendarVersions } from '../sla/calendar-versions.service.js';
import { indonesianHolidays } from '../sla/indonesian-holidays.js';
import type { SandboxCity } from './city.builder.js';
import { localDayOff } from './city/calendars.js';
import { reports } from './city/reports.js';
import type { SandboxReport } from './city/story.js';
import { type Part, StepPlayer } from './step.player.js';

const dayMillis = 86_400_000;
/** WIB has no daylight saving. */
const wibMillis = 7 * 3_600_000;
/** Shortly after the offices close, when windows run out. */
const sweepTime = '16:35';

interface Happening {
  at: Date;
  play: () => Promise<unknown>;
}

/** Plays the sandbox's reports in the order of time, as the people of the city would have lived them. */
export class StoryPlayer {
  private readonly clock: Clock;
  private readonly steps: StepPlayer;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly city: SandboxCity,
  ) {
    this.clock = app.get(Clock);
    this.steps = new StepPlayer(app, city);
  }

  async play(today: Date): Promise<void> {
    const midnight = Math.floor((today.getTime() + wibMillis) / dayMillis) * dayMillis - wibMillis;
    const moment = (daysAgo: number, at: string): Date => {
      const [hours = 0, minutes = 0] = at.split(':').map(Number);
      return new Date(midnight - daysAgo * dayMillis + (hours * 60 + minutes) * 60_000);
    };
    const happenings = [...this.tellings(moment), ...this.sweeps(moment), this.amendment(today, moment)].sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    );
    for (const { at, play } of happenings) {
      this.clock.travelTo(at);
      await play();
    }
  }

  private tellings(moment: (daysAgo: number, at: string) => Date): Happening[] {
    return reports.flatMap((report) => {
      const part: Part = { id: '', reporter: Actor.system };
      const { filed, steps } = report;
      return [
        { at: moment(filed.daysAgo, filed.at), play: () => this.file(report, part, moment) },
        ...steps.map((step) => ({ at: moment(filed.daysAgo - step.day, step.at), play: () => this.steps.play(step, part) })),
      ];
    });
  }

  /** The city announces a local day off; the deadlines that it touches move. */
  private amendment(today: Date, moment: (daysAgo: number, at: string) => Date): Happening {
    const { announcedDaysAgo, at, daysAhead, name, decree } = localDayOff;
    const date = (ahead: number): string => new Date(today.getTime() + wibMillis + ahead * dayMillis).toISOString().slice(0, 10);
    const works = (day: string): boolean => {
      const weekday = new Date(day).getUTCDay();
      return weekday !== 0 && weekday !== 6 && !indonesianHolidays.some((holiday) => holiday.date === day);
    };
    let ahead: number = daysAhead;
    while (!works(date(ahead))) ahead += 1;
    const days = [{ date: date(ahead), kind: 'local' as const, name, decree }];
    const play = async (): Promise<void> => {
      const input = { format: 'json' as const, days, years: [Number(date(ahead).slice(0, 4))], replaceYears: false, reason: decree, recompute: true };
      await this.app.get(CalendarVersions).importDaysOff(this.steps.person('admin@demo.test'), this.city.calendarId, undefined, input, undefined);
      await this.app.get(SweepService).sweep();
    };
    return { at: moment(announcedDaysAgo, at), play };
  }

  private sweeps(moment: (daysAgo: number, at: string) => Date): Happening[] {
    const sweep = this.app.get(SweepService);
    const eldest = Math.max(...reports.map(({ filed }) => filed.daysAgo));
    return Array.from({ length: eldest }, (_, day) => ({ at: moment(day + 1, sweepTime), play: () => sweep.sweep() }));
  }

  private async file(report: SandboxReport, part: Part, moment: (daysAgo: number, at: string) => Date): Promise<void> {
    const { title, body, type, channel, category, place, reporter, anonymous, confidential, occurredDaysBefore, account, filed } = report;
    const occurred =
      occurredDaysBefore === undefined
        ? undefined
        : moment(filed.daysAgo + occurredDaysBefore, '12:00')
            .toISOString()
            .slice(0, 10);
    const actor = this.whoFiles(channel, account);
    const made = await this.app.get(IntakeService).file(actor, {
      ...{ title, body, type, channel, anonymous: anonymous ?? false, confidential: confidential ?? false },
      ...(category === undefined ? {} : { categoryId: this.steps.category(category) }),
      ...(place === undefined ? {} : { location: place }),
      ...(reporter === undefined ? {} : { reporter }),
      ...(occurred === undefined ? {} : { occurredOn: occurred }),
    });
    part.id = made.id;
    part.reporter = new Actor(account ? actor : { kind: 'anyone' }, 'id', made.reportKey);
    this.steps.remember(report.key, made.id);
  }

  /** Letters, calls, messages and walk-ins are entered by the coordinator. */
  private whoFiles(channel: SandboxReport['channel'], account: true | undefined): Actor {
    if (account) return this.steps.person('citizen@demo.test');
    return channel === 'web' || channel === 'mobile' ? new Actor({ kind: 'anyone' }) : this.steps.person('coordinator@demo.test');
  }
}
