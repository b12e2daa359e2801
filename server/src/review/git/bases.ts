// SPDX-License-Identifier: GPL-2.0-only
/** Finds the state of the tree that a series of patches applies to. */
import type { Commit, Git } from '../../io/git/git.ts';
import { GitError } from '../../io/git/runGit.ts';
import type { PatchMail } from '../../mail/patchMail.ts';
import type { Base } from '../model.ts';
import { PatchedTree } from '../tree.ts';
import { History } from './history.ts';

/** Commits of the history that a patch is looked for in. */
const NEWEST = 500;

export interface Start {
  tree: PatchedTree;
  base: Base;
}

export class Bases {
  readonly #git: Git | null;
  readonly #root: string;
  readonly #given: string;
  readonly #trees = new Map<string, PatchedTree>();
  #newest: Commit[] | null = null;

  /**
   * @param git null for a plain folder
   * @param given `auto`, or a revision
   */
  constructor(git: Git | null, root: string, given: string) {
    this.#git = git;
    this.#root = root;
    this.#given = given;
  }

  /**
   * Where a series begins by what is known before it is applied; null for one that says nothing of it, behind others.
   *
   * @throws GitError when the revision that was asked for is none
   */
  async of(mail: PatchMail, isFirst: boolean): Promise<Start | null> {
    const git = this.#git;
    if (git === null) {
      if (this.#given !== 'auto') throw new GitError(`${this.#root} is no git checkout: --base needs one`);
      return isFirst ? { tree: new PatchedTree(this.#root), base: { commit: null, how: 'folder' } } : null;
    }
    if (this.#given !== 'auto') {
      if (!isFirst) return null;
      const commit = await git.commit(this.#given);
      if (commit === null) throw new GitError(`--base ${this.#given}: no commit here`);
      return this.#at(commit, this.#given === 'HEAD' ? 'HEAD' : 'option');
    }
    const told = mail.baseCommit === null ? null : await git.commit(mail.baseCommit);
    if (told !== null) return this.#at(told, 'base-commit');
    if (!isFirst) return null;
    const head = await git.commit('HEAD');
    if (head === null) return { tree: new PatchedTree(this.#root), base: { commit: null, how: 'folder' } };
    return this.#at(head, 'HEAD');
  }

  /** Where the history of HEAD has the patch already: the states before such commits, the newest first. */
  async inHistory(mail: PatchMail): Promise<(() => Promise<Start>)[]> {
    const git = this.#git;
    if (git === null || this.#given !== 'auto' || mail.subject.title === '') return [];
    this.#newest ??= await git.newest('HEAD', NEWEST).catch(() => []);
    return this.#newest
      .filter(({ subject, parents }) => subject === mail.subject.title && parents.length === 1)
      .slice(0, 3)
      .map(
        ({ parents }) =>
          () =>
            this.#at(parents[0] as string, 'history'),
      );
  }

  async #at(commit: string, how: Base['how']): Promise<Start> {
    let tree = this.#trees.get(commit);
    if (tree === undefined) {
      tree = await new History(this.#git as Git, this.#root).treeAt(commit);
      this.#trees.set(commit, tree);
    }
    return { tree, base: { commit, how } };
  }
}
