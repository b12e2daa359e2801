// SPDX-License-Identifier: GPL-2.0-only
// `npm pack` gives a package that installs into an empty folder, with no flags and no compiler, and runs as
// `npx vmops`: the same findings as here, by the native parser and by the WebAssembly one, from a package of a few MB.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from './install.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vmops-npm-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const empty = join(folder, 'empty');
const traps = join(folder, 'traps');
mkdirSync(empty);
mkdirSync(traps);
// What asks for a compiler finds one that fails.
for (const name of ['cc', 'gcc', 'g++', 'c++', 'clang', 'make', 'python', 'python3', 'node-gyp']) {
  writeFileSync(join(traps, name), '#!/bin/sh\necho "a compiler was asked for" >&2\nexit 1\n');
  chmodSync(join(traps, name), 0o755);
}
const env = { ...process.env, PATH: `${traps}${delimiter}${process.env.PATH}` };

run('npm', ['pack', '--pack-destination', folder], projectRoot);
const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
const size = statSync(join(folder, archive)).size;
assert(size < 5_000_000, `${archive} has ${size} bytes`);
const bundles = run('tar', ['-tzf', join(folder, archive)], folder)
  .stdout.split('\n')
  .filter((path) => /^package\/server\/out\/[^/]+$/.test(path));
// Not those of tests and measurements, which are built beside them.
assert.deepEqual(bundles.sort(), ['package/server/out/NOTICES.txt', 'package/server/out/vmops.cjs']);

const started = performance.now();
run('npm', ['install', join(folder, archive)], empty);
const seconds = (performance.now() - started) / 1000;

const sample = join(projectRoot, 'test', 'sample');
const lint = ['lint', '--format', 'json', '--no-cache', sample];
const expected = findings(run(process.execPath, ['server/bin/vmops.js', ...lint], projectRoot));
assert.equal(expected.length, 7);
const native = run('npx', ['vmops', ...lint], empty);
assert.equal(native.stderr, '');
assert.deepEqual(findings(native), expected);
assert.deepEqual(findings(run('npx', ['vmops', ...lint], empty, { VMOPS_PARSER: 'wasm' })), expected);
assert.match(run('npx', ['vmops', 'explain', 'errno-as-vm-fault'], empty).stdout, /vmf_error/);
run('npx', ['vmops', 'report', '--html', 'report.html', sample], empty);
assert(statSync(join(empty, 'report.html')).size > 50_000);
ciFiles();
process.stdout.write(
  `package: ${archive} (${(size / 1e6).toFixed(1)} MB) installs in ${seconds.toFixed(1)} s and finds the same\n`,
);

/** What the GitHub action and the GitLab job run, in a checkout with one new mistake. */
function ciFiles() {
  const checkout = join(folder, 'checkout');
  cpSync(sample, checkout, { recursive: true });
  const git = (...args) =>
    run(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgSign=false', ...args],
      checkout,
    );
  const broken = join(checkout, 'drivers/frame/frame.c');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'The sample');
  const base = git('rev-parse', 'HEAD').stdout.trim();
  writeFileSync(broken, readFileSync(broken, 'utf8').replace('return vmf_error(err);', 'return err;'));
  const packed = { VMOPS_PACKAGE: join(folder, archive), RUNNER_TEMP: join(folder, 'runner') };
  const github = run(join(projectRoot, 'ci/github.sh'), [], checkout, {
    ...packed,
    VMOPS_BASE: base,
    VMOPS_SARIF: 'vmops.sarif',
    VMOPS_ARGS: '--rule non-const-table=off --quiet',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  });
  assert.equal(github.status, 1);
  assert.match(github.stdout, /^::error file=drivers\/frame\/frame\.c,line=40,.*\n$/);
  assert.equal(JSON.parse(readFileSync(join(checkout, 'vmops.sarif'), 'utf8')).runs[0].results.length, 1);
  const job = readFileSync(join(projectRoot, 'ci/gitlab.yml'), 'utf8');
  const script = [...job.matchAll(/^ {4}- (npm install .*|\/tmp\/.*)$/gm)].map(([, line]) => line).join('\n');
  const gitlab = run('bash', ['-ec', script.replaceAll('/tmp/vmops', join(folder, 'gitlab'))], checkout, {
    ...packed,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    VMOPS_ARGS: '',
  });
  assert.equal(gitlab.status, 1);
  const [quality, ...others] = JSON.parse(
    readFileSync(join(checkout, 'gl-code-quality-report.json'), 'utf8'),
  );
  assert.deepEqual([quality.check_name, others], ['errno-as-vm-fault', []]);
}

/** Runs a program that has to end with 0 or 1. */
function run(program, args, cwd, more = {}) {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...env, ...more } });
  if (result.status !== 0 && result.status !== 1) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    throw new Error(
      `${program} ${args.join(' ')}: ${result.error?.message ?? `ended with ${result.status}`}`,
    );
  }
  return result;
}

function findings({ stdout }) {
  return JSON.parse(stdout).findings;
}
