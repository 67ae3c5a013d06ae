import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { layerRule } from './test/lint/layerRule.mjs';

const noUnfinishedWork = [
  'error',
  { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' },
];

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      // One program for everything: four of them would make the lint four times as slow.
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { optiscope: { rules: { layers: layerRule } } },
    rules: {
      'optiscope/layers': 'error',
      'no-warning-comments': noUnfinishedWork,
      'max-lines': ['error', { max: 300 }],
      // Three, and an options object.
      'max-params': ['error', { max: 4 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Taking a field out by naming it beside a rest is how a copy without that field is made.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `for await` and drivers that only happen to be synchronous need async functions without an await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'no-console': 'error',
      // An expression that runs over text from a file takes time with its length, not with the square of it.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { ignoreSticky: true, ignorePartial: false }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A host test is told what its module exports; a spec is one long function by nature.
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
