// Child processes that are started, asked over their channel, and stopped.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMillis = 120_000;

/** A child with a channel. `ask` sends a question and waits for its answer; one at a time. */
export class Child {
  constructor(file, { env = {}, args = [], execArgv = [], output = 'inherit' } = {}) {
    this.process = fork(file, args, {
      env: { ...process.env, ...env },
      execArgv,
      stdio: ['ignore', output, 'inherit', 'ipc'],
      // Dates and byte strings go over the channel as what they are.
      serialization: 'advanced',
    });
    this.ended = once(this.process, 'exit');
  }

  async ask(ask, more = {}) {
    this.process.send({ ask, ...more });
    return this.next(ask);
  }

  /** What it says next. */
  async next(what) {
    const [message] = await Promise.race([
      once(this.process, 'message'),
      this.ended.then(() => Promise.reject(new Error(`It ended before ${what}`))),
    ]);
    return message.answer;
  }

  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGTERM');
    await this.ended;
  }
}

/** Waits until a server says that it is ready. @returns how long it took, in milliseconds */
export async function readiness(url, child) {
  const started = Date.now();
  while (Date.now() - started < patienceMillis) {
    if (child.process.exitCode !== null) throw new Error('The server ended before it was ready.');
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return Date.now() - started;
    await sleep(10);
  }
  throw new Error('The server was not ready in time.');
}
