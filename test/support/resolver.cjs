const { existsSync } = require('node:fs');
const { join, resolve, sep } = require('node:path');

const root = resolve(__dirname, '../..');
const [source, tests, built] = ['src', 'test', 'dist'].map((name) => join(root, name) + sep);

/** TypeScript names its imports `.js`. From a test, `src/` means the built product; beside the source, the source. */
module.exports = (request, options) => {
  if (!/^\.{1,2}\/.*\.js$/.test(request)) return options.defaultResolver(request, options);
  const wanted = resolve(options.basedir, request);
  const fromTest = (options.basedir + sep).startsWith(tests);
  if (fromTest && wanted.startsWith(source)) return join(built, wanted.slice(source.length));
  const asSource = wanted.replace(/\.js$/, '.ts');
  if ((wanted.startsWith(source) || wanted.startsWith(tests)) && existsSync(asSource)) return asSource;
  return options.defaultResolver(request, options);
};
