import { type Language, momentOf } from './ledger.sentence.js';

/** How a clock stands, for the end of its sentence. */
export interface Standing {
  state: 'running' | 'paused' | 'met' | 'breached';
  stoppedAt: Date | null;
  remainingWorkingDays: number | undefined;
  zone: string;
}

const days = { id: (n: number) => `${n} hari kerja`, en: (n: number) => `${n} working day${n === 1 ? '' : 's'}` };

/** What the account leaves open: how much is left, how late it is, or when it stopped. Empty while a pause lasts. */
export function standingOf({ state, stoppedAt, remainingWorkingDays = 0, zone }: Standing, language: Language): string {
  if (stoppedAt !== null) {
    const when = momentOf(zone, stoppedAt, language);
    if (state === 'breached') return language === 'id' ? `; berhenti ${when}, terlambat` : `; stopped ${when}, late`;
    return language === 'id' ? `; berhenti ${when}` : `; stopped ${when}`;
  }
  if (state === 'running') return language === 'id' ? `; sisa ${days.id(remainingWorkingDays)}` : `; ${days.en(remainingWorkingDays)} left`;
  if (state === 'breached' && remainingWorkingDays < 0)
    return language === 'id' ? `; terlambat ${days.id(-remainingWorkingDays)}` : `; ${days.en(-remainingWorkingDays)} late`;
  return '';
}
