// SPDX-License-Identifier: GPL-2.0-only
/** What the package holds, and nothing else. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a marketplace page and a slow line can bear. */
const MOST_BYTES = 8 * 1024 * 1024;
const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'];
/** Below server/node_modules. */
const PACKAGES = {
  'node-gyp-build': ['LICENSE', 'index.js', 'node-gyp-build.js', 'package.json'],
  'tree-sitter': ['LICENSE', 'index.js', 'package.json', ...prebuilds('tree-sitter')],
  'tree-sitter-c': [
    'LICENSE',
    'bindings/node/index.js',
    'package.json',
    ...prebuilds('tree-sitter-c'),
    'src/node-types.json',
    'tree-sitter-c.wasm',
  ],
  'web-tree-sitter': ['LICENSE', 'package.json', 'tree-sitter.cjs', 'tree-sitter.wasm'],
};
/** How a program file begins, by its platform. */
const HEADS = { linux: '7f454c46', darwin: 'cffaedfe', win32: '4d5a' };

/**
 * Holds the package, and the folder that an editor has unpacked it into, against what they should have.
 *
 * @param pages names of the pages of the rules
 */
export function checkPackage(vsix, unpacked, pages) {
  const { size } = statSync(vsix);
  assert.ok(size <= MOST_BYTES, `the package has ${size} bytes, more than ${MOST_BYTES}`);
  const files = filesIn(unpacked);
  const inside = (folder) =>
    files.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
  assert.deepEqual(readdirSync(unpacked).sort(), [
    '.vsixmanifest',
    'LICENSE.txt',
    'changelog.md',
    'client',
    'docs',
    'package.json',
    'readme.md',
    'server',
  ]);
  assert.deepEqual(readdirSync(join(unpacked, 'client')).sort(), ['media', 'out']);
  assert.deepEqual(inside('client/out'), ['NOTICES.txt', 'extension.cjs']);
  assert.deepEqual(inside('docs'), [
    'configuration.md',
    ...pages.map((page) => `rules/${page}`),
    'vmops.schema.json',
  ]);
  assert.deepEqual(readdirSync(join(unpacked, 'server')).sort(), ['bin', 'media', 'node_modules', 'out']);
  assert.deepEqual(inside('server/media'), ['report.css', 'report.js']);
  assert.deepEqual(
    [...inside('server/bin'), ...inside('server/out')],
    ['vmops.js', 'NOTICES.txt', 'vmops.cjs'],
  );
  assert.deepEqual(
    inside('server/node_modules'),
    Object.entries(PACKAGES)
      .flatMap(([name, paths]) => paths.map((path) => `${name}/${path}`))
      .sort(),
  );
  for (const path of files.filter((one) => one.endsWith('.node'))) {
    const [, platform] = /prebuilds\/(\w+)-/.exec(path);
    const head = readFileSync(join(unpacked, path)).subarray(0, 4).toString('hex');
    assert.ok(head.startsWith(HEADS[platform]), `${path} begins with ${head}`);
  }
  const page = readFileSync(join(unpacked, 'readme.md'), 'utf8');
  assert.deepEqual(
    page.match(/\]\((?!https:)[^)]*\)/g),
    null,
    'a link that the page of the extension cannot follow',
  );
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  assert.ok(existsSync(join(unpacked, manifest.main)) && existsSync(join(unpacked, manifest.icon)));
}

function prebuilds(name) {
  return PLATFORMS.map((platform) => `prebuilds/${platform}/${name}.node`);
}

/** Paths of all files below a folder, in order, with `/`. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
