import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../platform/config.js';
import { AccessTokens } from './access-tokens.js';
import { AccountRecord, AccountRoleRecord } from './account.entity.js';
import { AdministrationService } from './administration.service.js';
import { CallersQuery } from './callers.query.js';
import { ClientRecord } from './client.entity.js';
import { ClientsService } from './clients.service.js';
import { JwtStrategy } from './jwt.strategy.js';
import { SigningKey } from './keys.js';
import { OAuthController } from './oauth.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { UsersController } from './users.controller.js';
import { UsersQuery } from './users.query.js';
import { UsersService } from './users.service.js';

/** People, roles at agencies, sign-in, machine clients and the token endpoint. */
@Module({
  imports: [TypeOrmModule.forFeature([AccountRecord, AccountRoleRecord, ClientRecord])],
  controllers: [SignInController, OAuthController, UsersController],
  providers: [
    { provide: SigningKey, useFactory: ({ signingKey }: Config) => new SigningKey(signingKey), inject: [Config] },
    AccessTokens,
    AdministrationService,
    CallersQuery,
    ClientsService,
    JwtStrategy,
    SignInService,
    UsersQuery,
    UsersService,
  ],
  exports: [UsersService, ClientsService],
})
export class UsersModule {}
