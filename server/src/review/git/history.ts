// SPDX-License-Identifier: GPL-2.0-only
/** States of a tree in git, as overlays of what is on disk. */
import { join, relative, sep } from 'node:path';
import { digestOfText } from '../../io/cacheFile.ts';
import type { Commit, Git, RawChange } from '../../io/git/git.ts';
import { decodeSource } from '../../io/read.ts';
import type { Change } from '../../patch/change.ts';
import { editsBetween } from '../../patch/edits.ts';
import { isC } from '../../text/source.ts';
import { PatchedTree } from '../tree.ts';

/** Whether what a file says can matter to a lint. */
function mayMatter(path: string): boolean {
  return isC(path) || MATTERING.has(path);
}

/** Tells the release. */
const MAKEFILE = 'Makefile';

const MATTERING = new Set([
  MAKEFILE,
  'Documentation/filesystems/locking.rst',
  'Documentation/filesystems/Locking',
]);

/** A checkout with a tree in it: the top of the checkout itself, or a folder below. */
export class History {
  readonly #git: Git;
  readonly #root: string;
  /** Where the tree lies in the checkout, `''` or with a slash at the end. */
  readonly #prefix: string;

  constructor(git: Git, root: string) {
    this.#git = git;
    this.#root = root;
    const inside = relative(git.top, root).split(sep).join('/');
    this.#prefix = inside === '' ? '' : `${inside}/`;
  }

  /** The tree as a commit has it. */
  async treeAt(commit: string): Promise<PatchedTree> {
    const changes = this.#inTree(await this.#git.workTreeSince(commit));
    const texts = await this.#texts(changes.map(({ oldBlob }) => oldBlob));
    const overlay = new Map<string, string | null>();
    for (const { oldPath, newPath, oldBlob } of changes) {
      if (newPath !== null && newPath !== oldPath) overlay.set(join(this.#root, newPath), null);
      if (oldPath === null) continue;
      overlay.set(join(this.#root, oldPath), oldBlob === null ? null : (texts.get(oldBlob) ?? null));
    }
    const tracked = await this.#git.tracked();
    const isSeen = (absolute: string) => {
      const path = relative(this.#git.top, absolute).split(sep).join('/');
      return tracked.has(path) || !isC(path);
    };
    return new PatchedTree(this.#root, {
      texts: overlay,
      isSeen,
      seenId: digestOfText([...tracked].join('\0')),
    });
  }

  /** The tree with the file that tells its release as a commit has it, and else as it is on disk. */
  async releaseAt(commit: string): Promise<PatchedTree> {
    const [text = null] = await this.textsAt([{ commit, path: MAKEFILE }]);
    return new PatchedTree(this.#root, { texts: new Map([[join(this.#root, MAKEFILE), text]]) });
  }

  /** Files as commits have them; null where it is not there. */
  async textsAt(wanted: readonly { commit: string; path: string }[]): Promise<(string | null)[]> {
    const asked = wanted.map(({ commit, path }) => ({ commit, path: `${this.#prefix}${path}` }));
    const files = await this.#git.filesOf(asked);
    return files.map((bytes) => bytes && decodeSource(bytes));
  }

  /** What commits change against their first parents, by their ids. */
  async changesOf(commits: readonly Commit[]): Promise<Map<string, Change[]>> {
    const raw = await this.#git.changesOf(commits);
    const found = new Map<string, Change[]>();
    const all = new Map([...raw].map(([id, changes]) => [id, this.#inTree(changes)]));
    const texts = await this.#texts(
      [...all.values()].flat().flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]),
    );
    for (const [id, changes] of all)
      found.set(
        id,
        changes.map((change) => changeOf(change, texts)),
      );
    return found;
  }

  /** How a commit differs from another. */
  async between(from: string, to: string): Promise<Change[]> {
    const changes = this.#inTree(await this.#git.between(from, to));
    const texts = await this.#texts(changes.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]));
    return changes.map((change) => changeOf(change, texts));
  }

  /** How the work tree, files that git does not follow among it, differs from a commit. */
  async workTreeSince(commit: string): Promise<Change[]> {
    const changes = this.#inTree(await this.#git.workTreeSince(commit));
    const texts = await this.#texts(changes.map(({ oldBlob }) => oldBlob));
    const tree = new PatchedTree(this.#root);
    const now = (path: string | null) => {
      const text = path === null ? null : tree.read(path);
      return typeof text === 'string' ? text : null;
    };
    const found = new Map<string, Change>();
    for (const { oldPath, newPath, oldBlob } of changes) {
      const before = oldBlob === null ? null : (texts.get(oldBlob) ?? null);
      const after = now(newPath);
      const change = withEdits({ oldPath, newPath: after === null ? null : newPath, before, after });
      found.set((newPath ?? oldPath) as string, change);
    }
    for (const path of this.#pathsInTree(await this.#git.untracked())) {
      // Git no longer follows a file that is still there.
      const { oldPath = null, before = null } = found.get(path) ?? {};
      found.set(path, withEdits({ oldPath, newPath: path, before, after: now(path) }));
    }
    return [...found.values()];
  }

  #inTree(changes: readonly RawChange[]): RawChange[] {
    return changes.flatMap((change) => {
      const oldPath = this.#within(change.oldPath);
      const newPath = this.#within(change.newPath);
      if (oldPath === null && newPath === null) return [];
      const oldBlob = oldPath === null ? null : change.oldBlob;
      return [{ oldPath, newPath, oldBlob, newBlob: newPath === null ? null : change.newBlob }];
    });
  }

  #pathsInTree(paths: readonly string[]): string[] {
    return paths.map((path) => this.#within(path)).filter((path) => path !== null);
  }

  #within(path: string | null): string | null {
    if (path === null || !path.startsWith(this.#prefix)) return null;
    const inside = path.slice(this.#prefix.length);
    return mayMatter(inside) ? inside : null;
  }

  async #texts(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const blobs = await this.#git.blobs(ids.filter((id) => id !== null));
    return new Map([...blobs].map(([id, bytes]) => [id, decodeSource(bytes)]));
  }
}

function changeOf(
  { oldPath, newPath, oldBlob, newBlob }: RawChange,
  texts: ReadonlyMap<string, string>,
): Change {
  const text = (blob: string | null) => (blob === null ? null : (texts.get(blob) ?? null));
  return withEdits({ oldPath, newPath, before: text(oldBlob), after: text(newBlob) });
}

function withEdits(change: Omit<Change, 'edits' | 'hunks'>): Change {
  let edits: Change['edits'] | null = null;
  const late = {
    hunks: [],
    // Most changes are never asked for.
    get edits() {
      edits ??= editsBetween(change.before ?? '', change.after ?? '');
      return edits;
    },
  };
  return Object.assign(late, change);
}
