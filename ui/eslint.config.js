import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const bridge = [
  {
    group: ['@tauri-apps/*'],
    message: 'Only src/lib/ipc speaks to the shell.',
  },
];

export default ts.config(
  { ignores: ['dist/', 'dist-mock/', 'node_modules/', 'src/lib/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-imports': ['error', { patterns: bridge }],
      'no-restricted-properties': [
        'error',
        {
          object: 'navigator',
          property: 'language',
          message: 'It can be "C": use $lib/format/locale.',
        },
      ],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['src/lib/ipc/**', 'tests/**', 'src/**/*.test.ts', 'src/**/testing.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: {
        extraFileExtensions: ['.svelte'],
        parser: ts.parser,
        svelteConfig,
      },
    },
    rules: { 'svelte/no-at-html-tags': 'error', 'no-undef': 'off' },
  },
  { files: ['**/*.ts'], rules: { 'no-undef': 'off' } },
);
