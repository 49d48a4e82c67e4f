import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { AgenciesQuery } from './agencies.query.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyById, ChangeAgency, CreateAgency, ListAgencies } from './agency.requests.js';
import { Agency, AgencyPage } from './agency.views.js';

@ApiTags('Agencies')
@Controller('v1/agencies')
export class AgenciesController {
  constructor(
    private readonly query: AgenciesQuery,
    private readonly service: AgenciesService,
  ) {}

  /** Lists agencies by name. Closed ones are left out unless asked for; with `parentId` the tree is read level by level. */
  @Get()
  @Allow('agency.read')
  @Returns(200, AgencyPage)
  listAgencies(@Query() query: ListAgencies): Promise<AgencyPage> {
    return this.query.page(query);
  }

  /** Reads one agency, open or closed. A closed one names its successor where it has one. */
  @Get(':id')
  @Allow('agency.read')
  @Returns(200, Agency)
  readAgency(@Param() { id }: AgencyById): Promise<Agency> {
    return this.query.one(id);
  }

  /** Creates an agency below an open one. The permission is needed at the parent or above it. */
  @Post()
  @Allow('agency.manage')
  @Returns(201, Agency, '/v1/agencies/{id}')
  @Refuses('conflict')
  createAgency(@By() actor: Actor, @Body() input: CreateAgency, @ByKey() once: Once | undefined): Promise<Agency> {
    return this.service.createAgency(actor, input, once);
  }

  /** Changes an agency, or moves it with everything below it. The permission is needed at the agency or above it, and at the new parent. */
  @Patch(':id')
  @Allow('agency.manage')
  @Returns(200, Agency)
  @Refuses('conflict')
  changeAgency(
    @By() actor: Actor,
    @Param() { id }: AgencyById,
    @Body() input: ChangeAgency,
    @IfMatch('required') expected: Expected,
  ): Promise<Agency> {
    return this.service.changeAgency(actor, id, expected, input);
  }
}
