import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { Clock } from '../platform/clock.js';
import type { Language } from '../platform/refusal.js';
import type { ClockKind } from '../sla/clock.kinds.js';
import { ProspectsQuery } from '../sla/prospects.query.js';
import { type Draft, IntakeDrafts } from './intake.drafts.js';
import type { FileReport } from './intake.requests.js';
import { missingTexts, type MissingReason, shortBody } from './preview.texts.js';
import type { MissingFact, PreviewedDue, ReportPreview } from './preview.views.js';
import type { Classification } from './report.entity.js';

/** A clock of a report that is not there yet. */
interface Supposed {
  kind: ClockKind;
  assuming: 'filed_now' | 'verified_now';
  agencyId: string;
  classification?: Classification;
}

/** Tells a reporter, before filing, what is missing, what the public would read, and until when the city would have to act. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly drafts: IntakeDrafts,
    private readonly agencies: AgenciesQuery,
    private readonly prospects: ProspectsQuery,
  ) {}

  /** @throws Refusal whatever filing would refuse */
  async preview(actor: Actor, input: FileReport): Promise<ReportPreview> {
    const draft = await this.drafts.draft(this.source, actor, input, this.clock.approximately());
    const { confidential, title, body, publicTitle, publicBody, outsideArea, regionCode } = draft.filing;
    return {
      missing: missingIn(draft, actor.language),
      confidential,
      masked: confidential ? undefined : { title: publicTitle ?? title, body: publicBody ?? body },
      outsideArea,
      regionCode: regionCode ?? undefined,
      dueDates: await this.dueDates(draft, actor.language),
    };
  }

  private async dueDates(draft: Draft, language: Language): Promise<PreviewedDue[]> {
    const { city, filing } = draft;
    const lead = await this.drafts.likelyLead(this.source, draft);
    const verified = { assuming: 'verified_now', agencyId: lead, classification: filing.type } as const;
    return [
      await this.due(draft, { kind: 'verification', assuming: 'filed_now', agencyId: city.id }, language),
      await this.due(draft, { kind: 'first_follow_up', ...verified }, language),
      await this.due(draft, { kind: 'resolution', ...verified }, language),
    ];
  }

  private async due({ filing }: Draft, supposed: Supposed, language: Language): Promise<PreviewedDue> {
    const { kind, assuming, agencyId, classification } = supposed;
    const context = { rootAgencyId: filing.rootAgencyId, categoryIds: filing.categoryIds, ...(classification ? { classification } : {}) };
    const { policy, fallback, deadline, sentence } = await this.prospects.of(this.source, { kind, agencyId, context, at: filing.filedAt });
    const { name } = await this.agencies.one(agencyId, this.source);
    return {
      ...{ kind, assuming, classification, fallback, agency: { id: agencyId, name } },
      dueAt: deadline.dueAt.toISOString(),
      limit: policy.limit,
      policyId: policy.id,
      provisional: deadline.provisional,
      sentence: sentence(language),
    };
  }
}

function missingIn({ filing }: Draft, language: Language): MissingFact[] {
  const { lat, address, regionCode, occurredOn, body, categoryId } = filing;
  const reasons: [MissingReason, boolean][] = [
    ['location_missing', lat === null && address === null && regionCode === null],
    ['day_missing', occurredOn === null],
    ['body_short', [...body.trim()].length < shortBody],
    ['category_missing', categoryId === null],
  ];
  return reasons
    .filter(([, missing]) => missing)
    .map(([reason]) => ({ pointer: missingTexts[reason].pointer, reason, message: missingTexts[reason][language] }));
}
