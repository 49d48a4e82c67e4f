import { readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
type Packages = Record<string, string>;
const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Packages>;
const sections = read('docs/dependencies.md').split('\n## ').slice(1);

/** The packages in the first column of a section's table. */
const namedIn = (title: string): string[] =>
  [...(sections.find((section) => section.startsWith(title)) ?? '').matchAll(/^\| (?!package|-)([^|]+) \|/gm)]
    .flatMap(([, names = '']) => names.trim().split(', '))
    .sort();

test.each([
  ['Runtime', dependencies],
  ['Optional', optionalDependencies],
  ['Development', devDependencies],
])('docs/dependencies.md says why each package is there: %s', (title, packages = {}) => {
  expect(namedIn(title)).toEqual(Object.keys(packages).sort());
});

test('versions are exact, so that every machine resolves the same tree', () => {
  const all = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies });
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
