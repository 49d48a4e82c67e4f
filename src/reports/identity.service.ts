import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Journal } from '../journal/journal.js';
import { row, statement } from '../platform/sql.js';
import { Transactions } from '../platform/transactions.js';
import { Vault } from '../platform/vault.js';
import type { ReadIdentity } from './identity.requests.js';
import type { Identity } from './identity.views.js';
import { factActor } from './report.desk.js';
import { openIdentity, type SealedIdentity } from './report.identity.js';
import { refuse } from './report.refusals.js';
import { ReportSteps } from './report.steps.js';

const read = statement('identity_read', 'select name, phone, email, nik from report_identity where report_id = $1');

/** Reading who reported: permission, reason, and a fact for every reading. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly steps: ReportSteps,
    private readonly journal: Journal,
    private readonly vault: Vault,
  ) {}

  /** @throws Refusal `report.identity_hidden` for an anonymous report, whoever asks */
  read(actor: Actor, id: string, { reason }: ReadIdentity): Promise<Identity> {
    return this.transactions.run(undefined, async (tx) => {
      const desk = await this.steps.lay(tx, actor, id);
      this.steps.checkPermission(desk, 'report.identify');
      if (desk.report.anonymous) throw refuse('report.identity_hidden');
      await this.journal.record(tx, {
        type: 'report.identity_read',
        subject: { kind: 'report', id },
        at: desk.now,
        actor: factActor(actor, false),
        ...(actor.roles[0] ? { agencyId: actor.roles[0].agencyId } : {}),
        data: { reason },
      });
      const sealed = await row<SealedIdentity & { nik: Buffer | null }>(tx, read, [id]);
      return { ...openIdentity(this.vault, id, sealed), hasNik: (sealed?.nik ?? null) !== null };
    });
  }
}
