import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'data/', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowStaticOnly: true, allowEmpty: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A resource's class declares the shape of plain documents: values of that shape are not made by its constructor.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='reduce'] > ArrowFunctionExpression.arguments > :matches(ObjectExpression, ArrayExpression).body > SpreadElement:first-child",
          message: 'Copying the accumulator makes the time quadratic: let one object of our own grow, in a loop.',
        },
        {
          selector:
            ':matches(ForStatement, ForOfStatement, ForInStatement, WhileStatement) AssignmentExpression[left.type="Identifier"] > :matches(ObjectExpression, ArrayExpression).right > SpreadElement:first-child',
          message: 'Copying what grows in a loop makes the time quadratic: add to it.',
        },
        { selector: 'TSEnumDeclaration', message: 'A union or an `as const` table says the same with less.' },
        {
          selector: "MemberExpression[object.name='process'][property.name=/^(env|argv)$/]",
          message: 'Only src/config reads the environment and the command line.',
        },
        {
          selector: "CallExpression[callee.object.name='process'][callee.property.name='exit']",
          message: 'Only serve.ts and worker.ts end the process.',
        },
      ],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/serve.ts', 'src/worker.ts', 'src/config/**', 'bench/**', 'test/support/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A reader ends in `return place.refuse(…)`: the mistake is noted, and there is no value.
    files: ['src/common/resource/domain/**'],
    rules: { '@typescript-eslint/no-confusing-void-expression': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/*.controller.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
);
