import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Cursors, limitOf, PageQuery } from '../platform/paging.js';
import { type Reader, rows, statement } from '../platform/sql.js';
import { type FollowUpKind, planOf, type StoredPlan } from './follow-up.entity.js';
import type { FollowUp, FollowUpPage } from './follow-up.views.js';
import { ReportProjection } from './report.projection.js';
import { refuse } from './report.refusals.js';
import { readsWhole } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';

interface FollowUpRow {
  id: string;
  reportId: string;
  kind: FollowUpKind;
  state: 'draft' | 'published';
  body: string;
  publicBody: string | null;
  plan: StoredPlan | null;
  authorId: string;
  author: string;
  agencyId: string;
  agency: string;
  createdAt: Date;
  publishedAt: Date | null;
  version: number;
  /** It belongs to the report's lead. */
  foreign: boolean;
}

const select = `
  select u.id, u.report_id as "reportId", u.kind, u.state, u.body, u.public_body as "publicBody", u.plan, u.author_id as "authorId", p.name as author,
    u.agency_id as "agencyId", a.name as agency, u.created_at as "createdAt", u.published_at as "publishedAt", u.version, u.report_id <> $1 as foreign
  from follow_up u join account p on p.id = u.author_id join agency a on a.id = u.agency_id`;
/** Those of the report, drafts where they may be seen; and what its lead has published, for that reaches all duplicates. */
const own = (drafts: string): string =>
  `((u.report_id = $1 and (u.state = 'published' or ${drafts}))
    or (u.report_id = (select lead_report_id from report where id = $1) and u.state = 'published'))`;
const many = statement(
  'follow_ups',
  `${select} where ${own('$2')} and (u.created_at, u.id) > ($3::timestamptz, $4::uuid) order by u.created_at, u.id limit $5`,
);
const single = statement('follow_up', `${select} where ${own('$3')} and u.id = $2`);

const first = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** Reading follow-ups: everybody sees the published ones of a report they may see, staff in charge also the drafts. */
@Injectable()
export class FollowUpsQuery {
  constructor(
    private readonly source: DataSource,
    private readonly cursors: Cursors,
    private readonly reports: ReportsQuery,
    private readonly projection: ReportProjection,
  ) {}

  async page(actor: Actor, reportId: string, query: PageQuery): Promise<FollowUpPage> {
    const sight = await this.sight(actor, reportId, this.source);
    const list = `follow-ups ${reportId}`;
    const [time, id] = this.cursors.read(list, query) ?? first;
    const found = await rows<FollowUpRow & Record<string, unknown>>(this.source, many, [reportId, sight.internal, time, id, limitOf(query) + 1]);
    return this.cursors.page(
      list,
      query,
      found,
      (one) => [one.createdAt.toISOString(), one.id],
      (one) => viewOf(one, sight),
    );
  }

  /** @throws Refusal `report.not_found`, `report.follow_up_not_found` */
  async read(actor: Actor, reportId: string, id: string, reader: Reader = this.source): Promise<FollowUp> {
    const sight = await this.sight(actor, reportId, reader);
    const [found] = await rows<FollowUpRow & Record<string, unknown>>(reader, single, [reportId, id, sight.internal]);
    if (!found) throw refuse('report.follow_up_not_found');
    return viewOf(found, sight);
  }

  private async sight(actor: Actor, reportId: string, reader: Reader): Promise<{ internal: boolean; whole: boolean }> {
    const report = await this.reports.find(actor, reportId, reader);
    const sight = report ? this.projection.sightOf(actor, report) : 'none';
    if (!report || sight === 'none') throw refuse('report.not_found');
    return { internal: sight === 'internal', whole: readsWhole(sight, report.anonymous) };
  }
}

/** Officers are named to their colleagues only; for everybody else the agency speaks. */
function viewOf(found: FollowUpRow, { internal, whole }: { internal: boolean; whole: boolean }): FollowUp {
  const { id, reportId, kind, state, version, body, publicBody, plan, authorId, author, agencyId, agency, createdAt, publishedAt, foreign } = found;
  return {
    ...{ id, reportId, kind, state, version },
    body: whole && !foreign ? body : (publicBody ?? body),
    agency: { id: agencyId, name: agency },
    createdAt: createdAt.toISOString(),
    ...(internal ? { author: { id: authorId, name: author } } : {}),
    ...(plan ? { plan: planOf(plan, whole && !foreign) } : {}),
    ...(publishedAt ? { publishedAt: publishedAt.toISOString() } : {}),
  };
}
