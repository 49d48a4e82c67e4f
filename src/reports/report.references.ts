import { Injectable } from '@nestjs/common';
import { AgenciesQuery, type AgencyFacts } from '../agencies/agencies.query.js';
import { CategoriesQuery, type CategoryFacts } from '../agencies/categories.query.js';
import { RegionsQuery } from '../agencies/regions.query.js';
import { refuse as refuseInput } from '../platform/platform.refusals.js';
import type { Reader } from '../platform/sql.js';
import { masked } from './report.entity.js';
import type { PlaceInput } from './place.request.js';
import { refuse } from './report.refusals.js';

/** A place as stored. */
export interface StoredPlace {
  lat: number | null;
  lng: number | null;
  address: string | null;
  /** With personal data masked; null where nothing had to be. */
  publicAddress: string | null;
  regionCode: string | null;
  outsideArea: boolean;
}

/** Ids in a request, as the things they name; refuses with the pointer of the member that is wrong. */
@Injectable()
export class ReportReferences {
  constructor(
    private readonly agencies: AgenciesQuery,
    private readonly categories: CategoriesQuery,
    private readonly regions: RegionsQuery,
  ) {}

  city(reader: Reader, rootId?: string): ReturnType<AgenciesQuery['city']> {
    return this.agencies.city(reader, rootId);
  }

  /** A category of the city that is valid today. @throws Refusal `report.category_unknown` */
  async category(reader: Reader, id: string, rootAgencyId: string): Promise<CategoryFacts> {
    const found = await this.categories.facts(reader, id);
    if (!found?.open || found.rootAgencyId !== rootAgencyId) throw refuse('report.category_unknown', { pointer: '/categoryId' });
    return found;
  }

  async isSensitive(reader: Reader, categoryId: string): Promise<boolean> {
    return (await this.categories.facts(reader, categoryId))?.sensitive ?? false;
  }

  /** An agency that is open today. @throws Refusal `report.agency_unknown`, `report.agency_closed` naming the successor */
  async agency(reader: Reader, id: string, pointer: string, rootAgencyId: string): Promise<AgencyFacts> {
    const found = await this.agencies.facts(reader, id);
    if (!found || found.rootId !== rootAgencyId) throw refuse('report.agency_unknown', { pointer });
    if (found.open) return found;
    const { successorId, successorName } = found;
    throw refuse('report.agency_closed', {
      pointer,
      params: { successor: successorName ?? '-' },
      ...(successorId === undefined
        ? {}
        : { related: { kind: 'agency', id: successorId, ...(successorName === undefined ? {} : { name: successorName }) } }),
    });
  }

  /** Who does the work of an agency today: itself, or whoever succeeded it. */
  async presentAgency(reader: Reader, id: string): Promise<string> {
    const successorId = (await this.agencies.facts(reader, id))?.successorId;
    return successorId === undefined ? id : this.presentAgency(reader, successorId);
  }

  /** An agency of the city that can be handed a report. */
  async ownAgency(reader: Reader, id: string, pointer: string, rootAgencyId: string): Promise<AgencyFacts> {
    const found = await this.agency(reader, id, pointer, rootAgencyId);
    if (found.kind === 'external') throw refuse('report.agency_external', { pointer });
    return found;
  }

  /** The village is taken from the position, once, on writing. A position outside every village lies outside the city. */
  async place(reader: Reader, place: PlaceInput | undefined, names: readonly string[]): Promise<StoredPlace> {
    const { lat, lng, address, regionCode } = place ?? {};
    if ((lat === undefined) !== (lng === undefined))
      throw refuseInput('request.invalid', { faults: [{ pointer: `/location/${lat === undefined ? 'lat' : 'lng'}`, code: 'field.required' }] });
    if (regionCode !== undefined && !(await this.regions.exists(reader, regionCode)))
      throw refuse('report.region_unknown', { pointer: '/location/regionCode' });
    const found = lat === undefined || lng === undefined ? null : await this.regions.at(reader, lat, lng);
    return {
      lat: lat ?? null,
      lng: lng ?? null,
      address: address ?? null,
      publicAddress: address === undefined ? null : masked(address, names),
      regionCode: found?.code ?? regionCode ?? null,
      outsideArea: lat !== undefined && found === null,
    };
  }
}
