import { parseArgs } from 'node:util';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { AgenciesService } from './agencies/agencies.service.js';
import { AppModule } from './app.module.js';
import { frameworkLog } from './framework.log.js';
import { inability } from './inability.js';
import { Clock } from './platform/clock.js';
import { ConfigError, readConfig } from './platform/config.js';
import { migrate } from './platform/data-source.js';
import { InputPipe } from './platform/input.pipe.js';
import { fill, Refusal, refusalText } from './platform/refusal.js';
import { Email, OneOf, Optional, Pattern, Text } from './platform/shape.js';
import { Transactions } from './platform/transactions.js';
import { SlaSetup } from './sla/sla.setup.js';
import { newPassword } from './users/passwords.js';
import { UsersService } from './users/users.service.js';

const usage = `npm run admin:create -- --email <address> --name "<full name>" [--city "<Kota …>" --prefix <TPI>] [--zone Asia/Jakarta]`;

/** What the command line says. */
class Administrator {
  @Email() email: string;
  @Text(1, 200) name: string;
  /** The city to administer; may be left out where there is just one. */
  @Optional() @Text(1, 200) city?: string;
  /** Leads the codes of reports in a new city. */
  @Optional() @Pattern(/^[A-Z]{2,5}$/, 5, 'TPI') prefix?: string;
  /** WIB, WITA or WIT, for a new city. */
  @Optional() @OneOf(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']) zone?: string;
}

function readCommandLine(): Administrator {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { email: text, name: text, city: text, prefix: text, zone: text } });
  return new InputPipe().transform({ ...values }, { type: 'body', metatype: Administrator }) as Administrator;
}

/** A city with its calendar and the limits set by law. */
async function foundCity(app: INestApplicationContext, tx: EntityManager, { city, prefix, zone }: Administrator, at: Date): Promise<string> {
  if (city === undefined || prefix === undefined) throw new ConfigError('There is no city yet: found one with --city and --prefix.');
  const names = { code: prefix.toLowerCase(), name: city, shortName: city.slice(0, 80), codePrefix: prefix };
  const id = await app.get(AgenciesService).found(tx, { ...names, ...(zone === undefined ? {} : { zone }) }, at);
  await app.get(SlaSetup).install(tx, id, zone);
  return id;
}

async function cityFor(app: INestApplicationContext, tx: EntityManager, asked: Administrator, at: Date): Promise<string> {
  const cities = await tx.query<{ id: string; name: string }[]>('select id, name from agency where parent_id is null order by name limit 100');
  if (cities.length === 0) return foundCity(app, tx, asked, at);
  const meant = cities.filter(({ name }) => asked.city === undefined || name === asked.city);
  const [only] = meant;
  if (only && meant.length === 1) return only.id;
  throw new ConfigError(`Name the city with --city. There is: ${cities.map(({ name }) => name).join(', ')}.`);
}

/** Makes the account, and the city where there is none yet. @returns its password, which is kept nowhere */
async function createAdministrator(app: INestApplicationContext, asked: Administrator): Promise<string> {
  await migrate(app.get(DataSource));
  const password = newPassword();
  await app.get(Transactions).run(undefined, async (tx) => {
    const at = await app.get(Clock).now(tx);
    const roles = [{ role: 'admin' as const, agencyId: await cityFor(app, tx, asked, at) }];
    await app.get(UsersService).create(tx, { email: asked.email, name: asked.name, password, roles }, at);
  });
  return password;
}

async function main(): Promise<void> {
  const asked = readCommandLine();
  const config = readConfig();
  if (config.sandbox) throw new ConfigError('DATABASE_URL is missing. The sandbox has an administrator of its own.');
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: frameworkLog(pino({ level: 'error' })),
    abortOnError: false,
  });
  try {
    const password = await createAdministrator(app, asked);
    console.log(
      `Administrator ${asked.email.toLowerCase()}\nPassword      ${password}\nIt is shown this once: sign in and replace it (POST /v1/auth/password).`,
    );
  } finally {
    await app.close();
  }
}

/** What an operator can mend is told in sentences; anything else with its place. */
function explain(error: unknown): unknown {
  if (error instanceof Refusal && error.about.faults)
    return [
      ...error.about.faults.map(({ pointer, code, params }) => `--${pointer.slice(1)}: ${fill(refusalText(code)?.detail.en ?? code, 'en', params)}`),
      usage,
    ].join('\n');
  if (error instanceof Refusal) return fill(error.text.detail.en, 'en', error.about.params);
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS') ? `${(error as Error).message}\n${usage}` : inability(error);
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
