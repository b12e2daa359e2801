// SPDX-License-Identifier: GPL-2.0-only
/** What reviews remember of each other. */
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { vmops as vmopsNow } from '../cli/vmops.ts';
import { waitForClock } from './clock.ts';
import { NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from './sample.ts';

const vmops: typeof vmopsNow = (...call) => {
  waitForClock();
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
