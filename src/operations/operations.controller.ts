import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Public } from '../access/access.js';
import { Returns, ReturnsText } from '../platform/answers.js';
import { Contract } from '../platform/contract.js';
import { Draining } from '../platform/draining.js';
import { refuse } from '../platform/platform.refusals.js';
import { refusalText, statusOf } from '../platform/refusal.js';
import { ByCode } from './operations.requests.js';
import { Health, ProblemType } from './operations.views.js';

const contractAsJson = {
  type: 'object',
  description: 'An OpenAPI 3.1 document.',
  required: ['openapi', 'info', 'paths'],
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$', maxLength: 10 },
    info: { type: 'object', description: 'What it is.' },
    paths: { type: 'object', description: 'The operations by address.' },
  },
  example: { openapi: '3.1.0', info: { title: 'Aksi', version: '1.0.0' }, paths: {} },
};

@ApiTags('Operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly source: DataSource,
    private readonly contract: Contract,
    private readonly draining: Draining,
  ) {}

  /** Is the process alive? Stays 200 while the database is away. */
  @Get('health/live')
  @Public()
  @Returns(200, Health)
  checkLiveness(): Health {
    return { status: 'ok' };
  }

  /** Can the service work? 503 while the database is away and while the process drains. */
  @Get('health/ready')
  @Public()
  @Returns(200, Health)
  async checkReadiness(): Promise<Health> {
    if (this.draining.begun) throw refuse('service.unavailable', { retryAfterSeconds: 5 });
    await this.source.query('select 1');
    return { status: 'ok' };
  }

  /** This contract as YAML. */
  @Get('openapi.yaml')
  @Public()
  @ReturnsText('application/yaml', 'The contract.', { type: 'string', maxLength: 5_000_000, pattern: '^components:', example: 'components: {}' })
  @Header('Content-Type', 'application/yaml; charset=utf-8')
  readContractYaml(): string {
    return this.contract.yaml;
  }

  /** This contract as JSON. */
  @Get('openapi.json')
  @Public()
  @ReturnsText('application/json', 'The contract.', contractAsJson)
  @Header('Content-Type', 'application/json; charset=utf-8')
  readContractJson(): string {
    return this.contract.json;
  }

  /** What a problem's `type` leads to: the meaning of a code in both languages. */
  @Get('problems/:code')
  @Public()
  @Returns(200, ProblemType)
  explainProblem(@Param() { code }: ByCode): ProblemType {
    const text = refusalText(code);
    if (!text) throw refuse('route.not_found');
    const { title, detail } = text;
    return { code, status: statusOf[text.kind], titleId: title.id, titleEn: title.en, detailId: detail.id, detailEn: detail.en };
  }
}
