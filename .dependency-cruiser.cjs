/** The floors of the house: a folder may use its own files and those of lower floors. */
const floors = [
  ['platform'],
  ['access'],
  ['journal', 'attachments'],
  ['operations'],
  ['agencies', 'users'],
  ['sla'],
  ['reports'],
  ['statistics', 'channels', 'integration'],
  ['sandbox'],
];
const folders = floors.flat();

/** Files that must run without any machinery around them. */
const pure = [
  '[.](lifecycle|visibility|mapping|signature)[.]ts$',
  '^src/sla/(calendar|deadline|ledger)[.].*ts$',
  '^src/access/permissions[.]ts$',
  '^src/reports/report[.]code[.]ts$',
];
const test = '[.]test[.]ts$';
const programs = '^src/(main|worker|migrate|admin|contract)[.]ts$';
const unless = (...allowed) => `^src/(?!(${allowed.join('|')})/)`;

const movement = floors.flatMap((floor, level) =>
  floor.map((folder) => ({
    name: `floor-${level + 1}-${folder}`,
    comment: 'Own folder or a lower floor: no climbing, no sideways. Type imports count.',
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: unless(folder, ...floors.slice(0, level).flat()) },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...movement,
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'folder-without-a-floor',
      comment: 'Give the new folder its floor above.',
      severity: 'error',
      from: { path: unless(...folders), pathNot: '^src/[^/]+[.]ts$' },
      to: {},
    },
    {
      name: 'private-file',
      comment: 'A folder is entered by its service, query, journal, schema or pure files. Relations across folders are id columns.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.*[.](entity|controller|strategy)[.]ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'pure-file',
      comment: 'Pure files, with all they lead to, use no package but the time library.',
      severity: 'error',
      from: { path: pure, pathNot: test },
      to: { path: '.', pathNot: ['^src/', 'node_modules/(@types/)?luxon/'], reachable: true },
    },
    {
      name: 'http-at-the-door',
      comment: 'Only the filter and controllers know HTTP.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(platform|access|operations)/', '[.](controller|filter)[.]ts$', '^src/(app|server)[.]ts$'] },
      to: { path: 'node_modules/(@types/)?(express|@nestjs/platform-express)/' },
    },
    { name: 'no-tests-in-production', severity: 'error', from: { path: '^src/', pathNot: test }, to: { path: [test, '^test/'] } },
    {
      name: 'no-development-package-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'not-to-be-found',
      comment: 'dist/ is built after this check.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '/dist/' },
    },
    {
      name: 'dead-file',
      comment: 'Every file is needed by a program.',
      severity: 'error',
      from: { path: programs },
      to: { path: '^src/', pathNot: [test, programs], reachable: false },
    },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, path: '^src/' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
