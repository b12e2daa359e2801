// SPDX-License-Identifier: GPL-2.0-only
// Lints the real trees and compares with test/corpus/expected-*.json. Entries are keyed by file, function or table,
// and rule, with a count, never by line, and each says why it is right. `--update` rewrites the files: new entries
// come with an empty `why`, which the check refuses until the finding was read and it is filled in.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SERIES, treeFolder } from './cache.mjs';
import { projectRoot } from './install.mjs';

const update = process.argv.includes('--update');
let bad = 0;
for (const series of SERIES) bad += checkSeries(series);
process.exitCode = bad > 0 ? 1 : 0;

/** Returns the number of differences. */
function checkSeries(series) {
  const path = join(projectRoot, 'test', 'corpus', `expected-${series}.json`);
  const expected = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  const report = lintTree(treeFolder(series));
  const found = countFindings(report.findings);
  const known = new Map(expected.map((entry) => [keyOf(entry), entry]));
  if (update) {
    const entries = [...found.values()].map((entry) => ({
      ...entry,
      why: known.get(keyOf(entry))?.why ?? '',
    }));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(entries, null, 2)}\n`);
    say(
      `${series}: wrote ${entries.length} entries, ${entries.filter((entry) => entry.why === '').length} without a why`,
    );
    return 0;
  }
  const complaints = [];
  for (const [key, entry] of known) {
    const count = found.get(key)?.count ?? 0;
    if (count < entry.count)
      complaints.push(`missing: ${describe(entry)}: ${entry.count} expected, ${count} found`);
    if (entry.why.trim() === '') complaints.push(`no reason given: ${describe(entry)}`);
  }
  for (const [key, entry] of found) {
    const count = known.get(key)?.count ?? 0;
    if (count < entry.count)
      complaints.push(`unexpected: ${describe(entry)}: ${count} expected, ${entry.count} found`);
  }
  const { tables, handlers, resolved, milliseconds } = report.summary;
  say(
    `Linux ${report.tree.release}: ${report.findings.length} findings, ${expected.length} expected places, ` +
      `${tables} tables, ${resolved} of ${handlers} handlers resolved, ${(milliseconds / 1000).toFixed(1)} s`,
  );
  for (const complaint of complaints) say(`  ${complaint}`);
  return complaints.length;
}

function lintTree(tree) {
  if (!existsSync(tree)) {
    process.stderr.write(`check-corpus: ${tree}: does not exist; "npm run corpus" fetches it\n`);
    process.exit(2);
  }
  const command = join(projectRoot, 'server', 'bin', 'vmops.js');
  const result = spawnSync(
    process.execPath,
    [command, 'lint', '--format', 'json', '--fail-on', 'never', tree],
    {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  process.stderr.write(result.stderr);
  if (result.status !== 0) process.exit(2);
  return JSON.parse(result.stdout);
}

/** Returns key → entry with count, in order of key. */
function countFindings(findings) {
  const counts = new Map();
  for (const { file, function: name, table, rule } of findings) {
    const entry = { file, function: name ?? table, rule, count: 1 };
    const known = counts.get(keyOf(entry));
    if (known) known.count++;
    else counts.set(keyOf(entry), entry);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function keyOf({ file, function: name, rule }) {
  return `${file}\t${name}\t${rule}`;
}

function describe({ file, function: name, rule }) {
  return `${file}: ${name} [${rule}]`;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
