import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'auth.required': no(
    'unauthenticated',
    'Perlu masuk',
    'Sign-in required',
    'Operasi ini memerlukan token akses atau kunci laporan.',
    'This operation needs an access token or a report key.',
  ),
  'auth.token_invalid': no(
    'unauthenticated',
    'Token tidak sah',
    'Invalid token',
    'Token akses tidak sah, kedaluwarsa, atau sudah dicabut.',
    'The access token is not valid, has expired, or was revoked.',
  ),
  'auth.not_permitted': no(
    'forbidden',
    'Tidak berwenang',
    'Not permitted',
    'Peran Anda tidak memiliki izin {permission}.',
    'Your roles do not hold the permission {permission}.',
  ),
});
