import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'auth.login_failed': no(
    'unauthenticated',
    'Gagal masuk',
    'Sign-in failed',
    'Surel atau kata sandi salah, atau akun ditangguhkan.',
    'The e-mail or the password is wrong, or the account is suspended.',
  ),
  'auth.refresh_failed': no(
    'unauthenticated',
    'Sesi berakhir',
    'Session ended',
    'Token penyegar tidak sah, sudah dipakai, atau sesinya berakhir. Masuk lagi.',
    'The refresh token is not valid or was used before, or its session has ended. Sign in again.',
  ),
  'auth.password_wrong': no('invalid', 'Kata sandi salah', 'Wrong password', 'Kata sandi yang sekarang salah.', 'The current password is wrong.'),
  'user.not_found': no('missing', 'Pengguna tidak ditemukan', 'No such user', 'Tidak ada pengguna ini.', 'There is no such user.'),
  'user.email_taken': no(
    'conflict',
    'Surel sudah dipakai',
    'E-mail taken',
    'Sudah ada akun dengan alamat surel ini.',
    'There is an account with this e-mail address already.',
  ),
  'user.agency_unknown': no(
    'invalid',
    'Instansi tidak dikenal',
    'Unknown agency',
    'Tidak ada instansi dengan id ini.',
    'There is no agency with this id.',
  ),
  'user.last_administrator': no(
    'conflict',
    'Admin terakhir',
    'Last administrator',
    'Kota harus memiliki paling sedikit satu admin yang aktif.',
    'The city must keep at least one active administrator.',
  ),
  'oauth.invalid_request': no(
    'invalid',
    'Permintaan tidak valid',
    'Invalid request',
    'Permintaan tidak valid: {reason}.',
    'Invalid request: {reason}.',
  ),
  'oauth.invalid_client': no(
    'unauthenticated',
    'Klien tidak sah',
    'Invalid client',
    'Klien tidak dikenal, dinonaktifkan, atau rahasianya salah.',
    'The client is unknown or disabled, or its secret is wrong.',
  ),
  'oauth.invalid_scope': no(
    'invalid',
    'Lingkup tidak sah',
    'Invalid scope',
    'Klien ini tidak memiliki lingkup yang diminta.',
    'The client does not hold every scope it asks for.',
  ),
  'oauth.unsupported_grant_type': no(
    'invalid',
    'Jenis hibah tidak didukung',
    'Unsupported grant type',
    'Hanya client_credentials yang didukung.',
    'Only client_credentials is supported.',
  ),
});
