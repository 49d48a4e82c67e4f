import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import type { Fact } from '../journal/fact.js';
import { Journal } from '../journal/journal.js';
import { rows, statement } from '../platform/sql.js';
import { Vault } from '../platform/vault.js';
import { ClocksService, type NextDeadline } from '../sla/clocks.service.js';
import type { ReporterInput } from './intake.requests.js';
import type { Channel, ReportType } from './report.entity.js';
import { sealIdentity } from './report.identity.js';
import type { StoredPlace } from './report.references.js';
import { refuse } from './report.refusals.js';

/** A report as it comes in. */
export interface Filing extends StoredPlace {
  id: string;
  rootAgencyId: string;
  code: string;
  title: string;
  body: string;
  publicTitle: string | null;
  publicBody: string | null;
  type: ReportType;
  categoryId: string | null;
  categoryIds: string[];
  requestedAgencyId: string | null;
  anonymous: boolean;
  confidential: boolean;
  channel: Channel;
  occurredOn: string | null;
  filedAt: Date;
  reportKeyHash: Buffer;
  accountId: string | null;
  clientId: string | null;
  reporter: ReporterInput | undefined;
}

// Filing comes in bursts of ten times the usual during floods, so it is written by prepared statements.
const insertReport = statement(
  'report_insert',
  `insert into report (id, root_agency_id, code, title, body, public_title, public_body, type, status, category_id, requested_agency_id, lat, lng, address,
     public_address, region_code, outside_area, anonymous, confidential, channel, occurred_on, filed_at, updated_at, due_at, yellow_at, report_key_hash, account_id, client_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, 'received', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, $22, $23, $24, $25, $26)`,
);
const insertIdentity = statement('identity_insert', 'insert into report_identity (report_id, name, phone, email, nik) values ($1, $2, $3, $4, $5)');

/** Writes a filed report: the row, the sealed identity, its first clock and its first fact. */
@Injectable()
export class IntakeRows {
  constructor(
    private readonly vault: Vault,
    private readonly clocks: ClocksService,
    private readonly journal: Journal,
  ) {}

  async write(tx: EntityManager, filing: Filing, actor: Fact['actor']): Promise<void> {
    const { id, rootAgencyId, categoryIds, filedAt } = filing;
    const context = { rootAgencyId, categoryIds };
    const clock = await this.clocks.plan(tx, { kind: 'verification', agencyId: rootAgencyId, context, at: filedAt });
    await rows(tx, insertReport, reportValues(filing, clock));
    await this.seal(tx, id, filing.reporter);
    await this.clocks.begin(tx, id, clock);
    await this.journal.record(tx, { type: 'report.filed', subject: { kind: 'report', id }, at: filedAt, actor, data: { to: 'received' } });
  }

  private async seal(tx: EntityManager, id: string, reporter: ReporterInput | undefined): Promise<void> {
    if (!reporter) return;
    await rows(tx, insertIdentity, [id, ...sealIdentity(this.vault, id, reporter)]);
  }
}

function reportValues(filing: Filing, { dueAt, yellowAt }: NextDeadline): unknown[] {
  const { id, rootAgencyId, code, title, body, publicTitle, publicBody, type, categoryId, requestedAgencyId } = filing;
  const { lat, lng, address, publicAddress, regionCode, outsideArea, anonymous, confidential, channel, occurredOn, filedAt } = filing;
  return [
    ...[id, rootAgencyId, code, title, body, publicTitle, publicBody, type, categoryId, requestedAgencyId],
    ...[lat, lng, address, publicAddress, regionCode, outsideArea],
    ...[anonymous, confidential, channel, occurredOn, filedAt, dueAt, yellowAt, filing.reportKeyHash, filing.accountId, filing.clientId],
  ];
}

/** @throws Refusal `report.occurred_in_future`; a day has begun somewhere in Indonesia when it has begun in WIT (UTC+9) */
export function checkDay(occurredOn: string | undefined, now: Date): void {
  const latest = new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  if (occurredOn !== undefined && occurredOn > latest) throw refuse('report.occurred_in_future', { pointer: '/occurredOn' });
}

const openChannels: readonly Channel[] = ['web', 'mobile'];
const assistedChannels: readonly Channel[] = ['walk_in', 'letter', 'phone', 'whatsapp', 'suggestion_box', 'sms'];

/** Who may name which channel. @throws Refusal `report.channel_not_allowed` */
export function checkChannel(actor: Actor, channel: Channel | undefined): Channel {
  if (channel === undefined) return actor.kind === 'client' ? 'api' : 'web';
  const assisted = actor.mayEnter('report.file_assisted') && assistedChannels.includes(channel);
  if (openChannels.includes(channel) || assisted || actor.kind === 'client') return channel;
  throw refuse('report.channel_not_allowed', { pointer: '/channel' });
}
