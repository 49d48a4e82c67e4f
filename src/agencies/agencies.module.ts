import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesController } from './agencies.controller.js';
import { AgenciesQuery } from './agencies.query.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyRecord } from './agency.entity.js';
import { CategoriesController } from './categories.controller.js';
import { CategoriesQuery } from './categories.query.js';
import { CategoriesService } from './categories.service.js';
import { CategoryRecord } from './category.entity.js';
import { RegionsController } from './regions.controller.js';
import { RegionsQuery } from './regions.query.js';
import { RegionsService } from './regions.service.js';

const services = [AgenciesQuery, AgenciesService, CategoriesQuery, CategoriesService, RegionsQuery, RegionsService];

/** The tree of government bodies, what reports are about, and where they happen. */
@Module({
  imports: [TypeOrmModule.forFeature([AgencyRecord, CategoryRecord])],
  controllers: [AgenciesController, CategoriesController, RegionsController],
  providers: services,
  exports: services,
})
export class AgenciesModule {}
