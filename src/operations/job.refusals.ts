import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'job.not_found': no(
    'missing',
    'Pekerjaan tidak ditemukan',
    'No such job',
    'Pekerjaan ini tidak ada, atau bukan untuk Anda.',
    'This job does not exist, or is not for you to know of.',
  ),
});
