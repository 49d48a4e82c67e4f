import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { type Logger, pino } from 'pino';
import { AppModule } from './app.module.js';
import { serveDocs } from './operations/docs.js';
import { bodyReaders } from './platform/body.js';
import { BoundedAdapter } from './platform/bounded.adapter.js';
import type { Config } from './platform/config.js';
import { Contract } from './platform/contract.js';
import { ProblemFilter } from './platform/problem.filter.js';
import { tracing } from './platform/tracing.js';

const formPaths = ['/v1/oauth2/token'];

/** What a browser may read and send across origins. */
const exposed = ['ETag', 'Link', 'Location', 'X-Request-Id', 'Idempotency-Replayed', 'Retry-After'];

/** The whole application, ready to listen. */
export async function createApp(config: Config, log: Logger = pino({ level: config.logLevel })): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), new BoundedAdapter(), {
    bodyParser: false,
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const filter = new ProblemFilter(app.get(Contract), log);
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(tracing(log));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } }));
  app.enableCors({ origin: config.corsOrigins.includes('*') ? '*' : config.corsOrigins, exposedHeaders: exposed, maxAge: 600 });
  app.use(...bodyReaders(formPaths));
  serveDocs(app);
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => filter.answer(error, request, response));
  app.useGlobalFilters(filter);
  return app;
}
