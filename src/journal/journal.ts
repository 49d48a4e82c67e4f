import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { rows, statement } from '../platform/sql.js';
import { type Fact, factTypes } from './fact.js';

const columns = 'id, type, subject_kind, subject_id, report_id, at, actor_kind, actor_id, agency_id, visibility, data';
const insert = statement('fact_insert', `insert into fact (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const insertMany = statement(
  'fact_insert_many',
  `insert into fact (${columns})
   select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::jsonb[])`,
);

/** Writes a fact in the transaction that made it true. */
@Injectable()
export class Journal {
  async record(tx: EntityManager, fact: Fact): Promise<void> {
    await rows(tx, insert, valuesOf(fact));
  }

  /** Many facts in one statement, in this order. */
  async recordAll(tx: EntityManager, facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return;
    const lines = facts.map(valuesOf);
    await rows(tx, insertMany, lines[0]?.map((_, column) => lines.map((line) => line[column])) ?? []);
  }
}

function valuesOf({ type, subject, at, actor, agencyId, data }: Fact): unknown[] {
  const reportId = subject.kind === 'report' ? subject.id : null;
  const what = [v7(), type, subject.kind, subject.id, reportId, at];
  return [...what, actor.kind, actor.id ?? null, agencyId ?? null, factTypes[type], JSON.stringify(data ?? {})];
}
