import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { CreatePolicy, EndPolicy, ListPolicies, PolicyById } from './policies.requests.js';
import { PoliciesService } from './policies.service.js';
import { Policy, PolicyChange, PolicyPage } from './policies.views.js';
import { PolicyLists } from './policy-lists.query.js';

@ApiTags('SLA')
@Controller('v1/sla/policies')
export class PoliciesController {
  constructor(
    private readonly lists: PolicyLists,
    private readonly service: PoliciesService,
  ) {}

  /** Lists the rules on how long clocks run, by kind, the oldest first; those that have ended too, unless a day is asked for. */
  @Get()
  @Allow('sla.read')
  @Returns(200, PolicyPage)
  listPolicies(@Query() query: ListPolicies): Promise<PolicyPage> {
    return this.lists.page(query);
  }

  /** Reads one rule. */
  @Get(':id')
  @Allow('sla.read')
  @Returns(200, Policy)
  readPolicy(@Param() { id }: PolicyById): Promise<Policy> {
    return this.lists.one(id);
  }

  /**
   * Makes a rule, and ends the one it replaces the day before. The permission is needed at its agency or above it. Clocks that
   * start from `validFrom` on run by it; those that run keep theirs, unless a recompute is asked for. With `dryRun` it only
   * says what would happen. Days left without a rule are named, with the rule that then applies.
   */
  @Post()
  @Allow('sla.manage')
  @Returns(200, PolicyChange)
  @Refuses('conflict')
  createPolicy(@By() actor: Actor, @Body() input: CreatePolicy, @ByKey() once: Once | undefined): Promise<PolicyChange> {
    return this.service.createPolicy(actor, input, once);
  }

  /** Ends a rule, or moves the day of its end. With `dryRun` it only says what would happen. */
  @Patch(':id')
  @Allow('sla.manage')
  @Returns(200, PolicyChange)
  @Refuses('conflict')
  endPolicy(
    @By() actor: Actor,
    @Param() { id }: PolicyById,
    @Body() input: EndPolicy,
    @IfMatch('required') expected: Expected,
  ): Promise<PolicyChange> {
    return this.service.endPolicy(actor, id, expected, input);
  }
}
