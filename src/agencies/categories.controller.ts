import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { CategoriesQuery } from './categories.query.js';
import { CategoriesService } from './categories.service.js';
import { CategoryById, ChangeCategory, CreateCategory, ListCategories } from './category.requests.js';
import { Category, CategoryPage } from './category.views.js';

@ApiTags('Categories')
@Controller('v1/categories')
export class CategoriesController {
  constructor(
    private readonly query: CategoriesQuery,
    private readonly service: CategoriesService,
  ) {}

  /** Lists categories by name. Those that cannot be chosen today are left out unless asked for. */
  @Get()
  @Allow('agency.read')
  @Returns(200, CategoryPage)
  listCategories(@Query() query: ListCategories): Promise<CategoryPage> {
    return this.query.page(query);
  }

  /** Reads one category with its guide and questions, also one that can no longer be chosen. */
  @Get(':id')
  @Allow('agency.read')
  @Returns(200, Category)
  readCategory(@Param() { id }: CategoryById): Promise<Category> {
    return this.query.one(id);
  }

  /** Creates a category of the first or second level. The permission is needed at the city. */
  @Post()
  @Allow('category.manage')
  @Returns(201, Category, '/v1/categories/{id}')
  @Refuses('conflict')
  createCategory(@By() actor: Actor, @Body() input: CreateCategory, @ByKey() once: Once | undefined): Promise<Category> {
    return this.service.createCategory(actor, input, once);
  }

  /** Changes a category. Reports that name it already are not touched. The permission is needed at the city. */
  @Patch(':id')
  @Allow('category.manage')
  @Returns(200, Category)
  @Refuses('conflict')
  changeCategory(
    @By() actor: Actor,
    @Param() { id }: CategoryById,
    @Body() input: ChangeCategory,
    @IfMatch('required') expected: Expected,
  ): Promise<Category> {
    return this.service.changeCategory(actor, id, expected, input);
  }
}
