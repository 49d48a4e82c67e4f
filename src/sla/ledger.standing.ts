import type { ClockKind, StopReason } from './clock.kinds.js';
import { kindNames } from './clock.words.js';
import { type Language, momentOf } from './ledger.sentence.js';

/** What a clock is and how it stands, for the beginning and the end of its sentence. */
export interface Standing {
  kind: ClockKind;
  state: 'running' | 'paused' | 'met' | 'breached';
  stoppedAt: Date | null;
  stopReason: StopReason | null;
  remainingWorkingDays: number | undefined;
  zone: string;
}

const days = { id: (n: number) => `${n} hari kerja`, en: (n: number) => `${n} working day${n === 1 ? '' : 's'}` };

/** A deadline's account as that of a clock. */
export function tellStanding(account: string, standing: Standing, language: Language): string {
  const [first = '', rest] = [account[0], account.slice(1, -1)];
  return `${kindNames[language][standing.kind]}: ${first.toLowerCase()}${rest}${endOf(standing, language)}.`;
}

/** What the account leaves open: how much is left, how late it is, or when it stopped. Empty while a pause lasts. */
function endOf({ state, stoppedAt, stopReason, remainingWorkingDays = 0, zone }: Standing, language: Language): string {
  if (stoppedAt !== null) {
    const when = momentOf(zone, stoppedAt, language);
    if (state === 'breached') return language === 'id' ? `; berhenti ${when}, terlambat` : `; stopped ${when}, late`;
    // A clock that something else ended kept nobody's promise.
    if (stopReason === 'done') return language === 'id' ? `; berhenti ${when}, tepat waktu` : `; stopped ${when}, in time`;
    return language === 'id' ? `; berhenti ${when}` : `; stopped ${when}`;
  }
  if (state === 'running') return language === 'id' ? `; sisa ${days.id(remainingWorkingDays)}` : `; ${days.en(remainingWorkingDays)} left`;
  if (state === 'breached' && remainingWorkingDays < 0)
    return language === 'id' ? `; terlambat ${days.id(-remainingWorkingDays)}` : `; ${days.en(-remainingWorkingDays)} late`;
  return '';
}
