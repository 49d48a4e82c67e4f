import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { FollowUpsService } from '../reports/follow-ups.service.js';
import { HandlingService } from '../reports/handling.service.js';
import { MergingService } from '../reports/merging.service.js';
import { ReporterService } from '../reports/reporter.service.js';
import { TimingService } from '../reports/timing.service.js';
import { VerificationService } from '../reports/verification.service.js';
import type { SandboxCity } from './city.builder.js';
import type { SandboxStep } from './city/story.js';

/** A report in play. */
export interface Part {
  id: string;
  reporter: Actor;
  /** Code of the agency that leads. */
  lead?: string;
  /** Id of the last draft. */
  draft?: string;
}

type Step<Kind extends SandboxStep['do']> = Extract<SandboxStep, { do: Kind }>;

/** Plays one step of a story by the service that a person would have used. */
export class StepPlayer {
  private readonly reportIds = new Map<string, string>();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly city: SandboxCity,
  ) {}

  remember(key: string, id: string): void {
    this.reportIds.set(key, id);
  }

  person(email: string): Actor {
    const actor = this.city.people.get(email);
    if (!actor) throw new Error(`The sandbox has no ${email}`);
    return actor;
  }

  category = (code: string): string => this.id(this.city.categoryIds, code);
  private agency = (code: string): string => this.id(this.city.agencyIds, code);

  async play(step: SandboxStep, part: Part): Promise<unknown> {
    if (step.by === 'coordinator') return this.coordinate(step, part);
    if (step.by === 'reporter') return this.report(step, part);
    return this.handle(step, part);
  }

  private coordinate(step: SandboxStep, part: Part): Promise<unknown> {
    const [actor, call] = [this.person('coordinator@demo.test'), { id: part.id }];
    const service = this.app.get(VerificationService);
    switch (step.do) {
      case 'verify':
        return service.verify(actor, call, {
          ...this.handOn(step, part),
          classification: step.classification,
          categoryId: this.category(step.category),
        });
      case 'dispatch':
        return service.dispatch(actor, call, this.handOn(step, part));
      case 'request_information':
        return service.requestInformation(actor, call, { question: step.question });
      case 'transfer':
        return service.transfer(actor, call, { agencyId: this.agency(step.agency), reason: step.reason });
      case 'archive':
        return service.archive(actor, call, { reason: step.reason, ...(step.note === undefined ? {} : { note: step.note }) });
      case 'merge':
        return this.app.get(MergingService).merge(actor, call, { leadReportId: this.id(this.reportIds, step.into) });
      default:
        return this.app.get(ReporterService).close(actor, call, {});
    }
  }

  private report(step: SandboxStep, { id, reporter }: Part): Promise<unknown> {
    const [service, call] = [this.app.get(ReporterService), { id }];
    switch (step.do) {
      case 'supply_information':
        return service.supplyInformation(reporter, call, { body: step.body, ...(step.place ? { location: step.place } : {}) });
      case 'reply':
        return service.reply(reporter, call, { body: step.body });
      case 'rate':
        return service.rate(reporter, call, {
          score: step.score,
          solved: step.solved,
          ...(step.comment === undefined ? {} : { comment: step.comment }),
        });
      case 'reopen':
        return service.reopen(reporter, call, { reason: step.reason });
      case 'withdraw':
        return service.withdraw(reporter, call, step.reason === undefined ? {} : { reason: step.reason });
      default:
        return service.close(reporter, call, {});
    }
  }

  private handle(step: SandboxStep, part: Part): Promise<unknown> {
    const code = step.by === 'lead' ? (part.lead ?? '') : step.by;
    const [liaison, call] = [this.person(`liaison.${code}@demo.test`), { id: part.id }];
    switch (step.do) {
      case 'accept':
        return this.app.get(HandlingService).accept(liaison, call);
      case 'return': {
        const proposed = step.proposed === undefined ? {} : { proposedAgencyId: this.agency(step.proposed) };
        return this.app.get(HandlingService).giveBack(liaison, call, { reason: step.reason, ...proposed });
      }
      case 'approve':
        return this.app.get(FollowUpsService).approve(liaison, call, part.draft ?? '');
      case 'extend':
        return this.app.get(TimingService).extend(liaison, call, { workingDays: step.workingDays, reason: step.reason });
      case 'follow_up':
        return this.followUp(step, part, code);
      default:
        throw new Error(`An agency cannot ${step.do}`);
    }
  }

  private async followUp(step: Step<'follow_up'>, part: Part, code: string): Promise<void> {
    const { kind, body, plan } = step;
    const author = this.person(`${step.draft ? 'officer' : 'liaison'}.${code}@demo.test`);
    const made = await this.app.get(FollowUpsService).write(author, { id: part.id }, { kind, body, publish: !step.draft, ...(plan ? { plan } : {}) });
    if (step.draft) part.draft = made.id;
  }

  private handOn(step: Step<'verify' | 'dispatch'>, part: Part): { leadAgencyId: string; supportingAgencyIds: string[]; note?: string } {
    part.lead = step.lead;
    const { note } = step;
    return {
      leadAgencyId: this.agency(step.lead),
      supportingAgencyIds: (step.supporting ?? []).map(this.agency),
      ...(note === undefined ? {} : { note }),
    };
  }

  private id(ids: ReadonlyMap<string, string>, code: string): string {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`The sandbox names an unknown code: ${code}`);
    return id;
  }
}
