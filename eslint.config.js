import tseslint from 'typescript-eslint';

const REAL_TIME = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the injected Clock: time is moved in demo and test mode.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the injected Clock: time is moved in demo and test mode.',
  },
];
const ENVIRONMENT = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only src/main.ts reads the environment; ask Config.',
  },
  { selector: "VariableDeclarator[init.name='process'] > ObjectPattern", message: 'Only src/main.ts reads the environment; ask Config.' },
];
const STATE = [
  {
    selector: "AssignmentExpression[left.type='MemberExpression'][left.property.name='state']",
    message: 'A state is assigned only by its lifecycle: use begin() or move().',
  },
];
const FORWARD_REF = [
  { selector: "Identifier[name='forwardRef']", message: 'A cycle between modules means a wrong wall: publish an event.' },
];

/** The last entry that matches a file decides, so each exception names all that still holds. */
const forbid = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] });

export default tseslint.config(
  { ignores: ['dist/', '.build-*/', 'node_modules/', 'coverage/', '.forecourt/', '**/*.mjs', '**/*.cjs', '**/*.d.cts', '*.js', '.*.js'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Nest reads constructor and handler types at run time: whether an import is a type only is not the linter's to say.
      '@typescript-eslint/consistent-type-imports': 'off',
      // Decorator metadata and Nest's API speak of classes as Function.
      '@typescript-eslint/no-unsafe-function-type': 'off',
      // A promise is part of an interface's promise even where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // An assertion that says more than the compiler needs does no harm; removing it changes with every compiler version.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // There are no enums of our own; a library's are compared with their words.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: ['forwardRef'],
              message: 'A cycle between modules means a wrong wall: publish an event.',
            },
          ],
        },
      ],
    },
  },
  { files: ['src/**/*.ts', 'migrations/**/*.ts'], rules: forbid(REAL_TIME, ENVIRONMENT, STATE, FORWARD_REF) },

  { files: ['src/main.ts', 'src/kernel/config.ts'], rules: forbid(REAL_TIME, STATE, FORWARD_REF) },
  // `readiness.state` is the program's own, not an aggregate's.
  { files: ['src/program.ts', 'src/kernel/lifecycle.ts'], rules: forbid(REAL_TIME, ENVIRONMENT, FORWARD_REF) },
  { files: ['src/kernel/time/**/*.ts'], rules: forbid(ENVIRONMENT, STATE, FORWARD_REF) },
  // A child process is waited for on the wall clock, and inherits PATH.
  { files: ['src/kernel/database/embedded-postgres*.ts'], rules: forbid(STATE, FORWARD_REF) },

  // Tests and demo data read answers as a front end does, by name; the document's schema is checked on every answer.
  {
    files: ['test/**/*.ts', 'src/demo/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['test/support/server.ts', 'src/demo/demo-client.ts'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
);
