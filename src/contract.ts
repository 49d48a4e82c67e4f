import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { SwaggerModule } from '@nestjs/swagger';
import { stringify } from 'yaml';
import { permissionInWords, permissions, scopeTexts, type Permission } from './access/permissions.js';
import { AppModule } from './app.module.js';
import { completeDocument, type ContractAccess, documentHead } from './platform/contract.document.js';
import { readConfig } from './platform/config.js';
import { Problem } from './platform/problem.view.js';

const file = new URL('../openapi.yaml', import.meta.url);

const access: ContractAccess = {
  wordsOf: (permission) => (permission === 'public' ? 'anyone, without signing in' : permissionInWords(permission as Permission)),
  holdersOf: (permission) => (permission === 'public' ? ['anyone'] : permissions[permission as Permission]),
  scopes: scopeTexts,
};

/** Builds the contract from the classes, without a database (Nest's preview mode creates no provider). */
export async function buildContract(root: Parameters<typeof NestFactory.create>[0] = AppModule.with(readConfig({}))): Promise<string> {
  const app = await NestFactory.create(root, { preview: true, logger: ['error'], abortOnError: false });
  const raw = SwaggerModule.createDocument(app, documentHead, { operationIdFactory: (_controller, method) => method, extraModels: [Problem] });
  return stringify(completeDocument(raw as unknown as Record<string, unknown>, access), { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** `npm run contract` writes openapi.yaml; `-- --check` fails on any byte of difference. */
async function main(): Promise<void> {
  const built = await buildContract();
  if (!process.argv.includes('--check')) return writeFileSync(file, built);
  const committed = readFileSync(file, 'utf8');
  if (committed === built) return console.log('openapi.yaml agrees with the code.');
  const line = built.split('\n').findIndex((text, index) => text !== committed.split('\n')[index]) + 1;
  console.error(`openapi.yaml differs from the code, first in line ${line}. Run: npm run contract`);
  process.exitCode = 1;
}

if (process.argv[1] && import.meta.url.endsWith('/contract.js') && process.argv[1].endsWith('contract.js')) await main();
