import type { WeekHours } from './calendar.js';

const perpres = 'Perpres No. 21 Tahun 2023 tentang Hari Kerja dan Jam Kerja Instansi Pemerintah dan Pegawai ASN';
const ramadanRule = `${perpres}; SE Menteri PANRB tentang jam kerja pada bulan Ramadan`;

/** Monday to Thursday and Friday. */
function week(ordinary: [string, string, string, string], friday: [string, string, string, string]): WeekHours['days'] {
  return [
    { weekdays: [1, 2, 3, 4], windows: windows(ordinary) },
    { weekdays: [5], windows: windows(friday) },
  ];
}

function windows([opens, pause, resumes, closes]: [string, string, string, string]): WeekHours['days'][number]['windows'] {
  return [
    { opens, closes: pause },
    { opens: resumes, closes },
  ];
}

function ramadan(hijri: number, from: string, to: string, expected = false): WeekHours {
  const decree = expected ? `${ramadanRule} (tanggal perkiraan sebelum sidang isbat)` : ramadanRule;
  return {
    name: `Ramadan ${hijri} Hijriah`,
    decree,
    from,
    to,
    days: week(['08:00', '12:00', '12:30', '15:00'], ['08:00', '11:30', '12:30', '15:30']),
  };
}

/**
 * Office hours of a city government 2024–2027: 37.5 hours a week (Perpres 21/2023), in Ramadan 32.5.
 *
 * Sources: Perpres 21/2023 sets five days a week, the number of hours, when they begin (07:30, in Ramadan 08:00) and how
 * long the breaks are (60 minutes, on Fridays 90; in Ramadan 30 and 60); the ministry's yearly circular (SE Menteri
 * PANRB) repeats them. When a break lies is for each office to say: these are the usual hours. Ramadan begins and ends by
 * the government's isbat; for 2026 and 2027 the dates are expected ones, and their rows say so.
 */
export const defaultHours: WeekHours[] = [
  { name: 'Jam kerja', decree: perpres, days: week(['07:30', '12:00', '13:00', '16:00'], ['07:30', '11:30', '13:00', '16:30']) },
  ramadan(1445, '2024-03-12', '2024-04-09'),
  ramadan(1446, '2025-03-01', '2025-03-30'),
  ramadan(1447, '2026-02-19', '2026-03-20', true),
  ramadan(1448, '2027-02-08', '2027-03-09', true),
];
