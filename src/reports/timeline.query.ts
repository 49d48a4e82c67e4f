import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import type { Fact, FactType } from '../journal/fact.js';
import type { Language } from '../platform/refusal.js';
import { Cursors, limitOf, PageQuery } from '../platform/paging.js';
import { rows, statement } from '../platform/sql.js';
import { planOf, type StoredPlan } from './follow-up.entity.js';
import { readsWhole, type Sight } from './report.visibility.js';
import { ReportsQuery } from './reports.query.js';
import type { TimelineActor, TimelineData, TimelineEntry, TimelinePage } from './timeline.views.js';

interface FactRow {
  ord: string;
  id: string;
  type: FactType;
  at: Date;
  actorKind: Fact['actor']['kind'];
  actorName: string | null;
  agencyId: string | null;
  agencyName: string | null;
  visibility: 'public' | 'internal';
  data: Record<string, unknown>;
  text: string | null;
  publicText: string | null;
  note: string | null;
  publicNote: string | null;
  /** The text belongs to another report: a lead's, or that of a duplicate. */
  foreign: boolean | null;
  plan: StoredPlan | null;
}

const history = statement(
  'timeline',
  `select f.ord, f.id, f.type, f.at, f.actor_kind as "actorKind", p.name as "actorName", f.agency_id as "agencyId", a.name as "agencyName", f.visibility, f.data,
     coalesce(m.body, u.body) as text, coalesce(m.public_body, m.body, u.public_body, u.body) as "publicText",
     n.body as note, coalesce(n.public_body, n.body) as "publicNote", coalesce(m.report_id, u.report_id) <> f.report_id as foreign, u.plan
   from fact f
   left join account p on p.id = f.actor_id
   left join agency a on a.id = f.agency_id
   left join message m on m.id = (f.data->>'messageId')::uuid
   left join message n on n.id = (f.data->>'noteId')::uuid
   left join follow_up u on u.id = (f.data->>'followUpId')::uuid
   where f.report_id = $1 and f.ord > $2 and f.type not in ('report.measured', 'clock.warned') and (f.visibility = 'public' or $3 or (f.type = any($6) and $5))
   order by f.ord limit $4`,
);

const labels: Record<Fact['actor']['kind'], Record<Language, string>> = {
  reporter: { id: 'Pelapor', en: 'Reporter' },
  staff: { id: 'Petugas', en: 'Officer' },
  client: { id: 'Aplikasi', en: 'Application' },
  system: { id: 'Sistem', en: 'System' },
};

/** Values of a fact that a reader may see; the rest (ids of texts, say) stays inside. */
const shown = [
  'from',
  'to',
  'followUpId',
  'followUpKind',
  'agencyId',
  'supportingAgencyIds',
  'classification',
  'categoryId',
  'previousCategoryId',
  'score',
  'solved',
  'reason',
  'silent',
  'anonymous',
  'confidential',
  'proposedAgencyId',
  'clockKind',
  'dueBefore',
  'dueAt',
  'workingDays',
  'extensionId',
  'step',
  'addressees',
  'consent',
];

/** Internal, and shown to the reporter: who asked for their name, and why; what became of their own words; what is between them and the Ombudsman. */
const forReporter: FactType[] = ['report.identity_read', 'report.revised', 'report.ombudsman_offered', 'report.ombudsman_answered'];

/** A report's history, as the journal has it. */
@Injectable()
export class TimelineQuery {
  constructor(
    private readonly source: DataSource,
    private readonly cursors: Cursors,
    private readonly reports: ReportsQuery,
  ) {}

  /** @throws Refusal `report.not_found` */
  async page(actor: Actor, id: string, query: PageQuery): Promise<TimelinePage> {
    const { report, sight } = await this.reports.see(actor, id);
    const list = `timeline ${id}`;
    const after = this.cursors.read(list, query)?.[0] ?? 0;
    const found = await rows<FactRow & Record<string, unknown>>(this.source, history, [
      ...[id, after, sight === 'internal', limitOf(query) + 1, sight === 'reporter', forReporter],
    ]);
    return this.cursors.page(
      list,
      query,
      found,
      ({ ord }) => [ord],
      (fact) => entryOf(fact, sight, readsWhole(sight, report.anonymous), actor.language),
    );
  }
}

function entryOf(fact: FactRow, sight: Sight, whole: boolean, language: Language): TimelineEntry {
  const { id, at, type, visibility } = fact;
  return {
    id,
    at: at.toISOString(),
    type,
    visibility,
    actor: actorOf(fact, sight, language),
    data: dataOf(fact, sight, whole && fact.foreign !== true),
  };
}

/** The public sees agencies, colleagues see each other; nobody sees a reporter's name. */
function actorOf({ actorKind, actorName, agencyId, agencyName }: FactRow, sight: Sight, language: Language): TimelineActor {
  const agency = agencyId === null ? undefined : { id: agencyId, name: agencyName ?? '' };
  const own = sight === 'internal' && actorKind === 'staff' ? actorName : null;
  return { kind: actorKind, label: own ?? (actorKind === 'staff' ? agencyName : null) ?? labels[actorKind][language], ...(agency ? { agency } : {}) };
}

function dataOf({ data, text, publicText, note, publicNote, plan }: FactRow, sight: Sight, whole: boolean): TimelineData {
  const values = Object.fromEntries(
    Object.entries(data).filter(([name, value]) => (shown.includes(name) || (sight === 'internal' && name === 'leadReportId')) && value !== null),
  ) as TimelineData;
  const said = [whole ? text : publicText, sight !== 'internal' ? null : whole ? note : publicNote].filter((words) => words !== null);
  return { ...values, ...(said.length === 0 ? {} : { text: said.join('\n') }), ...(plan === null ? {} : { plan: planOf(plan, whole) }) };
}
