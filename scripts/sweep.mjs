// SPDX-License-Identifier: GPL-2.0-only
// Every .c and .h of a tree through items, facts and lowering, within bounds: npm run sweep -- TREE [--every N]
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { projectRoot } from './install.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' } },
});
const [tree] = positionals;
const every = Number(values.every);
if (tree === undefined || !(every >= 1)) {
  console.error('usage: npm run sweep -- TREE [--every N]');
  process.exit(2);
}
const outfile = join(projectRoot, 'server/out/sweep.cjs');
await build({
  entryPoints: [join(projectRoot, 'scripts/fuzz/sweep.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['tree-sitter', 'tree-sitter-c', 'web-tree-sitter', '@vscode/ripgrep'],
  loader: { '.scm': 'text' },
  logLevel: 'warning',
});
const { sweep } = createRequire(import.meta.url)(outfile);
process.exitCode = (await sweep(resolve(tree), every)) ? 0 : 1;
