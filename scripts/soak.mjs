// SPDX-License-Identifier: GPL-2.0-only
// Replays random edits in files of a real tree and compares each result with a fresh start: node scripts/soak.mjs TREE FILE...
// Options by environment: VMOPS_SOAK_EDITS (default 300), VMOPS_SOAK_EVERY (30), VMOPS_SOAK_SEED (1).
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { bundleTool } from './bundling.mjs';

const [tree, ...files] = process.argv.slice(2);
if (tree === undefined || files.length === 0) {
  console.error('usage: node scripts/soak.mjs TREE FILE...');
  process.exit(2);
}
const number = (name, fallback) => Number(process.env[name] ?? fallback);
const outfile = await bundleTool('test/lsp/soak.ts', 'soak');
const { soak } = createRequire(import.meta.url)(outfile);
rmSync(outfile);
for (const path of files) {
  const { compared, withFindings, times } = await soak({
    root: resolve(tree),
    path,
    edits: number('VMOPS_SOAK_EDITS', 300),
    every: number('VMOPS_SOAK_EVERY', 30),
    seed: number('VMOPS_SOAK_SEED', 1),
  });
  times.sort((a, b) => a - b);
  const at = (share) => `${times[Math.floor((times.length - 1) * share)].toFixed(1)} ms`;
  console.log(
    `${path}: ${times.length} edits, ${compared} comparisons (${withFindings} with findings), all equal; p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`,
  );
}
