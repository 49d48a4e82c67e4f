import type { Agency } from '../../src/agencies/agency.views.js';
import type { Calendar, CalendarChange, CalendarPage } from '../../src/sla/calendars.views.js';
import type { City } from './city.js';
import type { Answer } from './client.js';

export const day = (date: string, kind = 'local', name = `Libur ${date}`): object => ({ date, kind, name });
/** Monday to Friday. */
export const week = (...windows: [string, string][]): object[] => [
  { days: [{ weekdays: [1, 2, 3, 4, 5], windows: windows.map(([opens, closes]) => ({ opens, closes })) }] },
];
export const roundTheClock = [{ days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], windows: [{ opens: '00:00', closes: '24:00' }] }] }];
/** Today in Tanjungpinang. */
export const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
export const offDates = ({ daysOff }: Calendar): string[] => daysOff.map(({ date }) => date);

/** Whoever keeps the calendars of a city. */
export class CalendarDesk {
  private made = 0;

  private constructor(
    readonly city: City,
    /** The calendar that the city began with. */
    readonly cityCalendar: string,
  ) {}

  static async of(city: City): Promise<CalendarDesk> {
    const { body } = await city.anyone.call<CalendarPage>('listCalendars');
    return new CalendarDesk(city, body.items[0]?.id ?? '');
  }

  read = async (id: string, version?: number): Promise<Calendar> =>
    (await this.city.anyone.call<Calendar>('readCalendar', { path: { id }, query: version === undefined ? {} : { version } })).body;

  create = (agencyId: string, own: object = {}): Promise<Answer<Calendar>> =>
    this.city.admin.call<Calendar>('createCalendar', { body: { agencyId, name: `Kalender ${this.made}`, reason: 'Uji', ...own } });

  change = (id: string, body: object, headers = {}): Promise<Answer<CalendarChange>> =>
    this.city.admin.call<CalendarChange>('changeCalendar', { path: { id }, body: { reason: 'Uji', ...body }, headers });

  import = (id: string, body: object): Promise<Answer<CalendarChange>> =>
    this.city.admin.call<CalendarChange>('importDaysOff', { path: { id }, body: { reason: 'Uji', ...body } });

  /** A department with nothing of its own yet. */
  async anAgency(parentId = this.city.agencies.tpi): Promise<string> {
    this.made += 1;
    const names = { code: `dinas-${this.made}`, name: `Dinas Percobaan ${this.made}`, shortName: `DP ${this.made}` };
    const { body } = await this.city.admin.call<Agency>('createAgency', { body: { ...names, parentId, kind: 'agency', validFrom: '2017-01-01' } });
    return body.id;
  }

  /** What an operation that must refuse says: codes and pointers. */
  async faults(operation: string, body: object, path: Record<string, string> = {}, status = 400): Promise<string> {
    const { code, errors = [] } = await this.city.admin.refused(operation, status, { path, body: { reason: 'Uji', ...body } });
    return errors.length === 0 ? code : errors.map((error) => `${error.code} ${error.pointer}`).join(', ');
  }
}
