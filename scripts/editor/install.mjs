// SPDX-License-Identifier: GPL-2.0-only
// Installs what `npm run test:editor` drives: Chromium, Neovim and, in the cache folder, code-server with its own
// Node. Takes some four minutes once; what is complete already is left alone. Needs Debian on x64, and root only
// while a Debian package is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { codeServerFolder, editorFolder, editorNode, nodeFolder, VERSIONS } from './paths.mjs';

/** A file that each Debian package brings. libkrb5-dev has the headers of a native module of VS Code. */
const DEBIAN = {
  chromium: '/usr/bin/chromium',
  'fonts-dejavu-core': '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
  neovim: '/usr/bin/nvim',
  'libkrb5-dev': '/usr/include/gssapi/gssapi.h',
  'g++': '/usr/bin/g++',
  make: '/usr/bin/make',
  python3: '/usr/bin/python3',
};
/** Written last, with the versions that are there. */
const STAMP = join(editorFolder, 'complete.json');

installDebian();
installCodeServer();

function installDebian() {
  const missing = Object.keys(DEBIAN).filter((name) => !existsSync(DEBIAN[name]));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) fail(`missing: "apt-get install ${missing.join(' ')}" as root brings it`);
  say(`installing ${missing.join(', ')}`);
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function installCodeServer() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === JSON.stringify(VERSIONS)) return;
  say('installing code-server (some four minutes, once)');
  rmSync(STAMP, { force: true });
  mkdirSync(editorFolder, { recursive: true });
  writeFileSync(
    join(editorFolder, 'package.json'),
    JSON.stringify({ private: true, dependencies: VERSIONS }),
  );
  npm(editorFolder, ['--ignore-scripts']);
  // VS Code's native modules are compiled for the Node that will run them.
  const vscode = join(codeServerFolder, 'lib', 'vscode');
  npm(vscode, ['--omit=dev'], {
    PATH: `${dirname(editorNode)}${delimiter}${process.env.PATH}`,
    npm_config_nodedir: nodeFolder,
  });
  npm(join(vscode, 'extensions'), ['--omit=dev', '--ignore-scripts']);
  writeFileSync(STAMP, JSON.stringify(VERSIONS));
}

function npm(cwd, args, env = {}) {
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
}

/** Shows what a program wrote only when it fails. */
function run(program, args, options) {
  const result = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  fail(
    `"${program} ${args.join(' ')}" ${result.error ? result.error.message : `ended with ${result.status}`}`,
  );
}

function say(text) {
  process.stderr.write(`editor: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
