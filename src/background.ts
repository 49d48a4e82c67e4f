import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { isUnavailable } from './platform/unavailable.js';
import { SweepService } from './reports/sweep.service.js';

/** Sweeps what is due, again and again. @returns how to stop: it waits for the batch under way */
export function sweepEvery(seconds: number, app: INestApplicationContext, log: Logger): () => Promise<void> {
  const sweep = app.get(SweepService);
  let stopped = false;
  let wake = (): void => undefined;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1_000);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopped) {
      await sweep
        .sweep(() => !stopped)
        .catch((error: unknown) => log.error({ unavailable: isUnavailable(error), name: (error as Error).name }, 'sweep failed'));
      if (!stopped) await pause();
    }
  };
  const running = run();
  return async () => {
    stopped = true;
    wake();
    await running;
  };
}
