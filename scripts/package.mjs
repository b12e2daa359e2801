// SPDX-License-Identifier: GPL-2.0-only
// Packages the extension: `npm run package` writes vmops-VERSION.vsix, or what `--out FILE` names, which serves every
// platform: it carries the native parsers of each, and the WebAssembly one for what else there is. `--target NAME` writes
// vmops-NAME-VERSION.vsix with the parsers of that platform alone; `--target all` writes one for each.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { ensureInstalled, projectRoot } from './install.mjs';
import { copyParsers, PLATFORMS } from './parsers.mjs';
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
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const target = option('--target');
for (const platform of target === 'all' ? PLATFORMS : [target]) pack(platform);

/** What follows an option; null without it. */
function option(name) {
  const at = process.argv.indexOf(name);
  return at === -1 ? null : (process.argv[at + 1] ?? null);
}

/** Writes one package; for every platform without one. */
function pack(platform) {
  if (platform !== null && !PLATFORMS.includes(platform)) {
    process.stderr.write(`package: no target ${platform}; one of ${PLATFORMS.join(', ')} or all\n`);
    process.exit(2);
  }
  const staging = mkdtempSync(join(tmpdir(), 'vmops-package-'));
  process.on('exit', () => rmSync(staging, { recursive: true, force: true }));
  stage(manifest, staging, platform);
  const name = ['vmops', ...(platform === null ? [] : [platform]), manifest.version].join('-');
  const given = target === 'all' ? null : option('--out');
  const out = resolve(given ?? `${name}.vsix`);
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  if (platform !== null) options.push('--target', platform);
  run(process.execPath, [vsce(), 'package', '--out', out, ...options], staging);
  process.stdout.write(`${out}\n`);
}

function stage(manifest, staging, platform) {
  const rest = Object.entries(manifest).filter(([key]) => !OF_NPM.includes(key));
  // What is staged is what is packed; without the file vsce warns.
  writeFileSync(join(staging, '.vscodeignore'), '');
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(Object.fromEntries(rest), null, 2)}\n`);
  // Its own page: an editor follows no relative link in it, and shows no picture.
  copy(join(projectRoot, 'client', 'README.md'), join(staging, 'README.md'));
  for (const path of FILES) copy(join(projectRoot, path), join(staging, path));
  // Beside the server, where its bundle finds it; vsce takes the root's node_modules only as npm lists it.
  copyParsers(join(staging, 'server', 'node_modules'), platform);
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

/** Shows what a program wrote only when it fails, or warns. */
function run(program, args, cwd) {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (result.status === 0 && !/\bWARN(?:ING)?\b/.test(`${result.stdout}${result.stderr}`)) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  process.stderr.write(
    `package: ${program} ${result.error ? result.error.message : `ended with ${result.status}`}\n`,
  );
  process.exit(1);
}
