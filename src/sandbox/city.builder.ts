import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Actor, type HeldRole } from '../access/actor.js';
import type { Role } from '../access/permissions.js';
import { AgenciesQuery } from '../agencies/agencies.query.js';
import { AgenciesService } from '../agencies/agencies.service.js';
import { CategoriesService } from '../agencies/categories.service.js';
import { RegionsService } from '../agencies/regions.service.js';
import { Transactions } from '../platform/transactions.js';
import { CalendarsService } from '../sla/calendars.service.js';
import { SlaSetup } from '../sla/sla.setup.js';
import { UsersService } from '../users/users.service.js';
import { sandboxPassword } from './accounts.js';
import { accounts, agencies, type SandboxAgency } from './city/agencies.js';
import { calendars } from './city/calendars.js';
import { categories } from './city/categories.js';
import { agencyIds, categoryIds } from './city/ids.js';
import { regions } from './city/regions.js';

/** The loaded city, by the codes that its stories use. */
export interface SandboxCity {
  rootId: string;
  /** The city's own calendar. */
  calendarId: string;
  agencyIds: ReadonlyMap<string, string>;
  categoryIds: ReadonlyMap<string, string>;
  /** By e-mail address. */
  people: ReadonlyMap<string, Actor>;
}

/** The city is older than its oldest report. */
const since = '2017-01-01';
const founded = new Date('2017-01-01T00:00:00Z');

const known = (map: ReadonlyMap<string, string>, code: string): string => {
  const id = map.get(code);
  if (id === undefined) throw new Error(`The sandbox names an unknown code: ${code}`);
  return id;
};

/** Builds the sandbox city by the services that a real city is built with. */
export class CityBuilder {
  private readonly agencyIds = new Map<string, string>();
  private readonly categoryIds = new Map<string, string>();
  private readonly people = new Map<string, Actor>();
  private rootId = '';

  constructor(private readonly app: INestApplicationContext) {}

  build(): Promise<SandboxCity> {
    return this.app.get(Transactions).run(undefined, async (tx) => {
      await this.buildAgencies(tx);
      const calendarId = await this.app.get(SlaSetup).install(tx, this.rootId);
      await this.buildCalendars(tx);
      await this.buildCategories(tx);
      await this.app.get(RegionsService).load(tx, { rootAgencyId: this.rootId, regions: regions.map(toRegion) }, founded);
      await this.buildPeople(tx);
      return { rootId: this.rootId, calendarId, agencyIds: this.agencyIds, categoryIds: this.categoryIds, people: this.people };
    });
  }

  private async buildAgencies(tx: EntityManager): Promise<void> {
    for (const agency of agencies) this.agencyIds.set(agency.code, await this.buildAgency(tx, agency));
    this.rootId = known(this.agencyIds, 'tpi');
  }

  private buildAgency(tx: EntityManager, { code, name, shortName, kind, parent }: SandboxAgency): Promise<string> {
    const [service, id] = [this.app.get(AgenciesService), agencyIds[code]];
    if (kind === 'city' || parent === undefined) return service.found(tx, { code, name, shortName, codePrefix: 'TPI' }, founded, undefined, id);
    const input = { code, name, shortName, kind, parentId: known(this.agencyIds, parent), validFrom: since };
    return service.create(tx, input, founded, undefined, id);
  }

  private async buildCalendars(tx: EntityManager): Promise<void> {
    const service = this.app.get(CalendarsService);
    for (const { agency, ...calendar } of calendars)
      await service.create(tx, { ...calendar, agencyId: known(this.agencyIds, agency), validFrom: since }, founded);
  }

  private async buildCategories(tx: EntityManager): Promise<void> {
    for (const { code, name, parent, guide, defaultAgency, sensitive, limitWorkingDays } of categories) {
      const id = await this.app.get(CategoriesService).create(
        tx,
        {
          ...{ code, name, guide, validFrom: since, sensitive: sensitive ?? false },
          ...(parent === undefined ? { rootAgencyId: this.rootId } : { parentId: known(this.categoryIds, parent) }),
          ...(defaultAgency === undefined ? {} : { defaultAgencyId: known(this.agencyIds, defaultAgency) }),
        },
        founded,
        undefined,
        categoryIds[code],
      );
      this.categoryIds.set(code, id);
      // The limit for requests for information is the law's; a category's own limit is for what has to be done outside.
      const limit = { kind: 'resolution', classification: 'complaint', categoryId: id, workingDays: limitWorkingDays ?? 0 } as const;
      if (limitWorkingDays !== undefined) await this.app.get(SlaSetup).limit(tx, this.rootId, limit);
    }
  }

  private async buildPeople(tx: EntityManager): Promise<void> {
    for (const { email, name, role, agency } of accounts) await this.addPerson(tx, email, name, role, agency ?? 'tpi');
    for (const { code, officers } of agencies) for (const { email, name, role } of officers ?? []) await this.addPerson(tx, email, name, role, code);
  }

  private async addPerson(tx: EntityManager, email: string, name: string, role: Role, agencyCode: string): Promise<void> {
    const agencyId = known(this.agencyIds, agencyCode);
    const id = await this.app.get(UsersService).create(tx, { email, name, password: sandboxPassword, roles: [{ role, agencyId }] }, founded);
    const agency = await this.app.get(AgenciesQuery).facts(tx, agencyId);
    const held: HeldRole = { role, agencyId, agencyName: agency?.name ?? '', path: agency?.path ?? [] };
    this.people.set(email, new Actor({ kind: 'user', id, name, roles: [held] }));
  }
}

type Loaded = Parameters<RegionsService['load']>[1]['regions'][number];

function toRegion({ code, name, level, parent, polygon }: (typeof regions)[number]): Loaded {
  return {
    ...{ code, name, level },
    ...(parent === undefined ? {} : { parentCode: parent }),
    ...(polygon === undefined ? {} : { geometry: { type: 'Polygon' as const, coordinates: polygon } }),
  };
}
