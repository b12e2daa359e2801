// SPDX-License-Identifier: GPL-2.0-only
// Writes what is found into fixtures: npm run annotate -- [--notes] test/rules/RULE/FILE.c...
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTool } from './bundling.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { notes: { type: 'boolean', default: false } },
});
if (positionals.length === 0) {
  console.error('usage: npm run annotate -- [--notes] test/rules/RULE/FILE.c...');
  process.exit(2);
}
const outfile = await bundleTool('test/rules/annotate.ts', 'annotate');
const { annotated } = createRequire(import.meta.url)(outfile);
rmSync(outfile);
for (const path of positionals)
  writeFileSync(path, annotated(resolve(path), readFileSync(path, 'utf8'), values.notes));
