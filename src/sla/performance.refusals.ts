import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'performance.in_future': no(
    'invalid',
    'Tanggal di masa depan',
    'Day in the future',
    'asOf tidak boleh sesudah hari ini, {today}.',
    'asOf cannot be after today, {today}.',
  ),
  'performance.period_reversed': no(
    'invalid',
    'Periode terbalik',
    'Period reversed',
    'Periode dari {from} sampai {to} tidak memuat satu hari pun.',
    'The period from {from} to {to} holds no day.',
  ),
});
