import { declareRefusals, no, type RefusalText } from '../platform/refusal.js';
import type { CalendarFaultCode } from './calendar.js';

const texts: Record<CalendarFaultCode, RefusalText> = {
  'calendar.zone_unknown': no(
    'invalid',
    'Zona waktu tidak dikenal',
    'Unknown zone',
    'Sebut zona waktu yang dikenal; kalender tanpa induk tidak dapat mewarisinya.',
    'Name a known zone; a calendar with none above it cannot inherit one.',
  ),
  'calendar.date_unknown': no(
    'invalid',
    'Tanggal tidak ada',
    'No such date',
    'Tanggal ini tidak ada di antara tahun 1970 dan 2199.',
    'There is no such date between 1970 and 2199.',
  ),
  'calendar.year_unknown': no(
    'invalid',
    'Tahun tidak dikenal',
    'Unknown year',
    'Tahun harus antara 1970 dan 2199.',
    'A year must be between 1970 and 2199.',
  ),
  'calendar.time_unknown': no(
    'invalid',
    'Jam tidak dikenal',
    'Unknown time of day',
    'Jam ditulis HH:mm, paling lambat 24:00.',
    'A time of day is written HH:mm, 24:00 at the latest.',
  ),
  'calendar.weekday_unknown': no(
    'invalid',
    'Hari tidak dikenal',
    'Unknown weekday',
    'Hari ditulis 1 (Senin) sampai 7 (Minggu).',
    'Weekdays are 1 (Monday) to 7 (Sunday).',
  ),
  'calendar.weekday_twice': no(
    'invalid',
    'Hari disebut dua kali',
    'Weekday twice',
    'Jam kerja hari ini sudah disebut dalam pekan yang sama.',
    'The hours of this weekday are given in the same week already.',
  ),
  'calendar.window_empty': no(
    'invalid',
    'Jam kerja tanpa lama',
    'Window of no length',
    'Jam buka dan jam tutup tidak boleh sama.',
    'A window may not close when it opens.',
  ),
  'calendar.windows_overlap': no(
    'invalid',
    'Jam kerja bertumpang tindih',
    'Windows overlap',
    'Jam kerja ini bertumpang tindih dengan yang lain, pada hari yang sama atau hari sebelumnya.',
    'The window overlaps another one, on the same day or from the day before.',
  ),
  'calendar.hours_missing': no(
    'invalid',
    'Jam kerja belum lengkap',
    'Hours missing',
    'Kalender memerlukan satu pekan biasa, tanpa from dan to; kalender tanpa induk tidak dapat mewarisinya.',
    'A calendar needs one ordinary week, without from and to; one with none above it cannot inherit it.',
  ),
  'calendar.hours_twice': no(
    'invalid',
    'Pekan biasa disebut dua kali',
    'Ordinary week twice',
    'Hanya satu pekan yang boleh tanpa from dan to.',
    'Only one week may be without from and to.',
  ),
  'calendar.period_open': no(
    'invalid',
    'Masa tidak lengkap',
    'Period not complete',
    'Masa memerlukan hari pertama dan hari terakhir.',
    'A period needs its first and its last day.',
  ),
  'calendar.period_reversed': no('invalid', 'Masa terbalik', 'Period reversed', 'Masa berakhir sebelum mulai.', 'The period ends before it begins.'),
  'calendar.period_overlap': no(
    'invalid',
    'Masa bertumpang tindih',
    'Periods overlap',
    'Masa ini bertumpang tindih dengan masa lain.',
    'The period overlaps another one.',
  ),
  'calendar.day_twice': no(
    'invalid',
    'Hari libur ganda',
    'Day off twice',
    'Tanggal ini tercantum lebih dari sekali.',
    'This date stands in the list more than once.',
  ),
  'calendar.no_working_time': no(
    'invalid',
    'Tanpa jam kerja',
    'No working time',
    'Kalender ini tidak memiliki satu pun saat kerja.',
    'The calendar has not one working moment.',
  ),
};

declareRefusals(texts);
