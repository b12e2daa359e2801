// SPDX-License-Identifier: GPL-2.0-only
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempTree } from '../io/tempTree.ts';
import { projectRoot, type Run, vmops } from './vmops.ts';

const RING = 'drivers/ring/ring.c';

function sample(): string {
  const folder = tempTree({});
  cpSync(join(projectRoot, 'test/sample'), folder, { recursive: true });
  return folder;
}

function lint(
  cwd: string,
  ...args: string[]
): Run & { rules: string[]; report: ReturnType<typeof JSON.parse> } {
  const run = vmops(['lint', '--format', 'json', '--baseline', 'known.json', ...args], { cwd });
  const report = run.stdout === '' ? null : JSON.parse(run.stdout);
  return { ...run, report, rules: report?.findings.map(({ rule }: { rule: string }) => rule) };
}

test('what the baseline holds is no finding, wherever it has moved to; what is new is', () => {
  const cwd = sample();
  const update = lint(cwd, '--update-baseline');
  expect([update.code, update.stderr, update.rules]).toEqual([0, '', []]);
  const written = readFileSync(join(cwd, 'known.json'), 'utf8');
  const text = readFileSync(join(cwd, RING), 'utf8');
  writeFileSync(join(cwd, RING), `${'\n'.repeat(60)}${text.replace('.split', '.splat = NULL,\n\t.split')}`);
  const next = lint(cwd);
  expect([next.code, next.stderr, next.rules]).toEqual([1, '', ['unknown-op']]);
  expect(next.report.baseline).toEqual({ known: 7, stale: [] });
  writeFileSync(join(cwd, RING), text);
  lint(cwd, '--update-baseline');
  expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toBe(written);
});

test('an entry that is mended is a note, and exit code 1 when that is asked for', () => {
  const cwd = sample();
  lint(cwd, '--update-baseline');
  const path = join(cwd, 'fs/flatfs/file.c');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('vm_fault_t ret = 0', 'vm_fault_t ret = VM_FAULT_SIGBUS'),
  );
  const note =
    'vmops: known.json: 1 entry is stale: nothing like it was found; --update-baseline takes stale ones out\n';
  const loose = lint(cwd);
  expect([loose.code, loose.stderr]).toEqual([0, note]);
  expect(loose.report.baseline.stale).toEqual([
    {
      rule: 'pfn-mkwrite-return',
      file: 'fs/flatfs/file.c',
      function: 'flatfs_log_pfn_mkwrite',
      occurrence: 1,
    },
  ]);
  const strict = lint(cwd, '--strict-baseline');
  expect([strict.code, strict.stderr]).toEqual([
    1,
    `${note}vmops: known.json: stale: fs/flatfs/file.c: flatfs_log_pfn_mkwrite: pfn-mkwrite-return\n`,
  ]);
  expect(lint(cwd, '--strict-baseline', 'drivers').code).toBe(0);
  lint(cwd, '--update-baseline', 'fs');
  expect(lint(cwd, '--strict-baseline').code).toBe(0);
});

test('wrong usage and broken files are one line, and write nothing', () => {
  const cwd = sample();
  expect(vmops(['lint', '--update-baseline'], { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: --update-baseline: name the file with --baseline FILE\n',
  });
  expect(lint(cwd).stderr).toBe(
    'vmops: --baseline known.json: does not exist; --update-baseline writes it\n',
  );
  const missing = lint(cwd, '--update-baseline', 'fs', 'nosuch');
  expect([missing.code, existsSync(join(cwd, 'known.json'))]).toEqual([2, false]);
  writeFileSync(join(cwd, 'known.json'), '[]');
  const broken = lint(cwd, '--update-baseline');
  expect([broken.code, broken.stderr]).toEqual([
    2,
    'vmops: --baseline known.json: is not a baseline (its schema is not vmops-baseline/1)\n',
  ]);
  expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toBe('[]');
});
