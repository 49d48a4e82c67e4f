import type { EntityManager } from 'typeorm';
import { dayIn } from '../../src/agencies/validity.js';
import { system } from '../../src/agencies/writer.js';
import type { DayOff } from '../../src/sla/calendar.js';
import { inherit } from '../../src/sla/calendar.inheritance.js';
import { lockCalendars, writeVersion } from '../../src/sla/calendars.store.js';
import { RecomputeService } from '../../src/sla/recompute.service.js';
import { Transactions } from '../../src/platform/transactions.js';
import type { App } from './app.js';
import type { City } from './city.js';

/** A decree adds a day off to every calendar of a city, from that day on, and the job that moves what runs is ordered. @returns the job's id; undefined where the day is off already */
export async function amendCity({ app }: App, tx: EntityManager, rootAgencyId: string, day: DayOff, at: Date): Promise<string | undefined> {
  const calendars = await lockCalendars(tx, rootAgencyId);
  const [above] = calendars;
  if (!above || above.rules.daysOff.some(({ date }) => date === day.date)) return undefined;
  const own = { ...above.own, daysOff: [...(above.own.daysOff ?? []), day] };
  for (const one of calendars) {
    const rules = one === above ? inherit(own, undefined) : inherit(one.own, inherit(own, undefined));
    const version = {
      calendarId: one.id,
      version: one.version + 1,
      validFrom: dayIn('Asia/Jakarta', at),
      own: one === above ? own : one.own,
      rules,
      reason: null,
    };
    await writeVersion(tx, version, at, system);
  }
  const change = { kind: 'calendar' as const, calendarIds: calendars.map(({ id }) => id) };
  return app.get(RecomputeService).order(tx, change, rootAgencyId, system, at);
}

/** The same in a transaction of its own, at the present of the test. @returns the job's id */
export async function amendNow(app: App, { agencies }: City, date: string): Promise<string> {
  const day = { date, kind: 'local' as const, name: 'Hari jadi kota', decree: 'Perda 1/2026' };
  const ordered = await app.app.get(Transactions).run(undefined, async (tx) => amendCity(app, tx, agencies.tpi, day, await app.clock.now(tx)));
  if (ordered === undefined) throw new Error('That day is off already');
  return ordered;
}
