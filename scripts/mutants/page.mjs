// SPDX-License-Identifier: GPL-2.0-only
// Writes the page of what was seen.

/** The text of docs/accuracy.md: shares by rule and by edit, what was missed, and what was reported of right code. */
export function accuracyPage({ operators, rewrites, results, rewritten, releases }) {
  const rules = [...new Set(results.map(({ operator }) => operator.rule))];
  const caught = results.filter((one) => one.caught).length;
  const rows = operators
    .map((operator) => [operator, results.filter((one) => one.operator === operator)])
    .filter(([, own]) => own.length > 0)
    .map(([{ rule, name }, own]) => `| ${rule} | ${escaped(name)} | ${own.length} | ${share(own)} |`);
  const totals = rules.map((rule) => {
    const own = results.filter(({ operator }) => operator.rule === rule);
    return `| ${rule} | ${own.length} | ${own.filter((one) => one.caught).length} | ${share(own)} |`;
  });
  const misses = results
    .filter((one) => !one.caught)
    .map((one) => `- ${one.operator.rule}, ${one.operator.name}: ${place(one)}${one.why && `: ${one.why}`}`);
  return [
    '# Accuracy',
    '',
    `Written by \`npm run mutants\`: ${results.length} small edits of real handlers, tables and mapping functions of Linux`,
    `${releases.join(' and ')}, each made alone and in memory, each of them a mistake. One is caught when its rule reports`,
    'in that function or table what it did not report before. What the rules say of the untouched trees is in',
    '`test/corpus`.',
    '',
    'These edits are of those who wrote the rules, and say what holds, not what a stranger would find. Of 125 mistakes that',
    'a fresh reader made in 6.12 half were caught at first, 39 of 80 that another made in 6.12 and 6.1 later (26 of 42 in one',
    'function, 13 of 38 across functions and files), 35 of 60 of a third (19 of 24 in one function, 16 of 36 across), 29 of 60',
    'of a fourth (11 of 20 in one function, 18 of 40 across), 40 of 72 of two more (15 of 24 in one function, 25 of 48',
    'across), 66 of 116 of three more (30 of 40 in one function, 36 of 76 across), 24 of 63 of two who made no more than two of',
    'a kind (8 of 16 in one function, 16 of 47 across), and 32 of 65 of two who made what is usual (18 of 22 in one function,',
    '14 of 43 across). What was missed has been mended as far as it can be told: 110, 65, 53, 40, 60, 97, 39 and 49 are caught',
    'now, which says less of the next ones. Of 164 edits of theirs that change nothing none brings in a finding.',
    '',
    `Caught: ${caught} of ${results.length}, ${share(results)}.`,
    '',
    '| rule | mutants | caught | share |',
    '| --- | --- | --- | --- |',
    ...totals,
    '',
    ...rewrittenPart(rewrites, rewritten),
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

/** What was reported of code that is written in another way and as right as before. */
function rewrittenPart(rewrites, rewritten) {
  if (rewrites.length === 0) return [];
  const wrong = rewritten.filter(({ rules }) => rules.length > 0);
  const rows = rewrites.map((rewrite) => {
    const own = rewritten.filter((one) => one.rewrite === rewrite);
    return `| ${escaped(rewrite.name)} | ${own.length} | ${own.filter(({ rules }) => rules.length > 0).length} |`;
  });
  return [
    '## Rewritten without a mistake',
    '',
    `${rewritten.length} other edits change how the code is written and nothing about what it does: a local gets another name, a`,
    'handler is split in two, a lock is taken in a helper. No rule may report of these what it did not report before.',
    '',
    `False reports: ${wrong.length} of ${rewritten.length}, ${((100 * wrong.length) / rewritten.length).toFixed(2)} %.`,
    '',
    ...wrong.map((one) => `- ${one.rewrite.name}: ${place(one)}: ${one.rules.join(', ')}`),
    ...(wrong.length > 0 ? [''] : []),
    '| edit | rewritten | false reports |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ];
}

const place = ({ series, subject, line }) =>
  `${series} \`${subject.path}\` \`${subject.name}\` at its line ${line}`;

/** A name in a cell of a table. */
const escaped = (name) => name.replaceAll('|', '\\|');

function share(list) {
  return list.length === 0
    ? '-'
    : `${((100 * list.filter((one) => one.caught).length) / list.length).toFixed(0)} %`;
}
