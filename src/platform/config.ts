/** Every variable of the environment, with its default and meaning. `.env.example` is written from this table. */
export const variables = {
  HOST: { fallback: '', meaning: 'address to listen on; empty: 127.0.0.1 in the sandbox, 0.0.0.0 with DATABASE_URL' },
  PORT: { fallback: '1708', meaning: 'TCP port to listen on; 0 takes a free one' },
  PUBLIC_URL: { fallback: '', meaning: 'address under which clients reach the API; empty: http://HOST:PORT' },
  DATABASE_URL: { fallback: '', meaning: 'PostgreSQL 15 or newer; empty: a sandbox city on the embedded PostgreSQL' },
  DATABASE_POOL_SIZE: { fallback: '10', meaning: 'connections a process may hold, 2 to 100' },
  DATA_DIR: { fallback: './data', meaning: 'folder of the embedded database and the sandbox keys' },
  SIGNING_KEY: {
    fallback: '',
    meaning: 'private key for access tokens: ES256 in PKCS#8 PEM, line breaks may be written \\n; required with DATABASE_URL',
  },
  IDENTITY_KEY: { fallback: '', meaning: 'key that encrypts identities: 32 bytes in base64; required with DATABASE_URL' },
  CORS_ORIGINS: { fallback: '', meaning: 'origins of browsers that may call, comma-separated; * for all; the sandbox allows all' },
  TRUSTED_PROXIES: { fallback: '', meaning: 'addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated' },
  WORKER: { fallback: 'inside', meaning: 'inside: the API process also sweeps deadlines; apart: only `npm run worker` does' },
  SWEEP_SECONDS: { fallback: '5', meaning: 'pause between two sweeps of due deadlines, in seconds' },
  LOG_LEVEL: { fallback: '', meaning: 'trace, debug, info, warn, error, fatal or silent; empty: warn in the sandbox, info with DATABASE_URL' },
} as const;

export type Environment = Partial<Record<keyof typeof variables, string>>;

/** A setting that keeps the process from starting; the message names the variable. */
export class ConfigError extends Error {}

/** The settings of one process, read once. */
export interface Config {
  sandbox: boolean;
  host: string;
  port: number;
  publicUrl: string;
  databaseUrl: string;
  databasePoolSize: number;
  dataDir: string;
  signingKey: string;
  identityKey: string;
  corsOrigins: string[];
  trustedProxies: string[];
  workerInside: boolean;
  sweepSeconds: number;
  logLevel: string;
}

export const Config = Symbol('Config');

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function whole(name: keyof typeof variables, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  return value;
}

function oneOf(name: keyof typeof variables, text: string, allowed: readonly string[]): string {
  if (!allowed.includes(text)) throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, not "${text}".`);
  return text;
}

/** Reads and checks the environment. @throws ConfigError naming the first variable that is wrong or missing */
export function readConfig(environment: Environment = process.env): Config {
  const value = (name: keyof typeof variables): string => environment[name]?.trim() || variables[name].fallback;
  const sandbox = value('DATABASE_URL') === '';
  const secret = (name: 'SIGNING_KEY' | 'IDENTITY_KEY'): string => {
    if (!sandbox && !value(name)) throw new ConfigError(`${name} is missing: ${variables[name].meaning}.`);
    return value(name).replaceAll('\\n', '\n');
  };
  const host = value('HOST') || (sandbox ? '127.0.0.1' : '0.0.0.0');
  const port = whole('PORT', value('PORT'), 0, 65_535);
  return {
    sandbox,
    host,
    port,
    publicUrl: value('PUBLIC_URL').replace(/\/+$/, '') || `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    databaseUrl: value('DATABASE_URL'),
    databasePoolSize: whole('DATABASE_POOL_SIZE', value('DATABASE_POOL_SIZE'), 2, 100),
    dataDir: value('DATA_DIR'),
    signingKey: secret('SIGNING_KEY'),
    identityKey: secret('IDENTITY_KEY'),
    corsOrigins: sandbox && !value('CORS_ORIGINS') ? ['*'] : list(value('CORS_ORIGINS')),
    trustedProxies: list(value('TRUSTED_PROXIES')),
    workerInside: oneOf('WORKER', value('WORKER'), ['inside', 'apart']) === 'inside',
    sweepSeconds: whole('SWEEP_SECONDS', value('SWEEP_SECONDS'), 1, 3600),
    logLevel: oneOf('LOG_LEVEL', value('LOG_LEVEL') || (sandbox ? 'warn' : 'info'), ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  };
}
