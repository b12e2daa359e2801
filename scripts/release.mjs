// SPDX-License-Identifier: GPL-2.0-only
// `npm run release -- VERSION`: names the changes under "Unreleased" in CHANGELOG.md as VERSION of today, writes VERSION
// into package.json and package-lock.json, and into pages that name the last one (`vmops 0.1.0`, `vmops@v0.1.0`,
// `vmops-0.1.0.tgz`), commits that and tags it. Nothing is pushed.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './install.mjs';

const { positionals } = parseArgs({ allowPositionals: true });
const [version] = positionals;
if (positionals.length !== 1 || !/^\d+\.\d+\.\d+$/.test(version)) stop('name the version, such as 0.2.0');
if (git('status', '--porcelain') !== '') stop('commit or stash your changes first');
if (git('tag', '--list', `v${version}`) !== '') stop(`the tag v${version} exists`);

const changelog = read('CHANGELOG.md');
const [, changes] = changelog.split(/^## Unreleased\n/m);
if (changes === undefined || /^\s*(##|$)/.test(changes))
  stop('CHANGELOG.md has nothing under "## Unreleased"');

const { version: last } = JSON.parse(read('package.json'));
const today = new Date().toISOString().slice(0, 10);
write('CHANGELOG.md', changelog.replace('## Unreleased\n', `## Unreleased\n\n## ${version} (${today})\n`));
for (const file of ['package.json', 'package-lock.json']) {
  const json = JSON.parse(read(file));
  json.version = version;
  if (json.packages) json.packages[''].version = version;
  write(file, `${JSON.stringify(json, null, 2)}\n`);
}
const pages = git('ls-files', '*.md', '*.yml').split('\n');
for (const file of pages.filter((one) => one !== '' && one !== 'CHANGELOG.md')) {
  const text = read(file);
  const renewed = text.replaceAll(/\bvmops(?: |@v|-)(\d+\.\d+\.\d+)/g, (name, named) =>
    named === last ? name.replace(last, version) : name,
  );
  if (renewed !== text) write(file, renewed);
}
git('commit', '--quiet', '--signoff', '-a', '-m', `vmops ${version}`);
git('tag', '--annotate', '-m', `vmops ${version}`, `v${version}`);
process.stdout.write(
  `vmops ${version} is committed and tagged v${version}; git push --follow-tags makes it public\n`,
);

function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: projectRoot, encoding: 'utf8' });
  if (status !== 0) stop(`git ${args[0]} failed: ${stderr.trim()}`);
  return stdout.trim();
}

function read(file) {
  return readFileSync(join(projectRoot, file), 'utf8');
}

function write(file, text) {
  writeFileSync(join(projectRoot, file), text);
}

function stop(reason) {
  process.stderr.write(`release: ${reason}\n`);
  process.exit(2);
}
