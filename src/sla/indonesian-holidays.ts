/** A day on which government offices are closed in the whole country. */
export interface HolidayRow {
  /** `YYYY-MM-DD`, the same day in all three zones. */
  date: string;
  /** `joint_leave` is cuti bersama; `election` a polling day, set by its own Keppres and not by the yearly decree. */
  kind: 'national_holiday' | 'joint_leave' | 'election';
  /** As the decree calls it, in Indonesian. */
  name: string;
  /** The decree that makes it a day off. */
  decree: string;
}

const skb2024 = 'SKB 3 Menteri No. 855/2023, 3/2023, 4/2023, diubah dengan No. 236/2024, 1/2024, 2/2024';
const skb2025 = 'SKB 3 Menteri No. 1017/2024, 2/2024, 2/2024';
const skb2025Amended = 'SKB 3 Menteri No. 933/2025, 1/2025, 3/2025 (perubahan atas No. 1017/2024, 2/2024, 2/2024)';
const skb2026 = 'SKB 3 Menteri No. 1497/2025, 2/2025, 5/2025';
const skb2027 = 'SKB 3 Menteri Libur Nasional dan Cuti Bersama 2027 (dari satu salinan, belum dicocokkan dengan sumber kedua)';

type Named = [date: string, name: string];

function rows(kind: HolidayRow['kind'], decree: string, days: Named[]): HolidayRow[] {
  return days.map(([date, name]) => ({ date, kind, name, decree }));
}

/** Years whose list is complete. A clock that runs into another year has no list to count by, and must say so. */
export const coveredYears = [2024, 2025, 2026, 2027];

const year2024 = [
  ...rows('national_holiday', skb2024, [
    ['2024-01-01', 'Tahun Baru 2024 Masehi'],
    ['2024-02-08', 'Isra Mikraj Nabi Muhammad S.A.W.'],
    ['2024-02-10', 'Tahun Baru Imlek 2575 Kongzili'],
    ['2024-03-11', 'Hari Suci Nyepi (Tahun Baru Saka 1946)'],
    ['2024-03-29', 'Wafat Yesus Kristus'],
    ['2024-03-31', 'Kebangkitan Yesus Kristus (Paskah)'],
    ['2024-04-10', 'Idulfitri 1445 Hijriah'],
    ['2024-04-11', 'Idulfitri 1445 Hijriah'],
    ['2024-05-01', 'Hari Buruh Internasional'],
    ['2024-05-09', 'Kenaikan Yesus Kristus'],
    ['2024-05-23', 'Hari Raya Waisak 2568 BE'],
    ['2024-06-01', 'Hari Lahir Pancasila'],
    ['2024-06-17', 'Iduladha 1445 Hijriah'],
    ['2024-07-07', '1 Muharam Tahun Baru Islam 1446 Hijriah'],
    ['2024-08-17', 'Proklamasi Kemerdekaan'],
    ['2024-09-16', 'Maulid Nabi Muhammad S.A.W.'],
    ['2024-12-25', 'Kelahiran Yesus Kristus'],
  ]),
  ...rows('joint_leave', skb2024, [
    ['2024-02-09', 'Cuti Bersama Tahun Baru Imlek 2575 Kongzili'],
    ['2024-03-12', 'Cuti Bersama Hari Suci Nyepi'],
    ['2024-04-08', 'Cuti Bersama Idulfitri 1445 Hijriah'],
    ['2024-04-09', 'Cuti Bersama Idulfitri 1445 Hijriah'],
    ['2024-04-12', 'Cuti Bersama Idulfitri 1445 Hijriah'],
    ['2024-04-15', 'Cuti Bersama Idulfitri 1445 Hijriah'],
    ['2024-05-10', 'Cuti Bersama Kenaikan Yesus Kristus'],
    ['2024-05-24', 'Cuti Bersama Hari Raya Waisak'],
    ['2024-06-18', 'Cuti Bersama Iduladha 1445 Hijriah'],
    ['2024-12-26', 'Cuti Bersama Kelahiran Yesus Kristus'],
  ]),
  ...rows('election', 'Keppres No. 10 Tahun 2024', [['2024-02-14', 'Hari Pemungutan Suara Pemilihan Umum Tahun 2024']]),
  ...rows('election', 'Keppres No. 33 Tahun 2024', [['2024-11-27', 'Hari Pemungutan Suara Pemilihan Kepala Daerah Tahun 2024']]),
];

