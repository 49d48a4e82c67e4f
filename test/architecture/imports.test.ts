import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A house in order: each file is needed by another, and looks only down. */
const sound: Record<string, string> = {
  'package.json': '{ "type": "module", "dependencies": { "express": "*", "luxon": "*", "typeorm": "*" }, "devDependencies": { "jest": "*" } }',
  'tsconfig.check.json': '{ "compilerOptions": { "module": "nodenext", "moduleResolution": "nodenext" }, "include": ["src"] }',
  'src/app.ts': `import './agencies/agency.js'; import './users/user.js'; import './reports/report.js'; import './sla/calendar.js';`,
  'src/main.ts': `import './app.js';`,
  'src/platform/clock.ts': 'export const clock = 1;',
  'src/agencies/agency.ts': `import type { Row } from './agency.entity.js'; export type Agency = Row;`,
  'src/agencies/agency.entity.ts': `import { clock } from '../platform/clock.js'; export type Row = typeof clock;`,
  'src/agencies/agency.test.ts': `import './agency.js';`,
  'src/users/user.ts': `import { clock } from '../platform/clock.js'; export type User = typeof clock;`,
  'src/reports/report.ts': `import type { Agency } from '../agencies/agency.js'; export type Report = Agency;`,
  'src/sla/calendar.ts': `import { DateTime } from 'luxon'; export const now = DateTime.now;`,
};

/** What is planted, and the rule that must report it. */
const planted: [what: string, rule: string, path: string, text: string][] = [
  [
    'a climbing import',
    'floor-1-platform',
    'src/platform/climber.ts',
    `import type { Report } from '../reports/report.js'; export type Up = Report;`,
  ],
  ['a sideways import', 'floor-5-agencies', 'src/agencies/neighbour.ts', `import type { User } from '../users/user.js'; export type Next = User;`],
  ['a way back to the entry', 'floor-7-reports', 'src/reports/homesick.ts', `import '../app.js';`],
  [
    'an entity of another folder',
    'private-file',
    'src/reports/thief.ts',
    `import type { Row } from '../agencies/agency.entity.js'; export type Loot = Row;`,
  ],
  [
    'a package in a pure file',
    'pure-file',
    'src/reports/report.lifecycle.ts',
    `import type { DataSource } from 'typeorm'; export type Impure = DataSource;`,
  ],
  [
    'a package behind a pure file',
    'pure-file',
    'src/reports/report.visibility.ts',
    `import type { Impure } from './report.lifecycle.js'; export type Seen = Impure;`,
  ],
  [
    'HTTP inside a service',
    'http-at-the-door',
    'src/reports/report.service.ts',
    `import type { Request } from 'express'; export type Asked = Request;`,
  ],
  ['a test in production code', 'no-tests-in-production', 'src/reports/joker.ts', `import '../agencies/agency.test.js';`],
  ['a development package in production code', 'no-development-package-in-production', 'src/reports/developer.ts', `import 'jest';`],
  ['a file that nobody needs', 'no-orphan', 'src/reports/orphan.ts', 'export const alone = true;'],
  ['a file that no program reaches', 'dead-file', 'src/reports/forgotten.ts', `import './report.js';`],
  ['a folder without a floor', 'folder-without-a-floor', 'src/utils/strings.ts', `import '../platform/clock.js';`],
  ['a circle, if only of types', 'no-circle', 'src/reports/egg.ts', `import type { Hen } from './hen.js'; export interface Egg { becomes: Hen }`],
];

const hen = { 'src/reports/hen.ts': `import type { Egg } from './egg.js'; export interface Hen { lays: Egg }` };

/** What the rules say of a house with these files. */
function violations(files: Record<string, string>): { rule: string; from: string }[] {
  const house = mkdtempSync(join(tmpdir(), 'aksi-house-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'dir');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    const flags = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src'];
    const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...flags], { cwd: house, encoding: 'utf8' });
    if (!stdout.startsWith('{')) throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

const patience = 60_000;

test(
  'a house in order breaks no rule',
  () => {
    expect(violations(sound)).toEqual([]);
  },
  patience,
);

describe('In a house with planted faults', () => {
  let found: { rule: string; from: string }[];
  beforeAll(() => {
    found = violations({ ...sound, ...hen, ...Object.fromEntries(planted.map(([, , path, text]) => [path, text])) });
  }, patience);

  test.each(planted)('%s is reported', (_, rule, path) => {
    expect(found).toContainEqual({ rule, from: path });
  });

  test('nothing else is', () => {
    const expected = new Set([...planted.map(([, , path]) => path), ...Object.keys(hen)]);
    expect(found.filter(({ from }) => !expected.has(from))).toEqual([]);
  });
});
