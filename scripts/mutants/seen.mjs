// SPDX-License-Identifier: GPL-2.0-only
// What was seen of each edit when it was last made: a run of one rule's edits leaves the others as they are.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../install.mjs';
import { runNode } from '../run.mjs';

const PATH = 'scripts/mutants/seen.json';

/** `edits`: by rule and name, how many were made and the places of those that were missed; `rewrites`: by name. */
export function readSeen() {
  return JSON.parse(readFileSync(join(projectRoot, PATH), 'utf8'));
}

/** Puts what a run saw in the place of what was seen of the same edits, and forgets those that are no more. */
export function remember(seen, { releases, operators, rewrites, results, rewritten, known }) {
  const edits = {};
  for (const operator of known.operators) {
    const { rule, name } = operator;
    const own = results.filter((one) => one.operator === operator);
    const missed = own.filter((one) => !one.caught);
    const now = operators.includes(operator)
      ? { made: own.length, missed: missed.map((one) => `${place(one)}${one.why && `: ${one.why}`}`) }
      : seen.edits[rule]?.[name];
    if (!now?.made) continue;
    edits[rule] ??= {};
    edits[rule][name] = now;
  }
  const others = {};
  for (const rewrite of known.rewrites) {
    const own = rewritten.filter((one) => one.rewrite === rewrite);
    const wrong = own.filter(({ rules }) => rules.length > 0);
    const now = rewrites.includes(rewrite)
      ? { made: own.length, wrong: wrong.map((one) => `${place(one)}: ${one.rules.join(', ')}`) }
      : seen.rewrites[rewrite.name];
    if (now) others[rewrite.name] = now;
  }
  return { releases, edits, rewrites: others };
}

export function writeSeen(seen) {
  writeFileSync(join(projectRoot, PATH), JSON.stringify(seen));
  runNode('node_modules/@biomejs/biome/bin/biome', ['format', '--write', PATH]);
}

const place = ({ series, subject, line }) =>
  `${series} \`${subject.path}\` \`${subject.name}\` at its line ${line}`;
