// SPDX-License-Identifier: GPL-2.0-only
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, vmops } from './vmops.ts';

/** What the sample tree has, as its README says: file, rule, severity, handler or table. */
const EXPECTED = [
  ['drivers/frame/frame.c', 'errno-as-vm-fault', 'error', 'frame_fault'],
  ['drivers/frame/frame.c', 'non-const-table', 'warning', 'frame_vm_ops'],
  ['drivers/frame/frame.c', 'missing-access', 'information', 'frame_mmap'],
  ['drivers/ring/ring.c', 'op-prototype', 'error', 'ring_page_mkwrite'],
  ['drivers/ring/ring.c', 'unknown-op', 'error', 'ring_vm_ops'],
  ['drivers/ring/ring.c', 'missing-pfn-mkwrite', 'warning', 'ring_mmap'],
  ['fs/flatfs/file.c', 'pfn-mkwrite-return', 'warning', 'flatfs_log_pfn_mkwrite'],
];

interface JsonFinding {
  file: string;
  rule: string;
  severity: string;
  function: string | null;
  table: string | null;
  range: { start: { line: number; column: number } };
}

function lintSample(...options: string[]): { findings: JsonFinding[]; code: number | null } {
  const { stdout, code } = vmops(['lint', '--format', 'json', ...options, 'test/sample']);
  return { findings: JSON.parse(stdout).findings, code };
}

test('the sample tree has its seven findings and no other', () => {
  const { findings, code } = lintSample();
  const found = findings.map(({ file, rule, severity, function: name, table }) => [
    file,
    rule,
    severity,
    name ?? table,
  ]);
  expect(found).toEqual(EXPECTED);
  expect(code).toBe(1);
});

test('text and JSON report the same places; text paths start at the current folder', () => {
  const { findings } = lintSample();
  const lines = vmops(['lint', '--quiet', '--severity', 'information', 'test/sample']).stdout.split('\n');
  const places = lines
    .filter((line) => / (?:error|warning|information): /.test(line))
    .map((line) => line.split(': ')[0]);
  expect(places).toEqual(
    findings.map(({ file, range: { start } }) => `test/sample/${file}:${start.line}:${start.column}`),
  );
});

test('two runs give the same bytes', () => {
  const run = () => vmops(['lint', '--quiet', 'test/sample']).stdout;
  expect(run()).toBe(run());
});

test('the lint of a part is that part of the lint of the whole', () => {
  const whole = lintSample().findings.filter(({ file }) => file === 'drivers/ring/ring.c');
  for (const part of ['drivers/ring', 'drivers/ring/ring.c']) {
    const { stdout } = vmops(['lint', '--format', 'json', `test/sample/${part}`]);
    expect(JSON.parse(stdout).findings).toEqual(whole);
  }
});

test.each([
  ['error', 1],
  ['warning', 1],
  ['never', 0],
])('--fail-on %s', (severity, code) => {
  expect(lintSample('--fail-on', severity).code).toBe(code);
});

test('--fail-on error lets warnings pass', () => {
  expect(vmops(['lint', '--fail-on', 'error', 'test/sample/fs/flatfs']).code).toBe(0);
  expect(vmops(['lint', 'test/sample/fs/flatfs']).code).toBe(1);
});

test('--rule changes one severity or switches the rule off', () => {
  const { findings } = lintSample('--rule', 'unknown-op=off', '--rule', 'non-const-table=information');
  expect(findings.some(({ rule }) => rule === 'unknown-op')).toBe(false);
  expect(findings.find(({ rule }) => rule === 'non-const-table')?.severity).toBe('information');
  expect(findings).toHaveLength(EXPECTED.length - 1);
});

test('--exclude leaves files out', () => {
  expect(lintSample('--exclude', 'drivers/').findings.map(({ rule }) => rule)).toEqual([
    'pfn-mkwrite-return',
  ]);
});

test('--kernel checks against another release', () => {
  const { stdout } = vmops(['lint', '--format', 'json', '--kernel', '5.10', 'test/sample/drivers/ring']);
  const report = JSON.parse(stdout);
  expect(report.tree).toEqual({ release: '5.10' });
  // In 5.10 the member is still named split, and may_split is not there yet.
  const unknown = report.findings.filter(({ rule }: JsonFinding) => rule === 'unknown-op');
  expect(unknown.map(({ table }: JsonFinding) => table)).toEqual(['ring_status_vm_ops']);
});

test('outside a tree the release is inferred, and the summary says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-module-'));
  try {
    cpSync(join(projectRoot, 'test/sample/drivers/frame'), folder, { recursive: true });
    const { stdout } = vmops(['lint', '.'], { cwd: folder });
    expect(stdout).toContain('frame.c:22:3: error: ');
    expect(stdout.trimEnd().split('\n').at(-1)).toContain(' inferred from ');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('--color always colours, NO_COLOR and a pipe do not', () => {
  const escapeCode = String.fromCharCode(27);
  expect(vmops(['lint', '--color', 'always', 'test/sample']).stdout).toContain(escapeCode);
  expect(vmops(['lint', 'test/sample']).stdout).not.toContain(escapeCode);
  expect(vmops(['lint', 'test/sample'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(
    escapeCode,
  );
  expect(vmops(['lint', 'test/sample'], { env: { FORCE_COLOR: '1' } }).stdout).toContain(escapeCode);
});

test('--verbose lists handlers without a definition', () => {
  const { stdout } = vmops(['lint', '--verbose', 'test/sample']);
  expect(stdout).toContain(
    'not found: test/sample/fs/pagefs/file.c:28: filemap_fault, fault of pagefs_file_vm_ops\n',
  );
});

test('tables gives every table with its handlers', () => {
  const { stdout, code } = vmops(['tables', '--format', 'json', 'test/sample/drivers/frame']);
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    {
      tables: [
        {
          file: 'drivers/frame/frame.c',
          line: 28,
          name: 'frame_vm_ops',
          const: false,
          members: { fault: { handler: 'frame_fault', file: 'drivers/frame/frame.c', line: 15 } },
        },
        {
          file: 'drivers/frame/frame.c',
          line: 45,
          name: 'frame_meta_vm_ops',
          const: true,
          members: { fault: { handler: 'frame_meta_fault', file: 'drivers/frame/frame.c', line: 33 } },
        },
      ],
    },
  ]);
});

test('text is without remarks, counts them, and says how to see them', () => {
  const { stdout } = vmops(['lint', 'test/sample']);
  expect(stdout).not.toContain(': information: ');
  expect(stdout).toContain('3 errors, 3 warnings, 1 remark in 7 tables');
  expect(stdout).toMatch(/; remarks are shown with --severity information\n$/);
  const all = vmops(['lint', '--severity', 'information', 'test/sample']).stdout;
  expect(all).toContain('[missing-access]');
  expect(all).not.toContain('--severity');
});

test('--severity prints from that severity on, counts all, and leaves the exit code alone', () => {
  const severities = (...options: string[]) =>
    lintSample(...options).findings.map(({ severity }) => severity);
  expect(new Set(severities())).toEqual(new Set(['error', 'warning', 'information']));
  expect(severities('--severity', 'warning')).toEqual(severities().filter((one) => one !== 'information'));
  expect(severities('--severity', 'error')).toEqual(['error', 'error', 'error']);
  const { stdout, code } = vmops(['lint', '--severity', 'error', '--fail-on', 'information', 'test/sample']);
  expect(stdout).not.toContain(': warning: ');
  expect(stdout).toContain('3 errors, 3 warnings, 1 remark in 7 tables');
  expect(code).toBe(1);
});
