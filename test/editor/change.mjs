// SPDX-License-Identifier: GPL-2.0-only
/** What is checked on a git checkout of the sample: the user's change in its view and on its handlers, and the review of a patch. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  closePanel,
  cursor,
  fillQuickInput,
  linesWith,
  openFile,
  runCommand,
  soon,
  tableRows,
} from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';
const PAGEFS = 'fs/pagefs/file.c';
const PATCH = 'leave-it-locked.patch';
const ERRNO =
  'convert it with vmf_error(): fault handler frame_meta_fault() returns -ENODEV or -ENOMEM, but its result is a set of VM_FAULT bits';
const UNLOCK = '\t\tfolio_unlock(folio);\n\t\tsb_end_pagefault(inode->i_sb);\n\t\treturn VM_FAULT_NOPAGE;';

/** Makes a git checkout of the sample with a bad patch beside it, and returns its folder. */
export function checkoutOf(sample, home) {
  const folder = join(home, 'checkout');
  cpSync(sample, folder, { recursive: true });
  const git = (...args) =>
    execFileSync('git', ['-c', 'commit.gpgSign=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: home,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ann Author',
        GIT_AUTHOR_EMAIL: 'ann@example.org',
        GIT_COMMITTER_NAME: 'Ann Author',
        GIT_COMMITTER_EMAIL: 'ann@example.org',
      },
    });
  git('init', '-q', '-b', 'master');
  git('add', '-A');
  git('commit', '-q', '-m', 'The sample');
  edit(folder, PAGEFS, UNLOCK, UNLOCK.replace('\t\tfolio_unlock(folio);\n', ''));
  git('commit', '-q', '-a', '-m', 'pagefs: leave it locked');
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

export function changeChecks(folder) {
  const original = readFileSync(join(folder, FRAME), 'utf8');
  return [
    [
      'Findings of My Change opens the view and says that nothing is brought in',
      async (page) => {
        await openFile(page, FRAME, 33);
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
        edit(folder, FRAME, 'return vmf_error(err);', 'return err;');
        await openFile(page, FRAME, 33);
        await soon(() => marks(page), ['changed since HEAD']);
        await runCommand(page, 'vmops: Findings of My Change');
        await soon(() => marks(page), ['changed since HEAD: 1 error is new']);
        await soon(
          async () => (await tableRows(page)).slice(4),
          [
            'drivers/frame/frame.c 1 finding new, 1 handler changed',
            `${ERRNO} errno-as-vm-fault`,
            'frame_meta_fault() fault of frame_meta_vm_ops',
          ],
        );
        await shoot('change');
      },
    ],
    [
      'a finding of the view leads to its line',
      async (page) => {
        await page.locator('.pane-body .monaco-list-row', { hasText: 'errno-as-vm-fault' }).first().click();
        await soon(async () => (await cursor(page)).split(',')[0], 'Ln 40');
      },
    ],
    [
      'what is mended and saved leaves the view',
      async (page) => {
        await openFile(page, FRAME, 40);
        writeFileSync(join(folder, FRAME), original);
        await runCommand(page, 'vmops: Findings of My Change');
        await soon(() => marks(page), []);
      },
    ],
    [
      'the reply to a patch opens beside it',
      async (page, shoot) => {
        await closePanel(page);
        await fillQuickInput(page, 'Control+P', PATCH);
        await page.locator('.quick-input-list .monaco-list-row', { hasText: PATCH }).first().click();
        await page.locator('.tab.active', { hasText: PATCH }).waitFor();
        await runCommand(page, 'vmops: Review Patch');
        const groups = page.locator('.editor-group-container');
        await soon(() => groups.count(), 2);
        await soon(() => linesWith(page, 'Subject: Re:'), ['Subject: Re: [PATCH] pagefs: leave it locked']);
        assert.ok((await linesWith(page, 'pagefs_page_mkwrite')).length > 0);
        await shoot('review');
      },
    ],
  ];
}
