import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const data = ['src/reports/report.lifecycle.ts', 'src/platform/migrations/**', 'src/sandbox/city/**', 'src/sla/indonesian-holidays.ts'];
const tests = ['src/**/*.test.ts', 'test/**'];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/'] },
  // A rule is kept or changed here, with its reason; never switched off in a file.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A position of three points is six numbers; a constructor's collaborators are counted below.
      '@typescript-eslint/max-params': ['error', { max: 6 }],
      'no-restricted-syntax': [
        'error',
        { selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>5]", message: 'At most five collaborators.' },
      ],
      // Citizens' texts are searched for control characters on purpose.
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 30, skipBlankLines: true, skipComments: true }],
      // What was caught as unknown may be thrown on.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/platform/config.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'The environment is read once, in platform/config.ts.' }],
    },
  },
  // Programs talk to whoever started them.
  { files: ['src/*.ts', 'bench/**', ...tests], rules: { 'no-console': 'off' } },
  // Tables grow in rows, not in complexity.
  { files: data, rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  // A describe block is a function only in form.
  { files: tests, rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'module', 'require', '__dirname', 'URL', 'fetch', 'setTimeout', 'setInterval', 'clearInterval'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
