import { Clearable } from '../agencies/clearable.js';
import { PageQuery } from '../platform/paging.js';
import { Day, Flag, Id, OneOf, Optional, Part, Parts, Seldom, Text, Whole, Wholes } from '../platform/shape.js';
import { type ClockKind, clockKinds } from './clock.kinds.js';
import { EscalationStep, Limit } from './limits.views.js';
import { type RuledClass, ruledClasses } from './policy.defaults.js';

/** Names a rule. */
export class PolicyById {
  /** The rule's id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0d01" */
  @Id() id: string;
}

/** Which rules. */
export class ListPolicies extends PageQuery {
  /** Only those of this kind of clock. @example "resolution" */
  @Optional() @OneOf(clockKinds) kind?: ClockKind;
  /** Only those of this legal class. @example "complaint" */
  @Optional() @OneOf(ruledClasses) classification?: RuledClass;
  /** Only those of this category. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional() @Id() categoryId?: string;
  /** Only those of this agency and of the agencies below it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() agencyId?: string;
  /** Only those in force on this day; all unless said. @example "2026-11-24" */
  @Optional() @Day() on?: string;
}

/** A new rule on how long a clock runs. Of the rules that fit a case the nearest category's wins, then the class's, then the nearest agency's. */
export class CreatePolicy {
  /** The kind of clock. @example "resolution" */
  @OneOf(clockKinds) kind: ClockKind;
  /** Only for reports of this legal class; for all unless said. @example "complaint" */
  @Optional() @OneOf(ruledClasses) classification?: RuledClass;
  /** Only for reports of this category, or one below it; for all unless said. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional() @Id() categoryId?: string;
  /** Only for this agency and those below it; for the whole city unless said. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() agencyId?: string;
  /** How long the clock runs. */
  @Part(() => Limit) limit: Limit;
  /** Shares of the limit, in percent and ascending, at which handlers are warned; 50 and 80 unless said, none in a citizen's window. @example [50, 80] */
  @Optional() @Wholes(1, 99, 0, 5) warnPercents?: number[];
  /** Working days without a follow-up after which the zone turns yellow; 3 for a first follow-up, none for others unless said. @example 3 */
  @Seldom() @Whole(1, 3_650) quietDays?: number;
  /** Steps of escalation, the first day first; the city's usual three unless said. */
  @Optional() @Parts(() => EscalationStep, 0, 5) escalation?: EscalationStep[];
  /** How often the limit may be extended; twice unless said. @example 2 */
  @Optional() @Whole(0, 20) maxExtensions?: number;
  /** First day on which clocks that start run by it; today unless said. @example "2027-01-01" */
  @Optional() @Day() validFrom?: string;
  /** Last day on which clocks that start run by it; open-ended unless said. @example "2031-12-31" */
  @Seldom() @Day() validTo?: string;
  /** A rule of the same kind that this one replaces: it ends the day before. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0d01" */
  @Optional() @Id() replacesId?: string;
  /** Why. @example "Perbaikan drainase memerlukan alat berat" */
  @Text(1, 500) reason: string;
  /** Also move the deadlines of clocks that run already? Not unless asked for. Needed where `validFrom` has passed. @example false */
  @Optional() @Flag() recompute?: boolean;
  /** Only say what would happen? Not unless asked for. @example true */
  @Optional() @Flag() dryRun?: boolean;
}

/** The end of a rule. What else it says never changes: another rule replaces it. */
export class EndPolicy {
  /** Last day on which clocks that start run by it; null: open-ended. @example "2026-12-31" */
  @Clearable() @Day() validTo?: string | null;
  /** Why. @example "Diganti dengan aturan per bidang" */
  @Text(1, 500) reason: string;
  /** Also move the deadlines of clocks that run already? Not unless asked for. Needed where the day has passed. @example false */
  @Optional() @Flag() recompute?: boolean;
  /** Only say what would happen? Not unless asked for. @example true */
  @Optional() @Flag() dryRun?: boolean;
}
