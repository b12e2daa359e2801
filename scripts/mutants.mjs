// SPDX-License-Identifier: GPL-2.0-only
// Breaks real handlers on purpose, one small edit at a time and in memory, and counts how many of them vmops sees; and
// rewrites them without a mistake, where it has to see nothing. Usage: npm run mutants [-- RULE | across | setups | rewrites].
// Writes docs/accuracy.md; what is not made this time stands there as it was seen last.
// Operators: scripts/mutants/operators.mjs. Rewrites: scripts/mutants/rewrites.mjs.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleTool } from './bundling.mjs';
import { SERIES, treeFolder } from './cache.mjs';
import { projectRoot } from './install.mjs';
import { withLongComment } from './mutants/edit.mjs';
import { exempt } from './mutants/exempt.mjs';
import { callees } from './mutants/operators/callees.mjs';
import { setups } from './mutants/operators/setups.mjs';
import { operators } from './mutants/operators.mjs';
import { accuracyPage } from './mutants/page.mjs';
import { rewrites } from './mutants/rewrites.mjs';
import { readSeen, remember, writeSeen } from './mutants/seen.mjs';
import { runNode } from './run.mjs';

/** Mutants per operator and tree, spread over all places where it fits. */
const MOST = 8;
/** Rewrites that leave everything right, likewise. */
const MOST_REWRITTEN = 20;
const only = process.argv[2];

const bundle = await bundleTool('scripts/mutants/lab.ts', 'mutants');
const { Lab, ruleIds } = createRequire(import.meta.url)(bundle);

const chosen = operators.filter(
  (operator) =>
    only === undefined ||
    operator.rule === only ||
    (only === 'across' && callees.includes(operator)) ||
    (only === 'setups' && setups.includes(operator)),
);
const missing = [...new Set(chosen.map(({ rule }) => rule).filter((rule) => !ruleIds.includes(rule)))];
/** A rewrite concerns every rule. */
const chosenRewrites = only === undefined || only === 'rewrites' ? rewrites : [];
const results = [];
const rewritten = [];
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
      // A callee that is broken is seen however much is written in it.
      const after = lab.changed(subject, subject.kind === 'callee' ? withLongComment(text) : text);
      const caught = (after.counts.get(operator.rule) ?? 0) > before;
      // One return is reported once: whether a second mistake on it is seen cannot be told.
      if (!caught && before > 0) continue;
      if (process.env.MUTANTS_OUT && !caught)
        appendFileSync(
          process.env.MUTANTS_OUT,
          `${JSON.stringify({ rule: operator.rule, name: operator.name, series, path: subject.path, subject: subject.name, caller: subject.caller?.name, op: subject.op, before: subject.text, after: text })}\n`,
        );
      const why = after.notAnalysed ? 'not analysed to the end' : '';
      const line = lineOfChange(subject.text, text);
      results.push({ operator, series, subject, caught, why, line });
    }
    process.stderr.write(`mutants: ${series} ${operator.rule}: ${operator.name}: ${mutants.length}\n`);
  }
  for (const rewrite of chosenRewrites) {
    const texts = spread(
      subjects.flatMap((subject) => mutantsOf(rewrite, subject, series)),
      MOST_REWRITTEN,
    );
    for (const { subject, text } of texts) {
      const before = lab.untouched(subject).counts;
      const { counts } = lab.changed(subject, text);
      const rules = [...counts.keys()].filter((rule) => !before.has(rule));
      rewritten.push({ rewrite, series, subject, rules, line: lineOfChange(subject.text, text) });
    }
    process.stderr.write(`mutants: ${series} rewritten: ${rewrite.name}: ${texts.length}\n`);
  }
}
if (results.length + rewritten.length === 0) {
  process.stderr.write(`mutants: ${only}: no edits are made for it\n`);
  process.exit(2);
}
const seen = remember(readSeen(), {
  ...{ releases, results, rewritten, operators: chosen, rewrites: chosenRewrites },
  known: { operators, rewrites },
});
writeSeen(seen);
writeFileSync(join(projectRoot, 'docs', 'accuracy.md'), accuracyPage(seen, ruleIds));
runNode('node_modules/@biomejs/biome/bin/biome', ['format', '--write', 'docs/accuracy.md']);
for (const operator of chosen) {
  const own = results.filter((one) => one.operator === operator);
  const caught = own.filter((one) => one.caught).length;
  process.stdout.write(`${operator.rule}: ${operator.name}: ${caught} of ${own.length}\n`);
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
