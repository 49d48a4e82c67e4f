// The product's worker, asked over its channel: its own services, each transaction timed from its begin to its commit.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../dist/app.module.js';
import { sweepEvery } from '../dist/background.js';
import { readConfig } from '../dist/platform/config.js';
import { Clock } from '../dist/platform/clock.js';
import { Transactions } from '../dist/platform/transactions.js';
import { SweepService } from '../dist/reports/sweep.service.js';

const config = readConfig();
const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false, abortOnError: false });
const transactions = app.get(Transactions);
const run = transactions.run.bind(transactions);
let times = [];
transactions.run = async (...given) => {
  const started = performance.now();
  try {
    return await run(...given);
  } finally {
    times.push(performance.now() - started);
  }
};

let stopSweeping = async () => undefined;
const answers = {
  /** One sweep at a moment to come: how long, what was due, and how long its transactions were. */
  sweep: async (moment) => {
    app.get(Clock).travelTo(new Date(moment));
    times = [];
    const started = performance.now();
    const done = await app.get(SweepService).sweep();
    return { done, millis: performance.now() - started, times };
  },
  /** Works as the worker does, until it is told to stop. */
  start: async () => {
    times = [];
    stopSweeping = sweepEvery(config.sweepSeconds, app, { error: (about, text) => console.error(text, about) });
    return true;
  },
  stop: async () => {
    await stopSweeping();
    return times;
  },
};

process.on('message', ({ ask, moment }) => {
  if (answers[ask]) answers[ask](moment).then((answer) => process.send({ answer }));
});
process.on(
  'SIGTERM',
  () =>
    void stopSweeping()
      .then(() => app.close())
      .then(() => process.exit(0)),
);
process.send({ answer: 'ready' });
