import { parse } from 'node:querystring';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { frameworkLog } from './framework.log.js';
import { serveDocs } from './operations/docs.js';
import { bodyReader } from './platform/body.js';
import { BoundedAdapter } from './platform/bounded.adapter.js';
import type { Config } from './platform/config.js';
import { Contract } from './platform/contract.js';
import { crossOrigin } from './platform/cross-origin.js';
import { openLog } from './platform/log.js';
import { ProblemFilter } from './platform/problem.filter.js';
import { securityHeaders } from './platform/security-headers.js';
import { tracing } from './platform/tracing.js';

const formPaths = ['/v1/oauth2/token'];

/** The whole application, ready to listen. */
export async function createApp(config: Config, log: Logger = openLog(config.logLevel)): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), new BoundedAdapter(), {
    bodyParser: false,
    logger: frameworkLog(log),
    abortOnError: false,
  });
  const filter = new ProblemFilter(app.get(Contract), log);
  app.set('trust proxy', config.trustedProxies);
  // Without a limit of its own, which would drop parameters in silence: the head of a request is bounded already.
  app.set('query parser', (text: string) => parse(text, undefined, undefined, { maxKeys: 0 }));
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(tracing(log));
  app.use(securityHeaders());
  app.enableCors(crossOrigin(config.corsOrigins));
  app.use(bodyReader(formPaths));
  serveDocs(app);
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => filter.answer(error, request, response));
  app.useGlobalFilters(filter);
  return app;
}
