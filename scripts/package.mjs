// SPDX-License-Identifier: GPL-2.0-only
// Packages the extension: `npm run package` writes vmops-VERSION.vsix, or what `--out FILE` names. One package serves
// every platform: it carries the native parsers of each, and the WebAssembly one for what else there is.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { ensureInstalled, projectRoot } from './install.mjs';
import { copyParsers } from './parsers.mjs';
import { step } from './run.mjs';

/** Not a dependency: nothing else needs the 260 packages that it brings. */
const VSCE = '3.9.1';

const FILES = [
  'CHANGELOG.md',
  'LICENSE',
  'client/out/extension.cjs',
  'client/out/NOTICES.txt',
  'client/media',
  'server/bin/vmops.js',
  'server/media',
  'server/out/vmops.cjs',
  'server/out/NOTICES.txt',
  'docs/rules',
  'docs/configuration.md',
  'docs/vmops.schema.json',
];
/** What the manifest has for npm alone. */
const OF_NPM = ['scripts', 'dependencies', 'devDependencies', 'private', 'bin', 'files'];

ensureInstalled();
step('build', 'esbuild.mjs');
const staging = mkdtempSync(join(tmpdir(), 'vmops-package-'));
process.on('exit', () => rmSync(staging, { recursive: true, force: true }));
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
stage(manifest);
const at = process.argv.indexOf('--out');
const out = resolve(at === -1 ? `vmops-${manifest.version}.vsix` : process.argv[at + 1]);
run(
  process.execPath,
  [
    vsce(),
    'package',
    '--out',
    out,
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
  ],
  staging,
);
process.stdout.write(`${out}\n`);

function stage(manifest) {
  const rest = Object.entries(manifest).filter(([key]) => !OF_NPM.includes(key));
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(Object.fromEntries(rest), null, 2)}\n`);
  // Its own page: an editor follows no relative link in it, and shows no picture.
  copy(join(projectRoot, 'client', 'README.md'), join(staging, 'README.md'));
  for (const path of FILES) copy(join(projectRoot, path), join(staging, path));
  // Beside the server, where its bundle finds it; vsce takes the root's node_modules only as npm lists it.
  copyParsers(join(staging, 'server', 'node_modules'));
}

function copy(from, to) {
  cpSync(from, to, { recursive: true });
}

/** Returns the path of vsce, installed into the cache folder when it is not there. */
function vsce() {
  const folder = join(cacheFolder, `vsce-${VSCE}`);
  const program = join(folder, 'node_modules', '@vscode', 'vsce', 'vsce');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  run(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `@vscode/vsce@${VSCE}`,
    ],
    folder,
  );
  return program;
}

/** Shows what a program wrote only when it fails. */
function run(program, args, cwd) {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  process.stderr.write(
    `package: ${program} ${result.error ? result.error.message : `ended with ${result.status}`}\n`,
  );
  process.exit(1);
}
