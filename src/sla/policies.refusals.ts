import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'policy.not_found': no('missing', 'Aturan tidak ditemukan', 'No such rule', 'Tidak ada aturan dengan id ini.', 'There is no rule with this id.'),
  'policy.overlap': no(
    'conflict',
    'Aturan bertumpang tindih',
    'Rules overlap',
    'Untuk kasus yang sama hanya satu aturan boleh berlaku pada satu hari: "{one}" dan "{other}" (id {otherId}).',
    'Of two rules for the same case only one may be in force on a day: "{one}" and "{other}" (id {otherId}).',
  ),
  'policy.rewrites_history': no(
    'conflict',
    'Mengubah jangka waktu yang sudah berjalan',
    'It would rewrite history',
    'Perubahan ini berlaku sejak {date}, yang sudah lewat: jangka waktu yang sudah berjalan akan berubah. Minta recompute, atau mulai hari ini.',
    'The change holds from {date}, which has passed: it would change clocks that have started. Ask for a recompute, or begin today.',
  ),
  'policy.not_in_force': no(
    'conflict',
    'Aturan belum berlaku',
    'Not in force yet',
    'Perubahan ini baru berlaku pada {date}; hitung ulang baru dapat diminta sejak hari itu.',
    'The change holds from {date} only; a recompute can be asked for from then on.',
  ),
  'policy.unchanged': no(
    'conflict',
    'Tidak ada yang berubah',
    'Nothing changes',
    'Aturan sudah berakhir seperti yang diminta.',
    'The rule ends as asked for already.',
  ),
  'policy.replaces_unknown': no(
    'invalid',
    'Aturan yang diganti tidak dikenal',
    'Unknown rule to replace',
    'Tidak ada aturan sejenis dengan id {id} di kota ini.',
    'There is no rule of this kind with the id {id} in this city.',
  ),
  'policy.replaces_later': no(
    'conflict',
    'Aturan yang diganti belum berlaku',
    'The rule to replace begins later',
    'Aturan "{other}" belum berlaku sebelum {date}, sehingga tidak dapat berakhir sehari sebelumnya.',
    'The rule "{other}" does not hold before {date}, so it cannot end the day before.',
  ),
  'policy.category_unknown': no(
    'invalid',
    'Kategori tidak dikenal',
    'Unknown category',
    'Tidak ada kategori dengan id {id} di kota ini.',
    'There is no category with the id {id} in this city.',
  ),
  'policy.agency_unknown': no(
    'invalid',
    'Instansi tidak dikenal',
    'Unknown agency',
    'Tidak ada instansi dengan id {id}.',
    'There is no agency with the id {id}.',
  ),
  'policy.not_ascending': no(
    'invalid',
    'Urutan salah',
    'Wrong order',
    'Nilai-nilainya harus naik, tanpa yang sama.',
    'The values must ascend, none twice.',
  ),
});
