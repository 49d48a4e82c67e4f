import { DateTime } from 'luxon';
import { refuse as refuseInput } from '../platform/platform.refusals.js';
import type { FieldFault, Refusal } from '../platform/refusal.js';
import type { Limit } from './deadline.js';
import { refuse } from './policies.refusals.js';
import type { CreatePolicy } from './policies.requests.js';

/** Ten years; a longer limit is a mistake of entry. */
const most = { working_day: 3_650, calendar_day: 3_650, working_hour: 87_600 } as const;

/** @throws Refusal `request.invalid` for a limit over ten years in its unit */
export function expectLimit({ amount, unit }: Limit, pointer: string): void {
  const max = most[unit];
  if (amount > max) throw refuseInput('request.invalid', { faults: [{ pointer, code: 'field.range', params: { min: 1, max } }] });
}

/** @throws Refusal `request.invalid` for warnings or steps of escalation that are not in order */
export function expectSoundSteps({ warnPercents = [], escalation = [] }: CreatePolicy): void {
  const faults: FieldFault[] = [];
  if (!ascends(warnPercents)) faults.push({ pointer: '/warnPercents', code: 'policy.not_ascending' });
  if (!ascends(escalation.map((step) => step.afterWorkingDays))) faults.push({ pointer: '/escalation', code: 'policy.not_ascending' });
  if (faults.length > 0) throw refuseInput('request.invalid', { faults });
}

const ascends = (values: readonly number[]): boolean => values.every((value, place) => place === 0 || value > (values[place - 1] ?? value));

/** What is wrong with a change that holds from this day on. */
export function timingObstacles(date: string, today: string, recompute = false, pointer = '/validFrom'): Refusal[] {
  const about = { pointer, params: { date } };
  if (date < today && !recompute) return [refuse('policy.rewrites_history', about)];
  return date > today && recompute ? [refuse('policy.not_in_force', about)] : [];
}

/** So many days later. */
export const daysAfter = (day: string, days: number): string => DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() ?? day;

/** Of two last days the earlier; null is no end. */
export const earlierOf = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};
