/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Every file loads the whole service anew, and Node keeps some of each: a worker that has grown is replaced.
  // Three for two processors: some files wait, for an index that expires or a process that ends.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 30_000, // a busy machine is no fault of the service
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  // Nest 12 is ESM only and jest on Node 20 cannot load it from CommonJS: swc turns everything into CommonJS.
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '/thread-options\\.js$': '<rootDir>/test/support/thread-options.ts', // worker threads are none of jest's
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
