import { readFileSync } from 'node:fs';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

interface Package {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** What the page says of packages: their names, in its tables' first column. */
const told = (page: string): string[] => [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);

describe('the dependencies', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json')) as Package;
  const all = { ...dependencies, ...optionalDependencies, ...devDependencies };

  it('are each told of in one line, and nothing else is', () => {
    expect(told(read('docs/dependencies.md')).sort()).toEqual(Object.keys(all).sort());
  });

  it('are pinned to exact versions', () => {
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
