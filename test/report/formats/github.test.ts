// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Finding } from '../../../server/src/findings/finding.ts';
import { github, githubSummary } from '../../../server/src/report/formats/github.ts';
import { SourceFile } from '../../../server/src/text/source.ts';
import { finding } from '../fixture.ts';
import { inputWith } from '../input.ts';

const WARNING: Finding = { ...finding, severity: 'warning' };

function linesOf(findings: Finding[]): string[] {
  return github.write(inputWith({ findings })).trimEnd().split('\n');
}

test('errors come first, then warnings, then notices, then the summary', () => {
  const remark: Finding = { ...finding, severity: 'information' };
  const lines = linesOf([remark, WARNING, finding]);
  expect(lines).toEqual([
    '::error file=linux/fs/x/file.c,line=4,endLine=4,col=9,endColumn=16,title=vmops errno-as-vm-fault::x_fault returns -ENOMEM',
    '::warning file=linux/fs/x/file.c,line=4,endLine=4,col=9,endColumn=16,title=vmops errno-as-vm-fault::x_fault returns -ENOMEM',
    '::notice file=linux/fs/x/file.c,line=4,endLine=4,col=9,endColumn=16,title=vmops errno-as-vm-fault::x_fault returns -ENOMEM',
    '1 error, 1 warning, 1 remark in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s); 1 handler without a definition',
  ]);
});

test('ten of a kind are annotations, the others lines of the log', () => {
  const lines = linesOf([...Array(12).fill(finding), ...Array(11).fill(WARNING)]);
  expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith('linux/fs/x/file.c:4:9: '))).toEqual([
    'linux/fs/x/file.c:4:9: error: x_fault returns -ENOMEM [errno-as-vm-fault]',
    'linux/fs/x/file.c:4:9: error: x_fault returns -ENOMEM [errno-as-vm-fault]',
    'linux/fs/x/file.c:4:9: warning: x_fault returns -ENOMEM [errno-as-vm-fault]',
  ]);
});

test('a range over several lines has no columns', () => {
  const [line] = linesOf([{ ...finding, place: { ...finding.place, end: finding.place.end + 4 } }]);
  expect(line).toContain('line=4,endLine=6,title=');
});

test('what a path or a message has in it ends no command and begins none', () => {
  const file = new SourceFile('a,b:c%\n::error::x.c', 'x');
  const [line, ...rest] = linesOf([{ ...finding, message: '50%\nof', place: { file, start: 0, end: 1 } }]);
  expect(line).toBe(
    '::error file=linux/a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.c,line=1,endLine=1,col=1,endColumn=2,title=vmops errno-as-vm-fault::50%25%0Aof',
  );
  expect(rest).toHaveLength(1);
});

test('the job summary has them all', () => {
  const findings = [...Array(12).fill(WARNING), { ...finding, message: 'a | b' }];
  const summary = githubSummary(inputWith({ findings }));
  const rows = summary.split('\n').filter((line) => /^\| (?:error|warning) /.test(line));
  expect(rows).toHaveLength(13);
  expect(rows[0]).toBe('| error | linux/fs/x/file.c:4 | x\\_fault | a \\| b | errno-as-vm-fault |');
  expect(githubSummary(inputWith({ findings: [] }))).toMatch(/^## vmops\n\nno findings in .*\n$/);
});

test('a job summary stays below the limit and says how many are left', () => {
  const findings = Array(5000).fill({ ...finding, message: 'm'.repeat(100) });
  const summary = githubSummary(inputWith({ findings }));
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  expect(summary).toMatch(/\n\d+ more do not fit here\.\n$/);
});
