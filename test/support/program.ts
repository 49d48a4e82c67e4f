import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

/** First starts make a cluster and load a city; on a busy machine that takes its time. Milliseconds. */
export const patience = 240_000;

/** A program of the product in a process of its own, started as npm starts it. */
export class Program {
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | NodeJS.Signals>;
  out = '';
  err = '';

  /** @param file below the project, `dist/main.js`; `environment` is all that the process knows */
  constructor(file: string, environment: Record<string, string> = {}, ...given: string[]) {
    this.child = spawn(process.execPath, [join(root, file), ...given], { env: { PATH: process.env.PATH, ...environment } });
    this.child.stdout?.on('data', (text: Buffer) => (this.out += text.toString()));
    this.child.stderr?.on('data', (text: Buffer) => (this.err += text.toString()));
    // 'close', not 'exit': by then everything it said has been read.
    this.ended = once(this.child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  }

  /** Waits until it has said so. @throws Error with all it said, when it ended before */
  async says(expected: RegExp): Promise<void> {
    while (!expected.test(this.out)) {
      if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}:\n${this.out}${this.err}`);
      await sleep(20);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** @returns exit code, or the signal that ended it */
  end(): Promise<number | NodeJS.Signals> {
    return this.ended;
  }

  /** For cleaning up; does nothing when it has ended. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    await this.ended;
  }
}

/** The server, once it serves, on a free port. @returns it and its address without a path */
export async function startServer(environment: Record<string, string>, ...given: string[]): Promise<{ server: Program; url: string }> {
  const server = new Program('dist/main.js', { PORT: '0', ...environment }, ...given);
  await server.says(environment.DATABASE_URL ? /^Docs .*\n/m : /^Accounts .*\n/m);
  return { server, url: /^API +(http:\S+)\/v1$/m.exec(server.out)?.[1] ?? '' };
}
