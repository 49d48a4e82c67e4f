import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => [name.replaceAll('\\', '/'), readFileSync(source + name, 'utf8')] as const);

const isStatus = (name: ts.Node): boolean => (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === 'status';

/** A member `status`, whatever it is a member of and however it is written. */
const namesStatus = (target: ts.Expression): boolean =>
  (ts.isPropertyAccessExpression(target) && isStatus(target.name)) || (ts.isElementAccessExpression(target) && isStatus(target.argumentExpression));

const assigns = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  node.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
  namesStatus(node.left);

/** `Object.assign(…, { status })`, or the same through TypeORM's `merge` and `update`. */
const givesMany = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ['assign', 'merge', 'update'].includes(node.expression.name.text) &&
  node.arguments.some((given) => ts.isObjectLiteralExpression(given) && given.properties.some(({ name }) => name !== undefined && isStatus(name)));

/** How often a text gives something a status. */
function assignments(text: string): number {
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (assigns(node) || givesMany(node)) found += 1;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('one.ts', text, ts.ScriptTarget.Latest));
  return found;
}

test("a report's status is assigned in one place", () => {
  // The lowest floor knows no reports; its statuses are those of HTTP.
  const above = texts.filter(([name]) => !name.startsWith('platform/'));
  const places = above.flatMap(([name, text]) => Array<string>(assignments(text)).fill(name));
  expect(places.filter((name) => name !== 'reports/disposition.entity.ts')).toEqual(['reports/report.entity.ts']);
});

test.each([
  "report.status = 'closed';",
  "const r = report; r.status = 'closed';",
  "report['status'] = 'closed';",
  "report.status ??= 'closed';",
  "Object.assign(report, { status: 'closed' });",
  "const status = 'closed'; Object.assign(report, { status });",
  "await tx.update(ReportRecord, { id }, { status: 'closed' });",
])('a planted assignment is noticed: %s', (text) => expect(assignments(text)).toBe(1));

test.each(["if (report.status === 'closed') close();", 'const seen = { status: report.status };'])('a look is none: %s', (text) =>
  expect(assignments(text)).toBe(0),
);

test("no statement changes a report's status past its entity", () => {
  const statements = texts.filter(([, text]) => /update\s+report\s+(\w+\s+)?set\b[^;`']*\bstatus\s*=/i.test(text));
  expect(statements.map(([name]) => name)).toEqual([]);
});
