import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const OUTSIDE = {
  regex: '^(\\.\\./)+(app|generated|e2e|examples|test|support)(/|$)',
  message: 'The library imports nothing from outside its folder and knows no schema of its users.',
};

const FRAMEWORKS = {
  regex: '^(react|react-dom|solid-js|@apollo/client)(/|$)',
  message: 'The core knows no framework and no Apollo.',
};

export default defineConfig(
  globalIgnores(['dist', 'src/generated']),
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['src/ankurah/solid/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['src/ankurah/**'], rules: { 'no-restricted-imports': ['error', { patterns: [OUTSIDE] }] } },
  {
    files: ['src/ankurah/core/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [OUTSIDE, FRAMEWORKS] }] },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        console: 'readonly',
        WebSocket: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
      },
    },
  },
);
