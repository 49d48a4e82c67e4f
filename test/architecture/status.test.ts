import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => [name.replaceAll('\\', '/'), readFileSync(source + name, 'utf8')] as const);

test("a report's status is assigned in one place", () => {
  const places = texts.flatMap(([name, text]) => [...text.matchAll(/\b\w{2,}\.status = /g)].map(() => name));
  expect(places.filter((name) => name !== 'reports/disposition.entity.ts')).toEqual(['reports/report.entity.ts']);
});

test("no statement changes a report's status past its entity", () => {
  const statements = texts.filter(([, text]) => /update\s+report\s+(\w+\s+)?set\b[^;`']*\bstatus\s*=/i.test(text));
  expect(statements.map(([name]) => name)).toEqual([]);
});