const year2025 = [
  ...rows('national_holiday', skb2025, [
    ['2025-01-01', 'Tahun Baru 2025 Masehi'],
    ['2025-01-27', 'Isra Mikraj Nabi Muhammad S.A.W.'],
    ['2025-01-29', 'Tahun Baru Imlek 2576 Kongzili'],
    ['2025-03-29', 'Hari Suci Nyepi (Tahun Baru Saka 1947)'],
    ['2025-03-31', 'Idulfitri 1446 Hijriah'],
    ['2025-04-01', 'Idulfitri 1446 Hijriah'],
    ['2025-04-18', 'Wafat Yesus Kristus'],
    ['2025-04-20', 'Kebangkitan Yesus Kristus (Paskah)'],
    ['2025-05-01', 'Hari Buruh Internasional'],
    ['2025-05-12', 'Hari Raya Waisak 2569 BE'],
    ['2025-05-29', 'Kenaikan Yesus Kristus'],
    ['2025-06-01', 'Hari Lahir Pancasila'],
    ['2025-06-06', 'Iduladha 1446 Hijriah'],
    ['2025-06-27', '1 Muharam Tahun Baru Islam 1447 Hijriah'],
    ['2025-08-17', 'Proklamasi Kemerdekaan'],
    ['2025-09-05', 'Maulid Nabi Muhammad S.A.W.'],
    ['2025-12-25', 'Kelahiran Yesus Kristus'],
  ]),
  ...rows('joint_leave', skb2025, [
    ['2025-01-28', 'Cuti Bersama Tahun Baru Imlek 2576 Kongzili'],
    ['2025-03-28', 'Cuti Bersama Hari Suci Nyepi'],
    ['2025-04-02', 'Cuti Bersama Idulfitri 1446 Hijriah'],
    ['2025-04-03', 'Cuti Bersama Idulfitri 1446 Hijriah'],
    ['2025-04-04', 'Cuti Bersama Idulfitri 1446 Hijriah'],
    ['2025-04-07', 'Cuti Bersama Idulfitri 1446 Hijriah'],
    ['2025-05-13', 'Cuti Bersama Hari Raya Waisak'],
    ['2025-05-30', 'Cuti Bersama Kenaikan Yesus Kristus'],
    ['2025-06-09', 'Cuti Bersama Iduladha 1446 Hijriah'],
    ['2025-12-26', 'Cuti Bersama Kelahiran Yesus Kristus'],
  ]),
  // Added in August for the same month: the reason why holiday lists are amended rows and not constants of a year.
  ...rows('joint_leave', skb2025Amended, [['2025-08-18', 'Cuti Bersama Proklamasi Kemerdekaan']]),
];

const year2026 = [
  ...rows('national_holiday', skb2026, [
    ['2026-01-01', 'Tahun Baru 2026 Masehi'],
    ['2026-01-16', 'Isra Mikraj Nabi Muhammad S.A.W.'],
    ['2026-02-17', 'Tahun Baru Imlek 2577 Kongzili'],
    ['2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)'],
    ['2026-03-21', 'Idulfitri 1447 Hijriah'],
    ['2026-03-22', 'Idulfitri 1447 Hijriah'],
    ['2026-04-03', 'Wafat Yesus Kristus'],
    ['2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)'],
    ['2026-05-01', 'Hari Buruh Internasional'],
    ['2026-05-14', 'Kenaikan Yesus Kristus'],
    ['2026-05-27', 'Iduladha 1447 Hijriah'],
    ['2026-05-31', 'Hari Raya Waisak 2570 BE'],
    ['2026-06-01', 'Hari Lahir Pancasila'],
    ['2026-06-16', '1 Muharam Tahun Baru Islam 1448 Hijriah'],
    ['2026-08-17', 'Proklamasi Kemerdekaan'],
    ['2026-08-25', 'Maulid Nabi Muhammad S.A.W.'],
    ['2026-12-25', 'Kelahiran Yesus Kristus'],
  ]),
  ...rows('joint_leave', skb2026, [
    ['2026-02-16', 'Cuti Bersama Tahun Baru Imlek 2577 Kongzili'],
    ['2026-03-18', 'Cuti Bersama Hari Suci Nyepi'],
    ['2026-03-20', 'Cuti Bersama Idulfitri 1447 Hijriah'],
    ['2026-03-23', 'Cuti Bersama Idulfitri 1447 Hijriah'],
    ['2026-03-24', 'Cuti Bersama Idulfitri 1447 Hijriah'],
    ['2026-05-15', 'Cuti Bersama Kenaikan Yesus Kristus'],
    ['2026-05-28', 'Cuti Bersama Iduladha 1447 Hijriah'],
    ['2026-12-24', 'Cuti Bersama Kelahiran Yesus Kristus'],
  ]),
];

