import { declareRefusals, no } from '../platform/refusal.js';

export const refuse = declareRefusals({
  'category.not_found': no(
    'missing',
    'Kategori tidak ditemukan',
    'No such category',
    'Tidak ada kategori dengan id ini.',
    'There is no category with this id.',
  ),
  'category.parent_unknown': no(
    'invalid',
    'Kategori induk tidak dikenal',
    'Unknown parent category',
    'Tidak ada kategori dengan id {id} di kota ini.',
    'There is no category with the id {id} in this city.',
  ),
  'category.parent_closed': no(
    'invalid',
    'Kategori induk sudah tidak berlaku',
    'Parent category closed',
    'Kategori {name} tidak berlaku hari ini.',
    'The category {name} is not valid today.',
  ),
  'category.too_deep': no(
    'invalid',
    'Kategori terlalu dalam',
    'Category too deep',
    'Kategori hanya dua tingkat, dan {name} sudah di tingkat kedua.',
    'Categories have two levels, and {name} is on the second.',
  ),
  'category.code_taken': no(
    'conflict',
    'Kode kategori sudah dipakai',
    'Category code taken',
    'Kode {code} sudah dipakai oleh kategori lain di kota ini.',
    'The code {code} is taken by another category of this city.',
  ),
  'category.question_repeated': no(
    'invalid',
    'Pertanyaan berulang',
    'Question repeated',
    'Kode {code} sudah dipakai di daftar ini.',
    'The code {code} stands in this list already.',
  ),
  'category.question_choices': no(
    'invalid',
    'Pilihan tidak sesuai',
    'Choices do not fit',
    'Pertanyaan pilihan memerlukan choices; jenis lain tidak memilikinya.',
    'A choice question needs choices; the other types have none.',
  ),
});
