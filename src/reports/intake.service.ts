import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { expectKey, type Once } from '../platform/idempotency.js';
import { Transactions } from '../platform/transactions.js';
import type { FileReport } from './intake.requests.js';
import { checkChannel, checkDay, type Filing, IntakeRows } from './intake.rows.js';
import { newCode } from './report.code.js';
import { factActor } from './report.desk.js';
import { masked } from './report.entity.js';
import { ReportReferences } from './report.references.js';
import { digestKey } from './report.steps.js';
import { ReportsQuery } from './reports.query.js';
import type { FiledReport } from './report.views.js';

/** The one way in: web, app, SMS, letters, Open311 and the national system all end here. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly references: ReportReferences,
    private readonly rows: IntakeRows,
    private readonly query: ReportsQuery,
  ) {}

  /** Files a report. The key in the answer makes its holder the reporter and is shown this once. */
  file(actor: Actor, input: FileReport, once?: Once): Promise<FiledReport> {
    if (actor.kind === 'client') expectKey(once);
    return this.transactions.run(once, async (tx) => {
      const reportKey = randomBytes(18).toString('base64url');
      const filing = await this.prepare(tx, actor, input, reportKey);
      await this.rows.write(tx, filing, factActor(actor, filing.accountId !== null));
      const reporter = new Actor(actor, actor.language, reportKey);
      return { ...(await this.query.read(reporter, filing.id, tx)), reportKey };
    });
  }

  private async prepare(tx: EntityManager, actor: Actor, input: FileReport, reportKey: string): Promise<Filing> {
    const now = await this.clock.now(tx);
    const city = await this.references.city(tx);
    checkDay(input.occurredOn, now);
    const category = input.categoryId === undefined ? undefined : await this.references.category(tx, input.categoryId, city.id);
    if (input.requestedAgencyId !== undefined) await this.references.agency(tx, input.requestedAgencyId, '/requestedAgencyId', city.id);
    return {
      ...(await this.references.place(tx, input.location, namesIn(input))),
      id: v7(),
      rootAgencyId: city.id,
      code: newCode(city.codePrefix, randomBytes),
      title: input.title,
      body: input.body,
      publicTitle: masked(input.title, namesIn(input)),
      publicBody: masked(input.body, namesIn(input)),
      type: input.type,
      categoryId: input.categoryId ?? null,
      categoryIds: category ? [category.id, ...category.ancestors] : [],
      requestedAgencyId: input.requestedAgencyId ?? null,
      anonymous: input.anonymous ?? false,
      // Violence, children, whistle-blowing, corruption: the category itself asks for silence.
      confidential: (input.confidential ?? false) || (category?.sensitive ?? false),
      channel: checkChannel(actor, input.channel),
      occurredOn: input.occurredOn ?? null,
      filedAt: now,
      reportKeyHash: digestKey(reportKey),
      accountId: actor.kind === 'user' && actor.roles.every(({ role }) => role === 'citizen') ? (actor.id ?? null) : null,
      clientId: actor.kind === 'client' ? (actor.id ?? null) : null,
      reporter: input.reporter,
    };
  }
}

const namesIn = ({ reporter }: FileReport): string[] => (reporter?.name === undefined ? [] : [reporter.name]);
