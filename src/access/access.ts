import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from './actor.js';
import type { Permission } from './permissions.js';

export const access = Symbol('access');
export type ActorRequest = Request & { actor?: Actor };

/** Opens a handler to callers who hold the permission. */
export const Allow = (permission: Permission): MethodDecorator =>
  applyDecorators(SetMetadata(access, permission), ApiExtension('x-permission', permission), ApiBearerAuth('bearer'));

/** Opens a handler that knows no caller: signing in, health, the contract itself. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(access, 'public'), ApiExtension('x-permission', 'public'));

/** Who asks. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (!actor) throw new Error('The guard did not run');
  return actor;
});
