import { OneOf, Parts, Whole } from '../platform/shape.js';
import type { LimitUnit } from './deadline.js';

export const limitUnits = ['working_day', 'working_hour', 'calendar_day'] as const satisfies LimitUnit[];

/** How long a clock runs (*jangka waktu*). */
export class Limit {
  /** How many: days 1 to 3650, working hours 1 to 87 600, which is ten years. @example 14 */
  @Whole(1, 87_600) amount: number;
  /** working_day (*hari kerja*), working_hour (*jam kerja*) or calendar_day (*hari kalender*). @example "working_day" */
  @OneOf(limitUnits) unit: LimitUnit;
}

const addresseeRoles = ['officer', 'liaison', 'coordinator', 'supervisor'] as const;
const addresseePlaces = ['agency', 'city'] as const;

/** Whom a step of escalation is for. */
export class Addressee {
  /** The role. @example "supervisor" */
  @OneOf(addresseeRoles) role: (typeof addresseeRoles)[number];
  /** At the agency that is late, or at the city. @example "city" */
  @OneOf(addresseePlaces) at: (typeof addresseePlaces)[number];
}

/** One step of escalation (*eskalasi*). */
export class EscalationStep {
  /** So many working days after the deadline. @example 3 */
  @Whole(0, 365) afterWorkingDays: number;
  /** Whom it is for. */
  @Parts(() => Addressee, 1, 8) to: Addressee[];
}
