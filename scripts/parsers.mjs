// SPDX-License-Identifier: GPL-2.0-only
// The parsers as packages carry them: native ones of each platform, and the WebAssembly one for what else there is.
// Without their install scripts, so that no compiler is needed.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './install.mjs';

export const PLATFORMS = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
  'win32-arm64',
];

/** What of a package the command loads; the sources and headers stay out. */
const PACKAGES = {
  'tree-sitter': ['index.js', ...PLATFORMS.map((name) => `prebuilds/${name}/tree-sitter.node`)],
  'tree-sitter-c': [
    'bindings/node/index.js',
    'src/node-types.json',
    'tree-sitter-c.wasm',
    ...PLATFORMS.map((name) => `prebuilds/${name}/tree-sitter-c.node`),
  ],
  'node-gyp-build': ['index.js', 'node-gyp-build.js'],
  'web-tree-sitter': ['tree-sitter.cjs', 'tree-sitter.wasm'],
};

/** Copies them into a `node_modules` folder, the native ones of one platform or of all. */
export function copyParsers(folder, platform = null) {
  for (const [name, paths] of Object.entries(PACKAGES)) {
    const from = join(projectRoot, 'node_modules', name);
    const wanted = (path) =>
      platform === null || !path.startsWith('prebuilds/') || path.includes(`/${platform}/`);
    for (const path of ['LICENSE', ...paths].filter(wanted))
      cpSync(join(from, path), made(join(folder, name, path)));
    const {
      scripts: _,
      dependencies: __,
      devDependencies: ___,
      ...manifest
    } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    writeFileSync(made(join(folder, name, 'package.json')), `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

/** Returns the path, with the folder that it is in made. */
function made(path) {
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
