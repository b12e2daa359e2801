// SPDX-License-Identifier: GPL-2.0-only
// Fetches and unpacks Debian's kernel trees into the cache folder: cache/linux-6.12 and cache/linux-6.1. What is
// there already stays; a run that was interrupted goes on where it stopped. Prints the path of each tree.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, SERIES, treeFolder } from './cache.mjs';

/** Written into a tree when it is complete; a tree unpacked by hand counts when its last folder is there. */
const STAMP = '.vmops-corpus';

const packages = join(cacheFolder, 'deb');
mkdirSync(packages, { recursive: true });
for (const series of SERIES) {
  if (!isComplete(series)) unpack(series, packageFile(series));
  process.stdout.write(`${treeFolder(series)}  Linux ${treeRelease(series)}\n`);
}

function isComplete(series) {
  const tree = treeFolder(series);
  // Folders come in alphabetical order, virt last.
  return (
    existsSync(join(tree, STAMP)) ||
    (existsSync(join(tree, 'Makefile')) && existsSync(join(tree, 'virt/kvm')))
  );
}

/** Returns the path of the .deb, downloading it when the folder has none. */
function packageFile(series) {
  const name = `linux-source-${series}`;
  const find = () =>
    readdirSync(packages).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if (find() === undefined) {
    if (!hasCandidate(name)) run('apt-get', ['update', '-qq']);
    say(`downloading ${name}`);
    run('apt-get', ['download', '-qq', name], packages);
  }
  const file = find();
  if (file === undefined)
    fail(`apt-get downloaded no ${name}: this needs Debian 12 or a system with that package`);
  return join(packages, file);
}

function hasCandidate(name) {
  const result = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: \d/.test(result.stdout ?? '');
}

/** Unpacks beside the final place and moves it there in one step. */
function unpack(series, file) {
  const outer = join(cacheFolder, `unpack-${series}`);
  const inner = join(outer, 'tree');
  rmSync(outer, { recursive: true, force: true });
  mkdirSync(inner, { recursive: true });
  say(`unpacking linux-source-${series} (about a minute)`);
  run('dpkg', ['-x', file, outer]);
  run('tar', [
    '-xJf',
    join(outer, 'usr', 'src', `linux-source-${series}.tar.xz`),
    '-C',
    inner,
    '--strip-components=1',
  ]);
  writeFileSync(join(inner, STAMP), '');
  rmSync(treeFolder(series), { recursive: true, force: true });
  renameSync(inner, treeFolder(series));
  rmSync(outer, { recursive: true, force: true });
}

function treeRelease(series) {
  const makefile = readFileSync(join(treeFolder(series), 'Makefile'), 'utf8');
  return ['VERSION', 'PATCHLEVEL', 'SUBLEVEL']
    .map((name) => new RegExp(`^${name} *= *(\\d+)`, 'm').exec(makefile)?.[1])
    .join('.');
}

function run(program, args, cwd) {
  const result = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.error) fail(`${program} could not be started: ${result.error.message}`);
  if (result.status !== 0) fail(`${program} ${args.join(' ')} ended with ${result.status}`);
}

function say(text) {
  process.stderr.write(`corpus: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
