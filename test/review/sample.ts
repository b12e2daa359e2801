// SPDX-License-Identifier: GPL-2.0-only
/** Patches of the sample tree, made by git in a copy of it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { projectRoot } from '../cli/vmops.ts';

const AUTHOR = { GIT_AUTHOR_NAME: 'Ann Author', GIT_AUTHOR_EMAIL: 'ann@example.org' };
const COMMITTER = { GIT_COMMITTER_NAME: 'Ann Author', GIT_COMMITTER_EMAIL: 'ann@example.org' };

/** A git repository that begins with the sample tree. */
export class SampleRepository {
  readonly root: string;

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'vmops-review-')));
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    cpSync(join(projectRoot, 'test/sample'), this.root, { recursive: true });
    this.git('init', '-q', '-b', 'master');
    this.git('add', '-A');
    this.git('commit', '-q', '-m', 'The sample');
    this.git('tag', 'base');
  }

  /** Runs git without the user's configuration; returns what it prints. */
  git(...args: string[]): string {
    const env = {
      PATH: process.env.PATH,
      HOME: this.root,
      GIT_CONFIG_NOSYSTEM: '1',
      ...AUTHOR,
      ...COMMITTER,
    };
    return execFileSync('git', ['-c', 'commit.gpgSign=false', ...args], {
      cwd: this.root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Replaces a text that must be there once. */
  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times ${JSON.stringify(from)}`);
    writeFileSync(join(this.root, path), parts.join(to));
  }

  /** Commits everything; returns the commit. */
  commit(message: string): string {
    this.git('add', '-A');
    this.git('commit', '-q', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** The commits since another as one mailbox. */
  mails(since = 'base', ...options: string[]): string {
    return this.git('format-patch', '--stdout', '--thread', ...options, `${since}..HEAD`);
  }

  /** What `back` is checked out: the tree as patches find it. */
  goTo(commit: string): void {
    this.git('checkout', '-q', commit);
  }
}

/** The unlocking in pagefs_page_mkwrite(), and the text without it: the handler then leaves the folio locked. */
export const UNLOCK =
  '\t\tfolio_unlock(folio);\n\t\tsb_end_pagefault(inode->i_sb);\n\t\treturn VM_FAULT_NOPAGE;';
export const NO_UNLOCK = UNLOCK.replace('\t\tfolio_unlock(folio);\n', '');

/** The file that these stand in, and what is found in it then. */
export const PAGEFS = 'fs/pagefs/file.c';
export const LEAK = ['page-lock-leak', PAGEFS];
