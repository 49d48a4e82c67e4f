import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { ReturnReport } from './action.requests.js';
import type { DispositionRecord } from './disposition.entity.js';
import { ReportClocks } from './report.clocks.js';
import { type Desk, type FactData, say } from './report.desk.js';
import { ReportReferences } from './report.references.js';
import { type Call, ReportSteps, stepFor } from './report.steps.js';
import { partsOf, sightOf } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import type { Report } from './report.views.js';

/** What an agency does with a disposition: accept it or give it back. */
@Injectable()
export class HandlingService {
  constructor(
    private readonly steps: ReportSteps,
    private readonly references: ReportReferences,
    private readonly clocks: ReportClocks,
    private readonly query: ReportsQuery,
  ) {}

  accept(actor: Actor, call: Call): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      const disposition = ownDisposition(desk, ({ status }) => status === 'pending');
      disposition.accept();
      await desk.tx.save(disposition);
      return { agencyId: disposition.agencyId };
    };
    return this.steps.take(actor, call, () => 'accept', work, this.answer);
  }

  /** Not our authority (bukan wewenang): back to the coordinator, with a proposal. */
  giveBack(actor: Actor, call: Call, input: ReturnReport): Promise<Report> {
    const work = async (desk: Desk): Promise<FactData> => {
      const { report, tx, now } = desk;
      const proposed =
        input.proposedAgencyId === undefined
          ? undefined
          : await this.references.agency(tx, input.proposedAgencyId, '/proposedAgencyId', report.rootAgencyId);
      const disposition = ownDisposition(desk, ({ status }) => status === 'pending' || status === 'accepted');
      disposition.giveBack(now, proposed?.id ?? null);
      await tx.save(disposition);
      // The return is an answer in time, too: the rule says "first follow-up or return".
      await this.clocks.stopFirstFollowUp(desk, disposition.id, 'done');
      if (disposition.role === 'lead') {
        report.returnCount += 1;
        await this.clocks.measureReturn(desk, disposition.agencyId);
        report.agencyId = null;
        // Nobody works on it until the coordinator hands it on again, so nobody is timed for it.
        await this.clocks.endDispositions(desk);
      }
      return { agencyId: disposition.agencyId, ...(proposed ? { proposedAgencyId: proposed.id } : {}), ...(await say(desk, input.reason, 'noteId')) };
    };
    // With the disposition goes the sight of a confidential report: the outcome is the last that the agency reads of it.
    const outcome = ({ report, tx, facts }: Desk): Promise<Report> => this.query.read(actor, report.id, tx, sightOf(actor, facts));
    return this.steps.take(actor, call, (desk) => stepFor(desk, 'return'), work, outcome);
  }

  private readonly answer = ({ actor, report, tx }: Desk): Promise<Report> => this.query.read(actor, report.id, tx);
}

/** The caller's own disposition, the leading one first. */
export function ownDisposition(desk: Desk, fits: (disposition: DispositionRecord) => boolean): DispositionRecord {
  const own = new Set(partsOf(desk.actor, 'report.handle', desk.facts).map(({ id }) => id));
  const found = desk.dispositions.filter((disposition) => own.has(disposition.id) && fits(disposition)).sort((a, b) => (a.role < b.role ? -1 : 1))[0];
  if (!found) throw new Error('The table opened a step without a disposition');
  return found;
}
