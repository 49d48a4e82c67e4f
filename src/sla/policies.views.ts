import { ApiHideProperty } from '@nestjs/swagger';
import { Named } from '../platform/named.view.js';
import { NextCursor } from '../platform/paging.js';
import { Day, Flag, Id, Instant, OneOf, Optional, Part, Parts, Seldom, Text, Whole, Wholes } from '../platform/shape.js';
import { type ClockKind, clockKinds } from './clock.kinds.js';
import { Impact, Obstacle } from './impact.views.js';
import { EscalationStep, Limit } from './limits.views.js';
import { type RuledClass, ruledClasses } from './policy.defaults.js';

/** A rule on how long a clock runs (*aturan jangka waktu*). Nothing of it changes but the day it ends. */
export class Policy {
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0d01" */
  @Id() id: string;
  /** The kind of clock. @example "resolution" */
  @OneOf(clockKinds) kind: ClockKind;
  /** Only for reports of this legal class; for all without. @example "complaint" */
  @Optional() @OneOf(ruledClasses) classification?: RuledClass;
  /** Only for reports of this category, or one below it; for all without. */
  @Seldom() @Part(() => Named) category?: Named;
  /** For this agency and those below it. */
  @Part(() => Named) agency: Named;
  /** How long the clock runs. */
  @Part(() => Limit) limit: Limit;
  /** Shares of the limit, in percent and ascending, at which handlers are warned. @example [50, 80] */
  @Wholes(1, 99, 0, 5) warnPercents: number[];
  /** Working days without a follow-up after which the zone turns yellow. @example 3 */
  @Seldom() @Whole(1, 3_650) quietDays?: number;
  /** Steps of escalation, the first day first. */
  @Parts(() => EscalationStep, 0, 20) escalation: EscalationStep[];
  /** How often the limit may be extended. @example 2 */
  @Whole(0, 20) maxExtensions: number;
  /** First day on which clocks that start run by it. @example "2024-01-01" */
  @Day() validFrom: string;
  /** Last day on which clocks that start run by it; open-ended without. @example "2031-12-31" */
  @Seldom() @Day() validTo?: string;
  /** Why it was made, or ended. @example "Permenpan RB 62/2018" */
  @Optional() @Text(1, 500) reason?: string;
  /** Grows when the day of its end changes. @example 1 */
  @Whole(1, 1_000_000) version: number;
  /** When it was made. @example "2026-11-24T03:00:00.000Z" */
  @Instant() createdAt: string;
}

/** A page of rules, by kind, the oldest first. */
export class PolicyPage {
  /** The rules. */
  @Parts(() => Policy, 0, 100) items: Policy[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}

/** A rule in one line. */
export class PolicyInBrief {
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0d01" */
  @Id() id: string;
  /** What it says, in the language asked for. @example "Penyelesaian, pengaduan, Kota Tanjungpinang: 14 hari kerja, sejak 2024-01-01" */
  @Text(1, 600) description: string;
}

/** Days without a rule in force. A clock that starts on one runs by the rule that is nearest in time. */
export class PolicyGap {
  /** The first of these days. @example "2027-01-01" */
  @Day() from: string;
  /** The last of these days; without, there is no end. @example "2027-01-31" */
  @Seldom() @Day() to?: string;
  /** The rule that clocks run by which start on the first of these days. */
  @Part(() => PolicyInBrief) fallback: PolicyInBrief;
}

/** What a change of the rules does, or would do. */
export class PolicyChange {
  /** true: nothing was changed. @example true */
  @Flag() dryRun: boolean;
  /** The rule that was made or ended; of a dry run, as it would be, and the id of a new one is not kept. */
  @Part(() => Policy) policy: Policy;
  /** The rule that it replaces, as it stands now. */
  @Seldom() @Part(() => Policy) replaced?: Policy;
  /** Days that had a rule and have none now. */
  @Seldom() @Part(() => PolicyGap) gap?: PolicyGap;
  /** Of a dry run: what a recomputation would do to the clocks that run. Otherwise the job tells, in its `result`, what it has done. */
  @Optional() @Part(() => Impact) impact?: Impact;
  /** Of a dry run: why the change would be refused as it was asked for. */
  @Parts(() => Obstacle, 0, 5) obstacles: Obstacle[];
  /** The job that moves the deadlines: `GET /v1/jobs/{id}`. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0f01" */
  @Optional() @Id() jobId?: string;
  @ApiHideProperty() version: number;
}
