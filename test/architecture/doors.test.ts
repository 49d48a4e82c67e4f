import type { AddressInfo } from 'node:net';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Public } from '../../src/access/access.js';
import { AppModule } from '../../src/app.module.js';
import { Health } from '../../src/operations/operations.views.js';
import { Returns } from '../../src/platform/answers.js';
import { readConfig } from '../../src/platform/config.js';
import { createDatabase, environmentFor } from '../support/app.js';

@Controller('careless')
class CarelessController {
  @Get()
  readSecret(): object {
    return { secret: 'out in the open' };
  }
}

@Controller('talkative')
class TalkativeController {
  /** Bears the name of an operation of the contract, and says more than that one may. */
  @Get()
  @Public()
  @Returns(200, Health)
  checkLiveness(): object {
    return { status: 'ok', secret: 'out in the open', deeper: { secret: 'too' } };
  }

  @Get('unheard-of')
  @Public()
  @Returns(200, Health)
  tellAnything(): object {
    return { status: 'ok', secret: 'out in the open' };
  }
}

/** The application with one more controller. */
async function planted(controller: Type): Promise<NestExpressApplication> {
  @Module({})
  class Planted {}
  const config = readConfig(environmentFor(await createDatabase()));
  const root = { module: Planted, imports: [AppModule.with(config)], controllers: [controller] };
  return NestFactory.create<NestExpressApplication>(root, { logger: false, abortOnError: false });
}

test('an application with a route that declares neither a permission nor that it is public does not start', async () => {
  const app = await planted(CarelessController);
  await expect(app.init()).rejects.toThrow('CarelessController.readSecret declares neither @Allow nor @Public.');
  await app.close();
});

describe('What the contract does not name', () => {
  let app: NestExpressApplication;
  const read = async (path: string): Promise<{ status: number; text: string }> => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  beforeAll(async () => {
    app = await planted(TalkativeController);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  test('does not leave as a member of an answer', async () => {
    expect(await read('/talkative')).toEqual({ status: 200, text: '{"status":"ok"}' });
  });

  test('does not leave as an answer of an operation it does not know', async () => {
    const { status, text } = await read('/talkative/unheard-of');
    expect(status).toBe(500);
    expect(text).not.toContain('out in the open');
  });
});
