// SPDX-License-Identifier: GPL-2.0-only
// Lints whole kernel trees of any release and writes docs/releases.md: nothing may crash, and rules about what the
// compiler refuses have to be silent on code that compiled. Usage: npm run releases -- FOLDER...; in place of a folder
// also a report that was saved with --format json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './install.mjs';
import { runNode } from './run.mjs';

/** Rules that a compiler holds too. */
const COMPILED = ['op-prototype', 'unknown-op', 'vm-flags-direct-write'];

/** Findings of those that were read, by file, and why they are right. */
const READ = {
  'arch/sh/kernel/cpu/sh4/sq.c': 'the driver was not ported: its members are those of 2.4',
  'drivers/soc/realtek/rtd129x/hw_nat/mmap.c': 'a vendor’s file that its Makefile does not build',
  'EP_auxiliary_files/mmap.c':
    'a copy of another release’s mm/mmap.c that the author of the tree put beside it',
};

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write('releases: name the folders of kernel trees: npm run releases -- FOLDER...\n');
  process.exit(2);
}
const runs = [];
for (const folder of folders) {
  const run = lint(folder);
  process.stderr.write(
    `releases: ${run.release}: ${run.findings.length} findings, ${run.summary.milliseconds} ms\n`,
  );
  runs.push(run);
}
runs.sort((a, b) => compare(a.release, b.release));
const page = report();
mkdirSync(join(projectRoot, 'docs'), { recursive: true });
writeFileSync(join(projectRoot, 'docs', 'releases.md'), page);
runNode('node_modules/@biomejs/biome/bin/biome', ['format', '--write', 'docs/releases.md']);
process.stdout.write(page);

function lint(folder) {
  if (folder.endsWith('.json')) return readReport(readFileSync(folder, 'utf8'));
  const command = join(projectRoot, 'server', 'bin', 'vmops.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [command, 'lint', '--format', 'json', '--fail-on', 'never', folder],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (status !== 0) {
    process.stderr.write(`releases: ${folder}: exit code ${status}\n${stderr}`);
    process.exit(1);
  }
  return readReport(stdout);
}

function readReport(text) {
  const { tree, findings, summary } = JSON.parse(text);
  return { release: tree.release, findings, summary };
}

function compare(a, b) {
  const [x, y] = [a, b].map((release) => release.split('.').map(Number));
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}

function report() {
  const rows = runs.map(({ release, findings, summary }) => {
    const { tables, handlers, resolved, notAnalysed } = summary;
    return `| ${release} | ${tables} | ${handlers} | ${resolved} | ${notAnalysed} | ${perRule(findings)} |`;
  });
  const refused = runs.flatMap(({ release, findings }) =>
    findings
      .filter(({ rule }) => COMPILED.includes(rule))
      .map(({ rule, file, op }) => ({
        release,
        text: `\`${file}\` (${op ?? rule})`,
        why: READ[file] ?? 'not read yet',
      })),
  );
  return [
    '# Releases',
    '',
    'Written by `npm run releases`: one run over each whole tree, all rules on. 6.1 and 6.12 are Debian’s; the others are',
    'trees that others have published, some with their own changes. A tree that is not complete has fewer tables.',
    '',
    '| release | tables | handlers | resolved | not analysed | findings |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## What a compiler refuses',
    '',
    `Findings of ${COMPILED.join(', ')}: such code does not compile, so in a released tree each is dead code or wrong.`,
    '',
    ...(refused.length > 0
      ? refused.map(({ release, text, why }) => `- ${release}: ${text}: ${why}`)
      : ['None.']),
    '',
  ].join('\n');
}

function perRule(findings) {
  const counts = new Map();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, count]) => `${rule} ${count}`);
  return parts.length > 0 ? parts.join(', ') : 'none';
}
