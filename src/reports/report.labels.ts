import type { Language } from '../platform/refusal.js';
import type { Status } from './report.status.js';

/** Statuses for people. The Indonesian words are those of SP4N-LAPOR! where it has one. */
export const statusLabels: Record<Status, Record<Language, string>> = {
  received: { id: 'Belum Terverifikasi', en: 'Not yet verified' },
  needs_information: { id: 'Tunda (menunggu pelapor)', en: 'Waiting for the reporter' },
  dispatched: { id: 'Terverifikasi, Belum Ditindaklanjuti', en: 'Verified, not yet followed up' },
  in_progress: { id: 'Proses', en: 'In progress' },
  answered: { id: 'Dijawab, menunggu tanggapan pelapor', en: 'Answered, waiting for the reporter' },
  closed: { id: 'Selesai', en: 'Closed' },
  archived: { id: 'Arsip', en: 'Archived' },
  transferred: { id: 'Bukan Wewenang', en: 'Transferred to another body' },
};
