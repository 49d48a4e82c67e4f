import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'policy.none': no(
    'conflict',
    'Belum ada aturan jangka waktu',
    'No rule for this limit',
    'Kota ini belum memiliki aturan jangka waktu untuk {kind}.',
    'This city has no rule on the limit of {kind}.',
  ),
});
