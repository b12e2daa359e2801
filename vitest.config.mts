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
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    // Native tree-sitter wants a process of its own per test file.
    pool: 'forks',
    testTimeout: 30_000,
  },
});
