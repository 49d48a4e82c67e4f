import type { Permission } from '../access/permissions.js';
import { stepNames, stepOf, type StepName } from './report.lifecycle.js';
import { type Action, actions, type Circumstances, endStatuses, type Status, statuses } from './report.status.js';

/** Is the step open in this status and these circumstances? Who asks is another question. */
export function isOpen(name: StepName, status: Status, now: Circumstances): boolean {
  const { from, when, unless } = stepOf(name);
  return from.includes(status) && (when?.every((one) => now[one]) ?? true) && !unless?.some((one) => now[one]);
}

/** Steps that callers can ask for, by the status they start from: a list asks for each of its reports. */
const asked = new Map(statuses.map((status) => [status, stepNames.filter((name) => stepOf(name).action && stepOf(name).from.includes(status))]));

/** Actions of which at least one step is open and permitted. */
export function openActions(status: Status, now: Circumstances, permits: (permission: Permission) => boolean): Action[] {
  const open = new Set<Action | undefined>();
  for (const name of asked.get(status) ?? []) {
    const { action, needs } = stepOf(name);
    if (needs !== undefined && isOpen(name, status, now) && permits(needs)) open.add(action);
  }
  return open.size === 0 ? [] : actions.filter((action) => open.has(action));
}

/** The table as a state diagram (Mermaid), for the README. */
export function diagram(): string {
  const lines = stepNames.flatMap((name) => {
    const { from, to, action } = stepOf(name);
    if (to === 'same') return [];
    const label = action ? name.replaceAll('_', ' ') : `${name.replaceAll('_', ' ')} (worker)`;
    const targets = to === 'resume' ? (name === 'supply' ? (['received', 'dispatched', 'in_progress'] as const) : []) : [to];
    return from.flatMap((source) => targets.filter((target) => target !== source).map((target) => `  ${source} --> ${target}: ${label}`));
  });
  return ['stateDiagram-v2', '  [*] --> received: file', ...lines, ...endStatuses.map((status) => `  ${status} --> [*]`)].join('\n');
}
