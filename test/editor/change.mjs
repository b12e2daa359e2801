// SPDX-License-Identifier: GPL-2.0-only
/** What is checked on a git checkout of the sample: the user's change in its view and on its handlers, and the review of a patch. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closePanel, cursor, leave, linesWith, openFile, runCommand, soon, tableRows } from './workbench.mjs';

const PATCH = 'leave-it-locked.patch';

/** What is changed of the sample, and what the patch beside it changes. */
export const SAMPLE_CHANGE = {
  file: 'drivers/frame/frame.c',
  handler: 'frame_meta_fault() fault of frame_meta_vm_ops',
  right: 'return vmf_error(err);',
  wrong: 'return err;',
  line: 40,
  message:
    'convert it with vmf_error(): fault handler frame_meta_fault() returns -ENODEV or -ENOMEM, but its result is a set of VM_FAULT bits',
  patched: 'fs/pagefs/file.c',
  before: '\t\tfolio_unlock(folio);\n\t\tsb_end_pagefault(inode->i_sb);\n\t\treturn VM_FAULT_NOPAGE;',
  dropped: '\t\tfolio_unlock(folio);\n',
  told: 'pagefs_page_mkwrite',
};

/** The same of a real tree. */
export const KERNEL_CHANGE = {
  file: 'fs/exfat/file.c',
  handler: 'exfat_page_mkwrite() page_mkwrite of exfat_file_vm_ops',
  right: 'return vmf_fs_error(err);',
  wrong: 'return err;',
  line: null,
  message:
    'convert it with vmf_fs_error(): page_mkwrite handler exfat_page_mkwrite() returns a negative errno, but its result is a set of VM_FAULT bits',
  patched: 'fs/exfat/file.c',
  before: '\t\t\tinode_unlock(inode);\n\t\t\treturn vmf_fs_error(err);',
  dropped: '\t\t\tinode_unlock(inode);\n',
  told: 'exfat_page_mkwrite',
};
/** What of a real tree is enough for it. */
const PARTS = [
  'Makefile',
  'Documentation/filesystems/locking.rst',
  'include/linux/mm.h',
  'include/linux/mm_types.h',
  'include/linux/pagemap.h',
  'mm/filemap.c',
  'mm/memory.c',
  'fs/exfat',
];

/** Copies the parts of a real tree that a checkout of it needs; returns their folder. */
export function partsOf(tree, home) {
  const folder = join(home, 'parts');
  for (const part of PARTS) cpSync(join(tree, part), join(folder, part), { recursive: true });
  return folder;
}

/** Makes a git checkout of a tree with a bad patch beside it, and returns its folder. */
export function checkoutOf(tree, folder, { patched, before, dropped }) {
  cpSync(tree, folder, { recursive: true });
  const git = (...args) =>
    execFileSync('git', ['-c', 'commit.gpgSign=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ann Author',
        GIT_AUTHOR_EMAIL: 'ann@example.org',
        GIT_COMMITTER_NAME: 'Ann Author',
        GIT_COMMITTER_EMAIL: 'ann@example.org',
      },
    });
  git('init', '-q', '-b', 'master');
  git('add', '-A');
  git('commit', '-q', '-m', 'What there was');
  edit(folder, patched, before, before.replace(dropped, ''));
  git('commit', '-q', '-a', '-m', 'Leave it locked');
  const patch = git('format-patch', '--stdout', '-1');
  git('reset', '-q', '--hard', 'HEAD^');
  writeFileSync(join(folder, PATCH), patch);
  return folder;
}

function edit(folder, path, from, to) {
  const text = readFileSync(join(folder, path), 'utf8');
  assert.equal(text.split(from).length, 2);
  writeFileSync(join(folder, path), text.replace(from, to));
}

/** The words behind the heads of changed handlers, as the editor shows them. */
function marks(page) {
  return page.evaluate(() => {
    const found = [];
    for (const one of document.querySelectorAll('.editor-instance .view-line span')) {
      const content = getComputedStyle(one, '::after').content;
      if (/since HEAD/.test(content)) found.push(content.replace(/^"|"$/g, ''));
    }
    return found;
  });
}

/** Returns the checks for a checkout and what is changed of it. */
export function changeChecks(folder, { file, handler, right, wrong, line, message, told }) {
  const original = readFileSync(join(folder, file), 'utf8');
  const head =
    original.split('\n').findIndex((one) => one.includes(`${handler.split(' ')[0].slice(0, -1)}struct`)) + 1;
  const at = line ?? original.slice(0, original.indexOf(right)).split('\n').length;
  return [
    [
      'Findings of My Change opens the view and says that nothing is brought in',
      async (page) => {
        await openFile(page, file, at);
        await runCommand(page, 'vmops: Findings of My Change');
        await page
          .locator('.notification-list-item', { hasText: 'Your change brings in nothing' })
          .first()
          .waitFor();
        await page.locator('.pane-header', { hasText: 'My Change' }).waitFor();
      },
    ],
    [
      'what a change brings in is in the view, and its handler is marked',
      async (page, shoot) => {
        edit(folder, file, right, wrong);
        await openFile(page, file, head);
        await soon(() => marks(page), ['changed since HEAD']);
        await runCommand(page, 'vmops: Findings of My Change');
        await soon(() => marks(page), ['changed since HEAD: 1 error is new']);
        await soon(
          async () => (await tableRows(page)).slice(-3),
          [`${file} 1 finding new, 1 handler changed`, `${message} errno-as-vm-fault`, handler],
        );
        await runCommand(page, 'Notifications: Clear All Notifications');
        await leave(page);
        await shoot('change');
      },
    ],
    [
      'a finding of the view leads to its line',
      async (page) => {
        await page.locator('.pane-body .monaco-list-row', { hasText: 'errno-as-vm-fault' }).first().click();
        await soon(async () => (await cursor(page)).split(',')[0], `Ln ${at}`);
      },
    ],
    [
      'what is mended and saved leaves the view',
      async (page) => {
        await openFile(page, file, at);
        writeFileSync(join(folder, file), original);
        await runCommand(page, 'vmops: Findings of My Change');
        await soon(() => marks(page), []);
      },
    ],
    [
      'the reply to a patch opens beside it',
      async (page, shoot) => {
        await closePanel(page);
        await openFile(page, PATCH);
        await runCommand(page, 'vmops: Review Patch');
        const groups = page.locator('.editor-group-container');
        await soon(() => groups.count(), 2);
        await soon(() => linesWith(page, 'Subject: Re:'), ['Subject: Re: [PATCH] Leave it locked']);
        assert.ok((await linesWith(page, told)).length > 0);
        // Both need the room.
        await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
        await runCommand(page, 'Notifications: Clear All Notifications');
        await leave(page);
        await shoot('review');
      },
    ],
  ];
}
