import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of every document of the application, from the schema that the server's tests hold current. */
const config: CodegenConfig = {
  schema: '../graphql-schema/schema.graphql',
  documents: ['src/app/**/*.{ts,tsx}', 'examples/**/*.{ts,tsx}'],
  ignoreNoDocuments: true,
  generates: {
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          ID: 'string',
          Long: 'number',
          Decimal: { input: 'string | number', output: 'string' },
          DateTime: 'string',
          Date: 'string',
          UUID: 'string',
          Json: 'unknown',
          Base64: 'string',
          GeoPoint: {
            input: '{ lat: string | number; lon: string | number }',
            output: '{ lat: number; lon: number }',
          },
          Money: {
            input: '{ amount: string | number; currency: string }',
            output: '{ amount: string; currency: string }',
          },
        },
      },
    },
  },
};

export default config;
