// SPDX-License-Identifier: GPL-2.0-only
// Lints whole kernel trees of any release and writes docs/releases.md: nothing may crash, and rules about what the
// compiler refuses have to be silent on code that compiled. Usage: npm run releases -- FOLDER...; in place of a folder
// also a report that was saved with --format json, with what GNU time said of the run beside it: for 6.1.json in 6.1.time,
// by -f '%e %U %S %M'.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './install.mjs';
import { runNode } from './run.mjs';

/** Rules that a compiler holds too. */
const COMPILED = ['op-prototype', 'unknown-op', 'vm-flags-direct-write'];

/** Findings of those that were read, by file, and why they are right. */
const READ = {
  'arch/sh/kernel/cpu/sh4/sq.c': 'the driver was not ported: its members are those of 2.4',
  'drivers/soc/realtek/rtd129x/hw_nat/mmap.c': 'a vendor’s file that its Makefile does not build',
  'sound/oss/swarm_cs4297a.c':
    'a compiler only warned of such a type then: the driver of one MIPS board returns int for long',
  'EP_auxiliary_files/mmap.c':
    'a copy of another release’s mm/mmap.c that the author of the tree put beside it',
};

/** The columns of the table of rules: the newest tree of each of these lines, most of them kept up for years, and the newest of all. */
const LINES = ['2.6', '3', '4.4', '4.9', '4.14', '4.19', '5.4', '5.10', '5.15', '6.1', '6.6', '6.12', '6.18'];

/** The severities as the page calls them, the worst first. */
const SEVERITIES = { error: 'errors', warning: 'warnings', information: 'remarks' };

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write('releases: name the folders of kernel trees: npm run releases -- FOLDER...\n');
  process.exit(2);
}
const runs = [];
for (const folder of folders) {
  const run = lint(folder);
  process.stderr.write(`releases: ${run.release}: ${run.findings.length} findings\n`);
  runs.push(run);
}
runs.sort((a, b) => compare(a.release, b.release));
const page = report();
mkdirSync(join(projectRoot, 'docs'), { recursive: true });
writeFileSync(join(projectRoot, 'docs', 'releases.md'), page);
runNode('node_modules/@biomejs/biome/bin/biome', ['format', '--write', 'docs/releases.md']);
process.stdout.write(page);

function lint(folder) {
  if (folder.endsWith('.json'))
    return { ...readReport(readFileSync(folder, 'utf8')), ...readTime(folder.replace(/json$/, 'time')) };
  const command = join(projectRoot, 'server', 'bin', 'vmops.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [command, 'lint', '--format', 'json', '--severity', 'information', '--fail-on', 'never', folder],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (status !== 0) {
    process.stderr.write(`releases: ${folder}: exit code ${status}\n${stderr}`);
    process.exit(1);
  }
  return readReport(stdout);
}

function readReport(text) {
  const { tree, findings, notAnalysed, summary } = JSON.parse(text);
  return { release: tree.release, findings, notAnalysed, summary };
}

/** What a run took of the processor and of memory, where it was measured. */
function readTime(path) {
  if (!existsSync(path)) return {};
  const [, user, system, kilobytes] = readFileSync(path, 'utf8').trim().split(' ').map(Number);
  return { seconds: Math.round(user + system), megabytes: Math.round(kilobytes / 1024) };
}

function compare(a, b) {
  const [x, y] = [a, b].map((release) => release.split('.').map(Number));
  for (let i = 0; i < 4; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}

function report() {
  return [
    '# Releases',
    '',
    'Written by `npm run releases`: one run over each whole tree, all rules on. 6.1 and 6.12 are Debian’s; the others are',
    'trees that others have published, some with their own changes. 6.14 and its like are the first of their line:',
    'what the stable releases have mended since is found there still. A tree that is not complete has fewer tables.',
    '',
    'Functions are those that the tables install; not analysed are functions of which some rules did not see every way out,',
    'see [below](#not-analysed). Seconds and megabytes are what one run takes of one processor, without a cache.',
    '',
    ...treeTable(),
    '',
    '## Findings by rule',
    '',
    'In the newest tree of each line that is or was kept up for long, and in the newest of all.',
    '',
    ...ruleTable(),
    '',
    '## Not analysed',
    '',
    'By why; behind each function in how many of the trees, and which of them are the first and the last.',
    '',
    ...missed(),
    '',
    '## What a compiler refuses',
    '',
    `Findings of ${COMPILED.join(', ')}: such code does not compile, so in a released tree each is dead code or wrong.`,
    '',
    ...refused(),
    '',
  ].join('\n');
}

function treeTable() {
  const names = Object.values(SEVERITIES);
  return table(
    ['release', 'tables', 'functions', 'not analysed', ...names, 'seconds', 'megabytes'],
    runs.map(({ release, findings, summary, notAnalysed, seconds, megabytes }) => [
      release,
      summary.tables,
      summary.handlers,
      notAnalysed.length,
      ...Object.keys(SEVERITIES).map((severity) => count(findings, (one) => one.severity === severity)),
      seconds ?? '',
      megabytes ?? '',
    ]),
  );
}

/** One row for each rule with any finding, by the worst that it says. */
function ruleTable() {
  const shown = columns();
  const worst = new Map();
  for (const { findings } of runs)
    for (const { rule, severity } of findings) {
      const rank = Object.keys(SEVERITIES).indexOf(severity);
      worst.set(rule, Math.min(rank, worst.get(rule) ?? rank));
    }
  const rules = [...worst].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([rule]) => rule);
  return table(
    ['rule', ...shown.map(({ release }) => release)],
    rules.map((rule) => [
      `[${rule}](rules/${rule}.md)`,
      ...shown.map(({ findings }) => count(findings, (one) => one.rule === rule) || ''),
    ]),
  );
}

function columns() {
  const isOf = (line, release) => `${release}.`.startsWith(`${line}.`);
  const newest = LINES.map((line) => runs.filter(({ release }) => isOf(line, release)).at(-1));
  return runs.filter((run) => newest.includes(run) || run === runs.at(-1));
}

function missed() {
  const found = new Map();
  for (const { release, notAnalysed } of runs)
    for (const { function: name, file, reason } of notAnalysed) {
      const why = reason.replace(/ in line \d+/, '');
      const functions = found.get(why) ?? new Map();
      found.set(why, functions);
      const key = `${name}() of ${file}`;
      functions.set(key, [...(functions.get(key) ?? []), release]);
    }
  return [...found]
    .sort(([, a], [, b]) => b.size - a.size)
    .flatMap(([why, functions]) => [
      `- ${why}:`,
      ...[...functions]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([name, releases]) => `  - \`${name.replace(' of ', '` of `')}\`: ${span(releases)}`),
    ]);
}

function span(releases) {
  return releases.length === 1 ? releases[0] : `${releases.length}, ${releases[0]} to ${releases.at(-1)}`;
}

function refused() {
  const lines = runs.flatMap(({ release, findings }) =>
    findings
      .filter(({ rule }) => COMPILED.includes(rule))
      .map(
        ({ rule, file, op }) => `- ${release}: \`${file}\` (${op ?? rule}): ${READ[file] ?? 'not read yet'}`,
      ),
  );
  return lines.length > 0 ? lines : ['None.'];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)];
}

function count(all, is) {
  return all.filter(is).length;
}
