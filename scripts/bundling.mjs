// SPDX-License-Identifier: GPL-2.0-only
// How esbuild makes a bundle of the server's code, and the bundles of programs of ours that run it.
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './install.mjs';

/** Native addons and a package that carries a binary stay outside, and so does the editor itself. */
const external = ['tree-sitter', 'tree-sitter-c', 'web-tree-sitter', '@vscode/ripgrep', 'vscode'];

/** @type {import('esbuild').BuildOptions} */
export const settings = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external,
  loader: { '.scm': 'text' },
  logLevel: 'warning',
};

/** Bundles a program of the tests or scripts into server/out and returns the path of the bundle. */
export async function bundleTool(entry, name, further = {}) {
  const outfile = join(projectRoot, 'server', 'out', `${name}.cjs`);
  await build({ ...settings, ...further, entryPoints: [join(projectRoot, entry)], outfile });
  return outfile;
}
