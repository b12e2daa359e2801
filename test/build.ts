// SPDX-License-Identifier: GPL-2.0-only
/** Builds the bundles once before the tests, since some run the real command, and the one that runs it again and again. */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

export async function setup(): Promise<void> {
  const root = dirname(__dirname);
  execFileSync(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root, stdio: 'inherit' });
  await build({
    entryPoints: [join(root, 'test/cli/again.ts')],
    outfile: join(root, 'server/out/again.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['tree-sitter', 'tree-sitter-c', 'web-tree-sitter', '@vscode/ripgrep'],
    loader: { '.scm': 'text' },
    define: { BUILD_ID: '"again"' },
    logLevel: 'warning',
  });
}
