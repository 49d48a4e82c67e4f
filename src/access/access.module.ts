import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { AccessGuard } from './access.guard.js';

@Module({ imports: [DiscoveryModule, PassportModule], providers: [{ provide: APP_GUARD, useClass: AccessGuard }] })
export class AccessModule {}
