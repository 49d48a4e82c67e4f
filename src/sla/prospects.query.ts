import { Injectable } from '@nestjs/common';
import type { Language } from '../platform/refusal.js';
import type { Reader } from '../platform/sql.js';
import { CalendarsQuery } from './calendars.query.js';
import type { ClockKind } from './clock.kinds.js';
import { type Deadline, dueAt, historyOf } from './deadline.js';
import { sentenceOf } from './ledger.sentence.js';
import { type Choice, type ClockContext, PoliciesQuery } from './policies.query.js';

/** A clock that nobody has started. */
interface Supposed {
  kind: ClockKind;
  agencyId: string;
  context: ClockContext;
  at: Date;
}

/** How it would run. */
export interface Prospect extends Choice {
  deadline: Deadline & { dueAt: Date };
  sentence: (language: Language) => string;
}

/** Says how clocks would run. Nothing is written. */
@Injectable()
export class ProspectsQuery {
  constructor(
    private readonly policies: PoliciesQuery,
    private readonly calendars: CalendarsQuery,
  ) {}

  async of(reader: Reader, { kind, agencyId, context, at }: Supposed): Promise<Prospect> {
    const choice = await this.policies.choose(reader, kind, agencyId, context, at);
    const history = historyOf(await this.calendars.load(reader, choice.calendar), at);
    const { limit } = choice.policy;
    const found = dueAt(history, limit);
    if (found.dueAt === null) throw new Error('A clock without a pause has no deadline');
    const deadline = { ...found, dueAt: found.dueAt };
    return { ...choice, deadline, sentence: (language) => sentenceOf(history, limit, deadline, language) };
  }
}
