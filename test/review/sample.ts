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

/** The repository that all begin with: git makes it once, which takes longer than most tests. */
let first: string | null = null;

function firstRepository(): string {
  const root = temporaryFolder();
  cpSync(join(projectRoot, 'test/sample'), root, { recursive: true });
  runGit(root, 'init', '-q', '-b', 'master');
  runGit(root, 'add', '-A');
  runGit(root, 'commit', '-q', '-m', 'The sample');
  runGit(root, 'tag', 'base');
  return root;
}

function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'vmops-review-')));
}

/** Runs git without the user's configuration; returns what it prints. */
function runGit(root: string, ...args: string[]): string {
  const env = { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1', ...AUTHOR, ...COMMITTER };
  const settings = ['-c', 'commit.gpgSign=false', '-c', 'maintenance.auto=false', '-c', 'gc.auto=0'];
  return execFileSync('git', [...settings, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** A git repository that begins with the sample tree. */
export class SampleRepository {
  readonly root = temporaryFolder();

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    first ??= firstRepository();
    // With their times, so that git need not read the files again.
    cpSync(first, this.root, { recursive: true, preserveTimestamps: true });
  }

  /** Runs git without the user's configuration; returns what it prints. */
  git(...args: string[]): string {
    return runGit(this.root, ...args);
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
