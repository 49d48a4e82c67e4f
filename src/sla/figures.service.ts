import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal } from '../journal/journal.js';
import { rows, statement } from '../platform/sql.js';

/**
 * What is measured: the clocks of the government when they end; `follow_up_pace` (*laju tindak lanjut*), from a report's
 * first disposition to an agency to its first follow-up; `return`, each time an agency gives a report back.
 */
export const measures = ['verification', 'first_follow_up', 'resolution', 'follow_up_pace', 'return'] as const;
export type Measure = (typeof measures)[number];

/** One thing measured, attributed as it was at this moment: what is reclassified or moved later does not change the past. */
export interface Measured {
  measure: Measure;
  reportId: string;
  rootAgencyId: string;
  /** Who is answerable: the agency of the clock or the disposition, the city for the verification. */
  agencyId: string;
  categoryId: string | null;
  regionCode: string | null;
  /** In time; true where there is no limit. */
  met: boolean;
  /** Office time in minutes, pauses taken off. */
  workedMinutes: number;
  at: Date;
}

const count = statement(
  'figure_count',
  `insert into sla_figure (day, measure, root_agency_id, agency_id, category_id, region_code, met, worked_minutes, n)
   select ($8::timestamptz at time zone root.zone)::date, $1::text, root.id, $3::uuid, $4::uuid, $5::text, $6::boolean, $7::integer, 1 from agency root where root.id = $2
   on conflict (day, measure, agency_id, category_id, region_code, met, worked_minutes) do update set n = sla_figure.n + excluded.n`,
);

/** Keeps the figures of merit: a fact for each thing measured, and the roll-up that counts those facts by day. */
@Injectable()
export class FiguresService {
  constructor(private readonly journal: Journal) {}

  /** In the transaction that made it true. Whoever records several things, does so in the order of `measures`, or two transactions wait for each other. */
  async record(tx: EntityManager, measured: Measured): Promise<void> {
    const { measure, reportId, rootAgencyId, agencyId, categoryId, regionCode, met, at } = measured;
    const workedMinutes = Math.max(0, Math.round(measured.workedMinutes));
    await this.journal.record(tx, {
      type: 'report.measured',
      subject: { kind: 'report', id: reportId },
      at,
      actor: { kind: 'system' },
      agencyId,
      data: { measure, agencyId, categoryId, regionCode, met, workedMinutes },
    });
    await rows(tx, count, [measure, rootAgencyId, agencyId, categoryId, regionCode, met, workedMinutes, at]);
  }
}
