// Builds the two bundles: the command (server/out/vmops.cjs) and the extension (client/out/extension.cjs).
// `--sourcemap` adds source maps for a debugger.
import { build } from 'esbuild';

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
  sourcemap: process.argv.includes('--sourcemap'),
  logLevel: 'warning',
};

await Promise.all([
  build({ ...shared, entryPoints: ['server/src/cli/main.ts'], outfile: 'server/out/vmops.cjs' }),
  build({ ...shared, entryPoints: ['client/src/extension.ts'], outfile: 'client/out/extension.cjs' }),
]);
