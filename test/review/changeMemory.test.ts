// SPDX-License-Identifier: GPL-2.0-only
/** What reviews remember of each other. */
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { latestChange } from '../../server/src/io/treeState/clock.ts';
import { vmops as vmopsNow } from '../cli/vmops.ts';
import { LEAK, NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from './sample.ts';

/** A tree that changed a moment ago is not remembered: runs when no file's time can be that of the run. */
const vmops: typeof vmopsNow = (...call) => {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-clock-'));
  const probe = join(folder, 'probe');
  writeFileSync(probe, '');
  const latest = latestChange(statSync(probe));
  while (Date.now() <= latest);
  rmSync(folder, { recursive: true });
  return vmopsNow(...call);
};

function cacheFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  /** The files of changes, with when they were written. */
  const written = () =>
    readdirSync(join(folder, 'changes')).map((name) => statSync(join(folder, 'changes', name)).mtimeMs);
  return { folder, written };
}

/** The sample without git, and the mail of a patch that leaves a folio locked. */
function folderAndMail() {
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  repository.commit('pagefs: do not unlock twice');
  const mail = repository.mails();
  repository.goTo('base');
  rmSync(join(repository.root, '.git'), { recursive: true });
  return { repository, mail };
}

test('a review of the same is made once, in every format', () => {
  const { folder, written } = cacheFolder();
  const { repository, mail } = folderAndMail();
  const run = (...options: string[]) =>
    vmops(['review', '--tree', repository.root, '--cache', folder, ...options], { input: mail });
  const known = vmops(['review', '--tree', repository.root, '--no-cache', '--format', 'mail'], {
    input: mail,
  });
  const [first, second] = [run('--format', 'mail'), run('--format', 'mail')];
  const times = written();
  expect([first, second]).toEqual([known, known]);
  expect(run('--format', 'checkpatch').stdout).toMatch(/ ERROR: .* \[page-lock-leak\]\n$/);
  expect(times).toHaveLength(1);
  expect(written()).toEqual(times);
});

test.each([
  ['of the file', PAGEFS, '\t\tsb_end_pagefault(inode->i_sb);\n\t\treturn VM_FAULT_NOPAGE;'],
  ['of a header beside it', 'fs/pagefs/more.h', ''],
  ['of the release', 'Makefile', ''],
  ['of a configuration', 'fs/pagefs/vmops.toml', '[rules]\npage-lock-leak = "off"\n'],
])('a change %s is seen', (_what, path, text) => {
  const { folder, written } = cacheFolder();
  const { repository, mail } = folderAndMail();
  const run = () =>
    vmops(['review', '--tree', repository.root, '--cache', folder, '--format', 'json'], { input: mail });
  run();
  const [time] = written();
  if (path === PAGEFS) repository.edit(PAGEFS, text, text.replace('NOPAGE', 'SIGBUS'));
  else if (path === 'Makefile') repository.edit('Makefile', 'PATCHLEVEL = 12', 'PATCHLEVEL = 6');
  else writeFileSync(join(repository.root, path), text);
  const { stdout } = run();
  const report = JSON.parse(stdout);
  const { stdout: fresh } = vmops(['review', '--tree', repository.root, '--no-cache', '--format', 'json'], {
    input: mail,
  });
  const told = (one: { patches: unknown; tree: unknown }) => [one.patches, one.tree];
  expect(told(report)).toEqual(told(JSON.parse(fresh)));
  expect(written()).not.toEqual([time]);
});

test('a file with the times and the size that it had is another one', () => {
  const { folder, written } = cacheFolder();
  const { repository, mail } = folderAndMail();
  const path = join(repository.root, PAGEFS);
  const { atime, mtime } = statSync(path);
  const run = () => vmops(['review', '--tree', repository.root, '--cache', folder], { input: mail });
  run();
  const times = written();
  repository.edit(PAGEFS, '#include <linux/fs.h>', '#include <linux/aa.h>');
  utimesSync(path, atime, mtime);
  run();
  expect(written()).not.toEqual(times);
});

test('commits that were looked at are not looked at again', () => {
  const { folder, written } = cacheFolder();
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  repository.commit('pagefs: do not unlock twice');
  repository.edit(PAGEFS, NO_UNLOCK, UNLOCK);
  repository.commit('pagefs: unlock again');
  const run = (...options: string[]) => {
    const args = ['lint', '--commits', 'base..HEAD', '--format', 'json', ...options];
    const { commits } = JSON.parse(vmops(args, { cwd: repository.root }).stdout);
    return commits.map(
      ({ introduced, fixed }: { introduced: { rule: string }[]; fixed: { rule: string }[] }) => [
        introduced.map(({ rule }) => rule),
        fixed.map(({ rule }) => rule),
      ],
    );
  };
  const found = [
    [[LEAK[0]], []],
    [[], [LEAK[0]]],
  ];
  expect(run('--cache', folder)).toEqual(found);
  const times = written();
  expect(times).toHaveLength(2);
  expect(run('--cache', folder)).toEqual(found);
  expect(written()).toEqual(times);
  writeFileSync(join(repository.root, 'fs/pagefs/untracked.c'), 'int untracked;\n');
  expect(run('--cache', folder)).toEqual(found);
});
