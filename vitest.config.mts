// SPDX-License-Identifier: GPL-2.0-only
import { defineConfig } from 'vitest/config';

/** The bundle inlines `.scm` queries as text; tests read them the same way. */
const scmAsText = {
  name: 'scm-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.scm') ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
  },
};

/** As `server/bin/vmops.js` has them: a worker makes many short-lived states, and ends before most code is worth optimising. */
const V8_FLAGS = [
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
  '--max-inlined-bytecode-size-cumulative=200',
  // Later versions of V8 have no such flag.
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=600000'] : []),
];

export default defineConfig({
  plugins: [scmAsText],
  test: {
    // `npm run test:soak` takes the long ones.
    include: [process.env.VMOPS_SOAK ? 'test/**/*.soak.ts' : 'test/**/*.test.ts'],
    globalSetup: ['test/build.mjs'],
    // Native tree-sitter wants a process, not a thread; files that share one load the program once.
    pool: 'forks',
    execArgv: V8_FLAGS,
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
