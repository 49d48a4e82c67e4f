import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import type { Page } from '../platform/paging.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { AdministrationService } from './administration.service.js';
import { UsersQuery } from './users.query.js';
import { ByUserId, InviteUser, ListUsers, ReviseUser } from './users.requests.js';
import { InvitedUser, User, UserPage } from './users.views.js';

@ApiTags('Users')
@Controller('v1/users')
export class UsersController {
  constructor(
    private readonly administration: AdministrationService,
    private readonly query: UsersQuery,
  ) {}

  /** List users with a role at your agencies, by name. */
  @Get()
  @Allow('user.manage')
  @Returns(200, UserPage)
  listUsers(@By() actor: Actor, @Query() query: ListUsers): Promise<Page<User>> {
    return this.query.list(actor, query);
  }

  /** Read one user. Users without a role at your agencies are not found. */
  @Get(':id')
  @Allow('user.manage')
  @Returns(200, User)
  readUser(@By() actor: Actor, @Param() { id }: ByUserId): Promise<User> {
    return this.query.read(actor, id);
  }

  /**
   * Invite somebody who works on reports.
   *
   * Makes the account with its roles and a temporary password, which is given once, in this answer. You must manage users at
   * each of the agencies.
   */
  @Post()
  @Allow('user.manage')
  @Returns(201, InvitedUser, '/v1/users/{id}')
  @Refuses('conflict')
  inviteUser(@By() actor: Actor, @Body() input: InviteUser, @ByKey() once: Once | undefined): Promise<InvitedUser> {
    return this.administration.invite(actor, once, input);
  }

  /**
   * Change a user's name, roles or suspension.
   *
   * `roles` replaces all roles. A suspension bites at once: tokens stop working and sessions end. The last administrator of
   * a city can neither be suspended nor lose the role.
   */
  @Patch(':id')
  @Allow('user.manage')
  @Returns(200, User)
  @Refuses('conflict')
  reviseUser(@By() actor: Actor, @Param() { id }: ByUserId, @Body() input: ReviseUser, @IfMatch('required') expected: Expected): Promise<User> {
    return this.administration.revise(actor, id, expected, input);
  }
}
