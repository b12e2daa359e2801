// SPDX-License-Identifier: GPL-2.0-only
// Writes the page of what was seen.

/** The text of docs/accuracy.md: shares by rule and by edit, what was missed, and what was reported of right code. */
export function accuracyPage({ releases, edits, rewrites }, ruleIds) {
  const rules = Object.entries(edits).map(([rule, own]) => ({ rule, all: Object.values(own) }));
  const all = rules.flatMap((one) => one.all);
  const each = Object.entries(edits).flatMap(([rule, own]) =>
    Object.entries(own).map(([name, seen]) => ({ rule, name, seen })),
  );
  const without = ruleIds.filter((rule) => !(rule in edits));
  const misses = each.flatMap(({ rule, name, seen }) =>
    seen.missed.map((place) => `- ${rule}, ${name}: ${place}`),
  );
  return [
    '# Accuracy',
    '',
    `Written by \`npm run mutants\`: ${made(all)} small edits of real handlers, tables and mapping functions of Linux`,
    `${releases.join(' and ')}, each made alone and in memory, each of them a mistake. One is caught when its rule reports`,
    'in that function or table what it did not report before. A run may make those of one rule alone: the others stand as',
    'they were seen last. What the rules say of the untouched trees is in `test/corpus`.',
    '',
    'These edits are of those who wrote the rules, and say what holds, not what a stranger would find:',
    '[what strangers found](strangers.md) does.',
    '',
    `Caught: ${caught(all)} of ${made(all)}, ${share(all)}.`,
    '',
    '| rule | mutants | caught | share |',
    '| --- | --- | --- | --- |',
    ...rules.map((one) => `| ${one.rule} | ${made(one.all)} | ${caught(one.all)} | ${share(one.all)} |`),
    '',
    ...(without.length > 0 ? [`No such edits are made for ${without.join(', ')}.`, ''] : []),
    ...rewrittenPart(Object.entries(rewrites)),
    '## By operator',
    '',
    '| rule | edit | mutants | caught |',
    '| --- | --- | --- | --- |',
    ...each.map(({ rule, name, seen }) => `| ${rule} | ${escaped(name)} | ${seen.made} | ${share([seen])} |`),
    '',
    '## Missed',
    '',
    ...(misses.length > 0 ? misses : ['None.']),
    '',
  ].join('\n');
}

/** What was reported of code that is written in another way and as right as before. */
function rewrittenPart(rewrites) {
  const all = made(rewrites.map(([, seen]) => seen));
  const wrong = rewrites.flatMap(([name, seen]) => seen.wrong.map((place) => `- ${name}: ${place}`));
  return [
    '## Rewritten without a mistake',
    '',
    `${all} other edits change how the code is written and nothing about what it does: a local gets another name, a`,
    'handler is split in two, a lock is taken in a helper. No rule may report of these what it did not report before.',
    '',
    `False reports: ${wrong.length} of ${all}, ${((100 * wrong.length) / all).toFixed(2)} %.`,
    '',
    ...wrong,
    ...(wrong.length > 0 ? [''] : []),
    '| edit | rewritten | false reports |',
    '| --- | --- | --- |',
    ...rewrites.map(([name, seen]) => `| ${escaped(name)} | ${seen.made} | ${seen.wrong.length} |`),
    '',
  ];
}

/** A name in a cell of a table. */
const escaped = (name) => name.replaceAll('|', '\\|');

const made = (list) => list.reduce((sum, one) => sum + one.made, 0);

const caught = (list) => made(list) - list.reduce((sum, one) => sum + one.missed.length, 0);

const share = (list) => `${((100 * caught(list)) / made(list)).toFixed(0)} %`;
