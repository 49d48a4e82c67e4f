import { type ClockKind, governmentClocks } from './clock.kinds.js';

/** A clock as far as its state depends on it. */
interface Timed {
  kind: ClockKind;
  dueAt: Date | string | null;
  pausedAt: Date | string | null;
  stoppedAt: Date | string | null;
}

/** Only the city can be late: a citizen's window that nobody made use of has just ended. */
export function stateOf({ kind, pausedAt, stoppedAt, dueAt }: Timed, now: Date): 'running' | 'paused' | 'met' | 'breached' {
  const end = stoppedAt === null ? now : new Date(stoppedAt);
  if (dueAt !== null && end > new Date(dueAt) && governmentClocks.includes(kind)) return 'breached';
  return stoppedAt !== null ? 'met' : pausedAt === null ? 'running' : 'paused';
}
