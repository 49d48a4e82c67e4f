import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { scopes } from '../access/permissions.js';
import { Clock } from '../platform/clock.js';
import { alone, migrate } from '../platform/data-source.js';
import { Transactions } from '../platform/transactions.js';
import { ClientsService } from '../users/clients.service.js';
import { sandboxClient } from './accounts.js';
import { CityBuilder } from './city.builder.js';
import { StoryPlayer } from './story.player.js';

/**
 * Loads the sandbox city on the first start: its bodies, people, topics and places, then ninety days of reports played
 * through the real services with a moved clock.
 * @returns false when it was there already
 */
export function loadSandbox(app: INestApplicationContext): Promise<boolean> {
  const source = app.get(DataSource);
  // Of two first starts on one folder the second would take the first one's half of a city for an abandoned one.
  return alone(source, 1709, async () => {
    if (await isComplete(source)) return false;
    await startOver(source);
    await load(app);
    return true;
  });
}

async function load(app: INestApplicationContext): Promise<void> {
  const clock = app.get(Clock);
  const city = await new CityBuilder(app).build();
  try {
    await new StoryPlayer(app, city).play(new Date());
  } finally {
    clock.travelTo(null);
  }
  // Made last: a load that was cut short is seen by its absence.
  const client = { ...sandboxClient, name: 'Skrip contoh', scopes: scopes.filter((scope) => scope !== 'admin'), agencyId: city.rootId };
  await app.get(Transactions).run(undefined, async (tx) => app.get(ClientsService).create(tx, client, await clock.now(tx)));
}

async function isComplete(source: DataSource): Promise<boolean> {
  const [client] = await source.query<unknown[]>('select 1 from api_client where client_id = $1', [sandboxClient.clientId]);
  return client !== undefined;
}

/** A load that was cut short leaves a part of a city; it is thrown away whole. */
async function startOver(source: DataSource): Promise<void> {
  const [agency] = await source.query<unknown[]>('select 1 from agency limit 1');
  if (agency === undefined) return;
  await source.query('drop schema public cascade');
  await source.query('create schema public');
  await migrate(source);
}
