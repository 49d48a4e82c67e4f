import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest tells of an error that it throws as well: whoever started the program says it better. */
const thrownAnyway = ['ExceptionHandler', 'NestApplication'];

/** Nest's own words as lines of our log. Its chatter about modules and routes is left out. */
export function frameworkLog(log: Logger): LoggerService {
  const write = (level: 'warn' | 'error', message: unknown, given: unknown[]): void => {
    // The last of the values is the name of the part that speaks; a stack may stand before it.
    const context = given.at(-1);
    if (thrownAnyway.includes(String(context))) return;
    const stack = given.length > 1 ? given[0] : undefined;
    log[level]({ context, stack }, message instanceof Error ? message.message : String(message));
  };
  return {
    log: () => undefined,
    warn: (message: unknown, ...given: unknown[]) => write('warn', message, given),
    error: (message: unknown, ...given: unknown[]) => write('error', message, given),
  };
}
