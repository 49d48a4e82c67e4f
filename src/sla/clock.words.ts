import type { Language } from '../platform/refusal.js';
import type { ClockKind } from './clock.kinds.js';
import type { RuledClass } from './policy.defaults.js';

/** What is timed, as it is said. */
export const kindNames: Record<Language, Record<ClockKind, string>> = {
  id: {
    verification: 'Verifikasi',
    first_follow_up: 'Tindak lanjut pertama',
    resolution: 'Penyelesaian',
    reporter_reply: 'Tanggapan pelapor',
    completion: 'Pelengkapan',
    ombudsman_offer: 'Tawaran Ombudsman',
  },
  en: {
    verification: 'Verification',
    first_follow_up: 'First follow-up',
    resolution: 'Resolution',
    reporter_reply: 'Reply of the reporter',
    completion: 'Completion',
    ombudsman_offer: 'Offer of the Ombudsman',
  },
};

/** The legal classes, as they are said. */
export const classNames: Record<Language, Record<RuledClass, string>> = {
  id: {
    information_request: 'permintaan informasi',
    complaint: 'pengaduan',
    oversight_complaint: 'pengaduan berkadar pengawasan',
    aspiration: 'aspirasi',
  },
  en: {
    information_request: 'request for information',
    complaint: 'complaint',
    oversight_complaint: 'oversight complaint',
    aspiration: 'aspiration',
  },
};
