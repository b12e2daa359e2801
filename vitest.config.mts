// SPDX-License-Identifier: GPL-2.0-only
import { defineConfig } from 'vitest/config';

/** The bundle inlines `.scm` queries as text; tests read them the same way. */
const scmAsText = {
  name: 'scm-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.scm') ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
  },
};

export default defineConfig({
  plugins: [scmAsText],
  test: {
    // `npm run test:soak` takes the long ones.
    include: [process.env.VMOPS_SOAK ? 'test/**/*.soak.ts' : 'test/**/*.test.ts'],
    globalSetup: ['test/build.mjs'],
    // Native tree-sitter wants a process, not a thread; files that share one load the program once.
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
