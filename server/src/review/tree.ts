// SPDX-License-Identifier: GPL-2.0-only
/** A tree on disk with the patches that were applied to it so far, in memory. */
import { join, relative, sep } from 'node:path';
import { type Overlay, overlaid, type Sources } from '../io/sources.ts';
import { readTreeText } from '../io/treeText.ts';
import type { Change } from '../patch/change.ts';

export class PatchedTree {
  /** Absolute path. */
  readonly root: string;
  readonly #overlay: Overlay;
  #sources: string[] | null = null;

  constructor(root: string, overlay: Overlay = { texts: new Map() }) {
    this.root = root;
    this.#overlay = overlay;
  }

  /** As `ReadText` of the patch room. */
  read(path: string): string | null | { reason: string } {
    const { texts, isSeen } = this.#overlay;
    const absolute = join(this.root, path);
    const known = texts.get(absolute);
    if (known !== undefined) return known;
    return isSeen === undefined || isSeen(absolute) ? readTreeText(this.root, path) : null;
  }

  /** Whether a file is another than on disk. */
  isChanged(path: string): boolean {
    const { texts, isSeen } = this.#overlay;
    const absolute = join(this.root, path);
    return texts.has(absolute) || isSeen?.(absolute) === false;
  }

  /** The C files that are others than on disk, and there. */
  changedSources(): string[] {
    this.#sources ??= [...this.#overlay.texts]
      .filter(([path, text]) => text !== null && /\.[ch]$/.test(path))
      .map(([path]) => relative(this.root, path).split(sep).join('/'));
    return this.#sources;
  }

  /** The tree after a patch. */
  with(changes: readonly Change[]): PatchedTree {
    return this.#exchange((texts) => {
      for (const { oldPath, newPath, after } of changes) {
        if (oldPath !== null && oldPath !== newPath) texts.set(oldPath, null);
        if (newPath !== null) texts.set(newPath, after);
      }
    });
  }

  /** The tree before changes that it has. */
  without(changes: readonly Change[]): PatchedTree {
    return this.#exchange((texts) => {
      for (const { oldPath, newPath, before } of changes) {
        if (newPath !== null && newPath !== oldPath) texts.set(newPath, null);
        if (oldPath !== null) texts.set(oldPath, before);
      }
    });
  }

  get sources(): Sources {
    return overlaid(this.#overlay);
  }

  #exchange(fill: (texts: Map<string, string | null>) => void): PatchedTree {
    const fresh = new Map<string, string | null>();
    fill(fresh);
    const texts = new Map(this.#overlay.texts);
    for (const [path, text] of fresh) texts.set(join(this.root, path), text);
    return new PatchedTree(this.root, { ...this.#overlay, texts });
  }
}
