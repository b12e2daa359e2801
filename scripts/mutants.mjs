// Breaks real handlers on purpose, one small edit at a time and in memory, and counts how many of them vmops sees.
// Writes docs/accuracy.md. Usage: npm run mutants [-- RULE]. Operators: scripts/mutants/operators.mjs.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { SERIES, treeFolder } from './cache.mjs';
import { projectRoot } from './install.mjs';
import { exempt } from './mutants/exempt.mjs';
import { operators } from './mutants/operators.mjs';
import { runNode } from './run.mjs';

/** Mutants per operator and tree, spread over all places where it fits. */
const MOST = 8;
const only = process.argv[2];

const bundle = join(projectRoot, 'server', 'out', 'mutants.cjs');
await build({
  entryPoints: [join(projectRoot, 'scripts', 'mutants', 'lab.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['tree-sitter', 'tree-sitter-c', '@vscode/ripgrep'],
  loader: { '.scm': 'text' },
  logLevel: 'warning',
});
const { Lab, ruleIds } = createRequire(import.meta.url)(bundle);

const chosen = operators.filter(({ rule }) => only === undefined || rule === only);
const missing = [...new Set(chosen.map(({ rule }) => rule).filter((rule) => !ruleIds.includes(rule)))];
const results = [];
const releases = [];
for (const series of SERIES) {
  const tree = treeFolder(series);
  if (!existsSync(tree)) {
    process.stderr.write(`mutants: ${tree}: does not exist; "npm run corpus" fetches it\n`);
    process.exit(2);
  }
  const lab = await Lab.open(tree);
  const { major, minor, patch } = lab.release;
  releases.push(`${major}.${minor}.${patch}`);
  const subjects = lab.subjects();
  for (const operator of chosen) {
    if (missing.includes(operator.rule)) continue;
    const mutants = spread(
      subjects.flatMap((subject) => mutantsOf(operator, subject, series)),
      MOST,
    );
    for (const { subject, text } of mutants) {
      const before = lab.untouched(subject).counts.get(operator.rule) ?? 0;
      const after = lab.changed(subject, text);
      const caught = (after.counts.get(operator.rule) ?? 0) > before;
      // One return is reported once: whether a second mistake on it is seen cannot be told.
      if (!caught && before > 0) continue;
      const why = after.notAnalysed ? 'not analysed to the end' : '';
      const line = lineOfChange(subject.text, text);
      results.push({ operator, series, subject, caught, why, line });
    }
    process.stderr.write(`mutants: ${series} ${operator.rule}: ${operator.name}: ${mutants.length}\n`);
  }
}
const page = report();
process.stdout.write(page);
if (only === undefined) {
  mkdirSync(join(projectRoot, 'docs'), { recursive: true });
  writeFileSync(join(projectRoot, 'docs', 'accuracy.md'), page);
  runNode('node_modules/@biomejs/biome/bin/biome', ['format', '--write', 'docs/accuracy.md']);
}

/** The mutants that an operator makes of one function or table. */
function mutantsOf({ name, on, ops, where, edit }, subject, series) {
  if (on !== subject.kind || (ops && !ops.includes(subject.op)) || (where && !where(subject))) return [];
  const isExempt = exempt.some(
    (one) =>
      one.name === name &&
      one.path === subject.path &&
      one.subject === subject.name &&
      (one.series === undefined || one.series === series),
  );
  if (isExempt) return [];
  return edit(subject).map((text) => {
    if (text === subject.text)
      throw new Error(`${name}: nothing changed in ${subject.path}: ${subject.name}`);
    return { subject, text };
  });
}

/** At most `count` of a list, evenly over it. */
function spread(list, count) {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]);
}

/** The line of the subject, from 1, where the mutant first differs. */
function lineOfChange(before, after) {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  return before.slice(0, at).split('\n').length;
}

function report() {
  const rules = [...new Set(results.map(({ operator }) => operator.rule))];
  const caught = results.filter((one) => one.caught).length;
  const rows = chosen
    .filter((operator) => results.some((one) => one.operator === operator))
    .map((operator) => {
      const own = results.filter((one) => one.operator === operator);
      return `| ${operator.rule} | ${operator.name} | ${own.length} | ${share(own)} |`;
    });
  const totals = rules.map((rule) => {
    const own = results.filter(({ operator }) => operator.rule === rule);
    return `| ${rule} | ${own.length} | ${own.filter((one) => one.caught).length} | ${share(own)} |`;
  });
  const misses = results
    .filter((one) => !one.caught)
    .map(
      ({ operator, series, subject, why, line }) =>
        `- ${operator.rule}, ${operator.name}: ${series} \`${subject.path}\` \`${subject.name}\` at its line ${line}${why && `: ${why}`}`,
    );
  return [
    '# Accuracy',
    '',
    `Written by \`npm run mutants\`: ${results.length} small edits of real handlers, tables and mapping functions of Linux`,
    `${releases.join(' and ')}, each made alone and in memory, each of them a mistake. One is caught when its rule reports`,
    'in that function or table what it did not report before. What the rules say of the untouched trees is in',
    '`test/corpus`.',
    '',
    `Caught: ${caught} of ${results.length}, ${share(results)}.`,
    '',
    '| rule | mutants | caught | share |',
    '| --- | --- | --- | --- |',
    ...totals,
    '',
    '## By operator',
    '',
    '| rule | edit | mutants | caught |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '## Missed',
    '',
    ...(misses.length > 0 ? misses : ['None.']),
    '',
  ].join('\n');
}

function share(list) {
  return list.length === 0
    ? '-'
    : `${((100 * list.filter((one) => one.caught).length) / list.length).toFixed(0)} %`;
}