const year2027 = [
  ...rows('national_holiday', skb2027, [
    ['2027-01-01', 'Tahun Baru 2027 Masehi'],
    ['2027-01-05', 'Isra Mikraj Nabi Muhammad S.A.W. 1448 Hijriah'],
    ['2027-02-06', 'Tahun Baru Imlek 2578 Kongzili'],
    ['2027-03-08', 'Hari Suci Nyepi (Tahun Baru Saka 1949)'],
    ['2027-03-10', 'Idulfitri 1448 Hijriah'],
    ['2027-03-11', 'Idulfitri 1448 Hijriah'],
    ['2027-03-26', 'Wafat Yesus Kristus'],
    ['2027-03-28', 'Kebangkitan Yesus Kristus (Paskah)'],
    ['2027-05-01', 'Hari Buruh Internasional'],
    ['2027-05-06', 'Kenaikan Yesus Kristus'],
    ['2027-05-17', 'Iduladha 1448 Hijriah'],
    ['2027-05-20', 'Hari Raya Waisak 2571 BE'],
    ['2027-06-01', 'Hari Lahir Pancasila'],
    ['2027-06-06', '1 Muharam Tahun Baru Islam 1449 Hijriah'],
    ['2027-08-15', 'Maulid Nabi Muhammad S.A.W.'],
    ['2027-08-17', 'Proklamasi Kemerdekaan'],
    ['2027-12-25', 'Kelahiran Yesus Kristus'],
    ['2027-12-26', 'Isra Mikraj Nabi Muhammad S.A.W. 1449 Hijriah'],
  ]),
  ...rows('joint_leave', skb2027, [
    ['2027-02-05', 'Cuti Bersama Tahun Baru Imlek 2578 Kongzili'],
    ['2027-03-09', 'Cuti Bersama Idulfitri 1448 Hijriah'],
    ['2027-03-12', 'Cuti Bersama Idulfitri 1448 Hijriah'],
    ['2027-03-15', 'Cuti Bersama Idulfitri 1448 Hijriah'],
    ['2027-03-25', 'Cuti Bersama Wafat Yesus Kristus'],
    ['2027-05-18', 'Cuti Bersama Iduladha 1448 Hijriah'],
    ['2027-05-19', 'Cuti Bersama Hari Raya Waisak 2571 BE'],
    ['2027-12-24', 'Cuti Bersama Kelahiran Yesus Kristus'],
  ]),
];

/**
 * National holidays, joint leave and polling days 2024–2027, one row a date, in order of date.
 *
 * Source: the yearly joint decree of three ministers (SKB 3 Menteri: Agama, Ketenagakerjaan, PANRB) with its amendments, and the
 * two Keppres on the polling days of 2024. Feasts that almanacs add but no decree names are left out. Dates on weekends are kept as
 * the decree lists them. 2027 rests on one transcription of the decree, and each of its rows says so.
 */
export const indonesianHolidays: HolidayRow[] = [...year2024, ...year2025, ...year2026, ...year2027].sort((a, b) => a.date.localeCompare(b.date));
