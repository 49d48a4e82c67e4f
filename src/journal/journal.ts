import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { rows, statement } from '../platform/sql.js';
import { type Fact, factTypes } from './fact.js';

const insert = statement(
  'fact_insert',
  `insert into fact (id, type, subject_kind, subject_id, report_id, at, actor_kind, actor_id, agency_id, visibility, data)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** Writes a fact in the transaction that made it true. */
@Injectable()
export class Journal {
  async record(tx: EntityManager, fact: Fact): Promise<void> {
    const { type, subject, at, actor, agencyId, data } = fact;
    const reportId = subject.kind === 'report' ? subject.id : null;
    await rows(tx, insert, [
      v7(),
      type,
      subject.kind,
      subject.id,
      reportId,
      at,
      actor.kind,
      actor.id ?? null,
      agencyId ?? null,
      factTypes[type],
      data ?? {},
    ]);
  }
}
