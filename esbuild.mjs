// SPDX-License-Identifier: GPL-2.0-only
// Builds the two bundles: the command (server/out/vmops.cjs) and the extension (client/out/extension.cjs).
// `--sourcemap` adds source maps for a debugger.
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { writeNotices } from './scripts/notices.mjs';

/** What must stay outside a bundle: native addons, a package that carries a binary, and the editor itself. */
const external = ['tree-sitter', 'tree-sitter-c', 'web-tree-sitter', '@vscode/ripgrep', 'vscode'];

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external,
  loader: { '.scm': 'text' },
  metafile: true,
  legalComments: 'none',
  sourcemap: process.argv.includes('--sourcemap'),
  logLevel: 'warning',
};

await Promise.all([
  bundle('server/src/cli/main.ts', 'server/out/vmops.cjs'),
  bundle('client/src/extension.ts', 'client/out/extension.cjs'),
]);

/** Bundles a program, with the notices of the packages in it beside it. */
async function bundle(entry, outfile) {
  const { metafile } = await build({ ...shared, entryPoints: [entry], outfile });
  writeNotices(metafile, join(dirname(outfile), 'NOTICES.txt'));
}
