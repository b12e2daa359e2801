// SPDX-License-Identifier: GPL-2.0-only
/** The packages for one platform each, as a release has them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/install.mjs';
import { PLATFORMS } from '../../scripts/parsers.mjs';

const MODULES = 'extension/server/node_modules';

/** Packs one for each platform into a folder: each holds the parsers of its own, and the WebAssembly one. */
export function checkTargets(home) {
  const folder = join(home, 'packages');
  mkdirSync(folder);
  const script = join(projectRoot, 'scripts', 'package.mjs');
  const run = spawnSync(process.execPath, [script, '--target', 'all'], { cwd: folder, encoding: 'utf8' });
  assert.equal(run.status, 0, `${run.stdout}${run.stderr}`);
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  assert.deepEqual(
    readdirSync(folder).sort(),
    PLATFORMS.map((platform) => `vmops-${platform}-${version}.vsix`).sort(),
  );
  for (const platform of PLATFORMS) {
    const files = filesOf(join(folder, `vmops-${platform}-${version}.vsix`));
    assert.deepEqual(
      files.filter((path) => /\.(?:node|wasm)$/.test(path)).sort(),
      [
        `${MODULES}/tree-sitter-c/prebuilds/${platform}/tree-sitter-c.node`,
        `${MODULES}/tree-sitter-c/tree-sitter-c.wasm`,
        `${MODULES}/tree-sitter/prebuilds/${platform}/tree-sitter.node`,
        `${MODULES}/web-tree-sitter/tree-sitter.wasm`,
      ],
      platform,
    );
    for (const path of [
      'extension/LICENSE.txt',
      'extension/changelog.md',
      'extension/server/out/NOTICES.txt',
    ])
      assert.ok(files.includes(path), `${platform}: no ${path}`);
  }
}

/** The names of the files of a zip archive, by its central directory. */
function filesOf(archive) {
  const bytes = readFileSync(archive);
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const names = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    names.push(bytes.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
