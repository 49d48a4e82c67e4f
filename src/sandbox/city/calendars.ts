import type { OwnMembers } from '../../sla/calendar.inheritance.js';

/** A calendar of the sandbox besides the city's own, by the code of the agency whose offices it is for. */
export interface SandboxCalendar {
  agency: string;
  name: string;
  own: OwnMembers;
  reason: string;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

export const calendars: SandboxCalendar[] = [
  {
    agency: 'damkar',
    name: 'Kalender regu jaga Damkar',
    own: {
      inheritsDaysOff: false,
      hours: [
        {
          days: [
            {
              weekdays: everyDay,
              windows: [
                { opens: '08:00', closes: '20:00' },
                { opens: '20:00', closes: '08:00' },
              ],
            },
          ],
        },
      ],
    },
    reason: 'Regu jaga bekerja bergilir siang dan malam, juga pada hari libur',
  },
  {
    agency: 'rsud',
    name: 'Kalender pelayanan RSUD',
    own: {
      hours: [
        {
          days: [
            { weekdays: [1, 2, 3, 4, 5], windows: [{ opens: '07:30', closes: '16:00' }] },
            { weekdays: [6], windows: [{ opens: '07:30', closes: '13:00' }] },
          ],
        },
      ],
    },
    reason: 'Poliklinik buka sampai Sabtu siang',
  },
];

/**
 * The local day off that is announced while reports run, so that some deadlines of the sandbox have moved: told so many
 * days before the sandbox is loaded, for the first working day at least so many days after.
 */
export const localDayOff = {
  announcedDaysAgo: 2,
  at: '10:00',
  daysAhead: 3,
  name: 'Hari Jadi Kota Otonom Tanjungpinang (contoh)',
  decree: 'Keputusan Wali Kota Tanjungpinang (contoh)',
} as const;
