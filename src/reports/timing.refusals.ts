import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'report.extension_late': no(
    'conflict',
    'Jangka waktu tidak dapat diperpanjang',
    'Nothing to extend',
    'Jangka waktu penyelesaian sudah lewat, atau tidak sedang berjalan.',
    'The limit of the answer has passed already, or does not run.',
  ),
  'report.extensions_used': no(
    'conflict',
    'Perpanjangan sudah habis',
    'No extension left',
    'Jangka waktu ini sudah diperpanjang {max} kali, sebanyak yang diizinkan.',
    'This limit has been extended {max} times already, which is all its policy allows.',
  ),
  'report.extension_not_found': no(
    'missing',
    'Perpanjangan tidak ditemukan',
    'Extension not found',
    'Laporan ini tidak memiliki permintaan perpanjangan itu.',
    'This report has no such request for an extension.',
  ),
  'report.extension_settled': no(
    'conflict',
    'Perpanjangan sudah diputuskan',
    'Extension settled already',
    'Permintaan perpanjangan ini sudah disetujui atau diganti.',
    'This request for an extension has been approved or replaced already.',
  ),
  'report.escalation_highest': no(
    'conflict',
    'Eskalasi sudah di tingkat tertinggi',
    'Escalated as far as it goes',
    'Tidak ada tingkat eskalasi di atas ini, atau tidak ada jangka waktu yang berjalan.',
    'There is no step of escalation above this one, or no clock is running.',
  ),
});
