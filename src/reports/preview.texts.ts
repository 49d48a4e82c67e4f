import type { Language } from '../platform/refusal.js';

/** Facts without which reports are often asked back about: where, when, what, and what it is about. */
export const missingFacts = ['location_missing', 'day_missing', 'body_short', 'category_missing'] as const;
export type MissingReason = (typeof missingFacts)[number];

/** Shorter texts seldom tell what happened. */
export const shortBody = 40;

export const missingTexts: Record<MissingReason, { pointer: string } & Record<Language, string>> = {
  location_missing: {
    pointer: '/location',
    id: 'Sebutkan lokasinya: titik di peta, alamat, atau kelurahan.',
    en: 'Say where it is: a position on the map, an address, or the village.',
  },
  day_missing: { pointer: '/occurredOn', id: 'Sebutkan tanggal kejadiannya.', en: 'Say on which day it happened.' },
  body_short: {
    pointer: '/body',
    id: `Ceritakan lebih lengkap apa yang terjadi, sekurangnya ${shortBody} huruf.`,
    en: `Tell more of what happened, in ${shortBody} characters or more.`,
  },
  category_missing: {
    pointer: '/categoryId',
    id: 'Pilih kategorinya bila tahu; laporan lebih cepat sampai ke instansi yang berwenang.',
    en: 'Choose the category if you know it; the report then reaches the agency in charge sooner.',
  },
};
