// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { formatBaseline } from '../../server/src/findings/baseline.ts';
import { jsonReport } from '../../server/src/report/formats/json.ts';
import { sarif } from '../../server/src/report/formats/sarif.ts';
import { MergeError, mergeReports } from '../../server/src/report/merge.ts';
import { commitsJson } from '../../server/src/report/review/commits.ts';
import { finding, resultWith } from './fixture.ts';
import { inputWith } from './input.ts';

const later = { ...finding, place: { ...finding.place, start: finding.place.start + 1 } };
const parts = (...texts: string[]) => texts.map((text, index) => ({ name: `part ${index + 1}`, text }));
const json = (...findings: (typeof finding)[]) => jsonReport(resultWith({ findings }));
const shard = (name: string) => jsonReport(resultWith({ findings: [finding] }), null, name);

test('JSON: each finding once and in order, and the counts are added', () => {
  const merged = JSON.parse(mergeReports(parts(json(later), json(finding, later))));
  expect(merged.findings).toEqual(JSON.parse(json(finding, later)).findings);
  expect(merged.tree).toEqual({ release: '6.12' });
  expect(merged.summary).toMatchObject({ files: 2, tables: 2, handlers: 4, milliseconds: 2468 });
});

test('parts of one run read the same files', () => {
  const { summary, shard: own } = JSON.parse(mergeReports(parts(shard('1/2'), shard('2/2'))));
  expect([summary.files, summary.tables, own]).toEqual([1, 2, undefined]);
});

test('JSON of several releases: each finding says which it is of', () => {
  const old = json(finding).replace('"release": "6.12"', '"release": "6.1"');
  const merged = JSON.parse(mergeReports(parts(json(finding), old)));
  expect(merged.tree).toEqual({ release: null });
  expect(merged.findings.map(({ release }: { release: string }) => release)).toEqual(['6.1', '6.12']);
});

test('parts of a range of commits come in the order of their numbers, without them', () => {
  const part = (name: string, commit: string) =>
    commitsJson([{ commit, subject: '', introduced: [], fixed: [], existing: [], notCompared: [] }], name);
  const merged = JSON.parse(mergeReports(parts(part('2/2', 'b'), part('1/2', 'a'))));
  expect(merged.commits.map(({ commit }: { commit: string }) => commit)).toEqual(['a', 'b']);
  expect(merged.shard).toBeUndefined();
});

test('SARIF: one run with each result once', () => {
  const log = (...findings: (typeof finding)[]) => sarif.write(inputWith({ findings }));
  const merged = JSON.parse(mergeReports(parts(log(finding), log(finding, later))));
  expect(merged.runs).toHaveLength(1);
  expect(merged.runs[0].results).toEqual(JSON.parse(log(finding, later)).runs[0].results);
});

test('baselines: all entries, sorted', () => {
  const entry = { rule: 'a', file: 'b.c', function: 'f', occurrence: 1 };
  const other = { ...entry, file: 'a.c' };
  expect(mergeReports(parts(formatBaseline([entry]), formatBaseline([other, entry])))).toBe(
    formatBaseline([other, entry]),
  );
});

test.each([
  [['{'], 'part 1 is not JSON'],
  [['{}'], 'part 1 is neither a report in JSON or SARIF nor a baseline'],
  [[json(finding), formatBaseline([])], 'part 2 is a baseline, and part 1 is vmops/1'],
  [['{"schema":"vmops/1","findings":[null]}'], 'part 1 is damaged: its findings are no list of objects'],
  [[shard('2/2'), shard('2/2')], 'part 1/2 of 6.12 is missing'],
  [[shard('1/2'), shard('2/3')], 'part 2/2 of 6.12 is missing'],
  [[shard('much')], 'part 1 is damaged: its shard is "much"'],
])('what cannot be put together is named: %#', (texts, message) => {
  expect(() => mergeReports(parts(...texts))).toThrow(new MergeError(message));
});
