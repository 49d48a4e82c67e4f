import { createHash } from 'node:crypto';
import { type ExecutionContext, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { languageOf } from '../platform/language.js';
import { traceAs } from '../platform/tracing.js';
import { access, type ActorRequest } from './access.js';
import { refuse } from './access.refusals.js';
import { Actor } from './actor.js';
import type { Permission } from './permissions.js';

/** Closed unless marked: a handler without `@Allow` or `@Public` keeps the application from starting. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') implements OnApplicationBootstrap {
  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    for (const { instance, metatype } of this.discovery.getControllers()) {
      const prototype = Object.getPrototypeOf(instance) as object;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const handler = (prototype as Record<string, unknown>)[method] as object;
        if (Reflect.hasMetadata('path', handler) && !Reflect.hasMetadata(access, handler))
          throw new Error(`${metatype?.name ?? 'A controller'}.${method} declares neither @Allow nor @Public.`);
      }
    }
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const need = this.reflector.get<Permission | 'public' | undefined>(access, context.getHandler());
    if (need === undefined) throw refuse('auth.required');
    if (need === 'public') return true;
    if (request.headers.authorization !== undefined) await super.canActivate(context);
    request.actor = this.actorOf(request);
    traceAs(request, { callerId: callerOf(request.actor) });
    if (request.actor.mayEnter(need)) return true;
    throw request.actor.kind === 'anyone' ? refuse('auth.required') : refuse('auth.not_permitted', { params: { permission: need } });
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw error as Error;
    if (!user) throw refuse('auth.token_invalid');
    return user;
  }

  private actorOf(request: ActorRequest): Actor {
    const header = request.headers['x-report-key'];
    const reportKey = typeof header === 'string' && /^[A-Za-z0-9_-]{20,64}$/.test(header) ? header : undefined;
    const signedIn = request.user as Actor | undefined;
    return new Actor(signedIn ?? { kind: 'anyone' }, languageOf(request), reportKey);
  }
}

/** For idempotency and logs: an id, never a name; of a report key only a digest, so that nobody else can ask for the answer it got. */
function callerOf({ kind, id, reportKey }: Actor): string {
  if (id !== undefined) return `${kind}:${id}`;
  return reportKey === undefined ? 'anyone' : `reporter:${createHash('sha256').update(`caller ${reportKey}`).digest('base64url').slice(0, 22)}`;
}
