import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { Contract } from './contract.js';
import { ContractSerializer } from './contract.serializer.js';
import { dataSourceOptions } from './data-source.js';
import { InputPipe } from './input.pipe.js';
import { Draining } from './draining.js';
import { Cursors } from './paging.js';
import { Transactions } from './transactions.js';
import { Vault } from './vault.js';

/** Floor 1: everything that knows nothing of reports. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    const shared = [{ provide: Config, useValue: config }, Clock, Contract, Cursors, Draining, Transactions, Vault];
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot(dataSourceOptions(config))],
      providers: [
        ...shared,
        { provide: APP_PIPE, useClass: InputPipe },
        {
          provide: APP_INTERCEPTOR,
          useFactory: (contract: Contract, reflector: Reflector) => new ContractSerializer(contract, reflector),
          inject: [Contract, Reflector],
        },
      ],
      exports: shared,
    };
  }
}
