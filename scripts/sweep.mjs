// SPDX-License-Identifier: GPL-2.0-only
// Every .c and .h of a tree through items, facts and lowering, within bounds: npm run sweep -- TREE [--every N]
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTool } from './bundling.mjs';

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
const outfile = await bundleTool('scripts/fuzz/sweep.ts', 'sweep');
const { sweep } = createRequire(import.meta.url)(outfile);
process.exitCode = (await sweep(resolve(tree), every)) ? 0 : 1;
