import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { ImportRegions, ListRegions, ReadRegion, RegionByCode } from './region.requests.js';
import { featureCollection } from './region.schema.js';
import { RegionImport, RegionPage, RegionWithBorders } from './region.views.js';
import { RegionsQuery } from './regions.query.js';
import { RegionsService } from './regions.service.js';

@ApiTags('Regions')
@Controller('v1/regions')
export class RegionsController {
  constructor(
    private readonly query: RegionsQuery,
    private readonly service: RegionsService,
  ) {}

  /** Lists regions by code, without their borders. */
  @Get()
  @Allow('agency.read')
  @Returns(200, RegionPage)
  listRegions(@Query() query: ListRegions): Promise<RegionPage> {
    return this.query.page(query);
  }

  /** Reads one region, with its borders if asked for. */
  @Get(':code')
  @Allow('agency.read')
  @Returns(200, RegionWithBorders)
  readRegion(@Param() { code }: RegionByCode, @Query() { geometry }: ReadRegion): Promise<RegionWithBorders> {
    return this.query.one(code, geometry ?? false);
  }

  /**
   * Imports borders from a GeoJSON FeatureCollection. The borders of known codes are replaced, their names and parents stay; other codes
   * become new regions. One fault, and nothing is imported. Reports keep the region they were filed in.
   */
  @Post('import')
  @Allow('region.manage')
  @Returns(200, RegionImport)
  @ApiBody({ schema: featureCollection, required: true })
  importRegions(
    @By() actor: Actor,
    @Query() query: ImportRegions,
    @Body() collection: Record<string, unknown>,
    @ByKey() once: Once | undefined,
  ): Promise<RegionImport> {
    return this.service.importRegions(actor, query, collection, once);
  }
}
