import type { EntityManager } from 'typeorm';
import type { Refusal } from '../platform/refusal.js';
import { row, statement } from '../platform/sql.js';
import { type CalendarDiff, diffOf } from './calendar.diff.js';
import type { EffectiveRules } from './calendar.inheritance.js';
import type { Publication } from './calendars.publishing.js';
import { refuse } from './calendars.refusals.js';
import type { CalendarNode } from './calendars.store.js';

const inForce = statement(
  'calendar_rules_in_force',
  'select rules from calendar_version where calendar_id = $1 and valid_from <= $2 order by version desc limit 1',
);

/** Which members of a request change which members that a difference names. */
const namedBy: Record<CalendarDiff['otherMembers'][number], readonly string[]> = {
  zone: ['zone'],
  hours: ['hours'],
  countJointLeave: ['countJointLeave'],
  needsList: ['inheritsDaysOff', 'coveredYears'],
};

/**
 * A version is made from the newest one. Where that one is not in force yet, its hours would begin early, without anybody
 * having asked for it; days off are dated, so they cannot.
 * @param named the members that the request names
 */
export async function pendingObstacles(
  tx: EntityManager,
  nodes: readonly CalendarNode[],
  { validFrom, changed, followers }: Publication,
  named: readonly string[],
): Promise<Refusal[]> {
  for (const { calendarId, rules } of [changed, ...followers]) {
    const node = nodes.find(({ id }) => id === calendarId);
    if (!node || node.validFrom <= validFrom) continue;
    const current = await row<{ rules: EffectiveRules }>(tx, inForce, [calendarId, validFrom]);
    const early = current ? diffOf(current.rules, rules).otherMembers.filter((member) => !namedBy[member].some((name) => named.includes(name))) : [];
    if (early.length === 0) continue;
    const params = { name: node.name, version: node.version, validFrom: node.validFrom, members: early.join(', ') };
    return [refuse('calendar.pending', { pointer: '/validFrom', params, related: { kind: 'calendar', id: calendarId, name: node.name } })];
  }
  return [];
}
