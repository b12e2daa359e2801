// SPDX-License-Identifier: GPL-2.0-only
/** A tree on disk with the patches that were applied to it so far, in memory. */
import { join, relative, sep } from 'node:path';
import { digestOfText } from '../io/cacheFile.ts';
import { type Overlay, overlaid, type Sources } from '../io/sources.ts';
import { readTreeText } from '../io/treeText.ts';
import type { Change } from '../patch/change.ts';
import { isC } from '../text/source.ts';

export class PatchedTree {
  /** Absolute path. */
  readonly root: string;
  readonly #overlay: Overlay;
  /** The symbolic links that patches made, relative to the root. */
  readonly #links: readonly string[];
  #changed: string[] | null = null;
  /** Of texts of the overlay, by their paths; states that follow each other share most of them. */
  readonly #digests: Map<string, string>;
  #id: string | null | undefined;
  /** Where a run reads the files of this state. */
  readonly sources: Sources;

  constructor(
    root: string,
    overlay: Overlay = { texts: new Map() },
    { links = [], digests = new Map() }: { links?: readonly string[]; digests?: Map<string, string> } = {},
  ) {
    this.root = root;
    this.#links = links;
    this.#overlay = overlay;
    this.#digests = digests;
    this.sources = overlaid(overlay);
  }

  /** As `ReadText` of the patch room. */
  read(path: string): string | null | { reason: string } {
    if (this.#links.some((link) => path.startsWith(`${link}/`)))
      return { reason: 'leads through a symbolic link' };
    const { texts, isSeen } = this.#overlay;
    const absolute = join(this.root, path);
    const known = texts.get(absolute);
    if (known !== undefined) return known;
    return isSeen === undefined || isSeen(absolute) ? readTreeText(this.root, path) : null;
  }

  /** Names this state, as far as it is another than on disk; null where it cannot be named. */
  get id(): string | null {
    if (this.#id === undefined) this.#id = this.#named();
    return this.#id;
  }

  #named(): string | null {
    const { texts, isSeen, seenId = null } = this.#overlay;
    if (isSeen !== undefined && seenId === null) return null;
    const entries = [...texts.keys()].sort().map((path) => [path, this.#digestOf(path)]);
    return digestOfText(JSON.stringify([seenId, entries]));
  }

  #digestOf(path: string): string | null {
    const text = this.#overlay.texts.get(path) ?? null;
    if (text === null) return null;
    const known = this.#digests.get(path) ?? digestOfText(text);
    this.#digests.set(path, known);
    return known;
  }

  /** The files that are others than on disk, by their absolute paths. */
  get overlaid(): string[] {
    return [...this.#overlay.texts.keys()];
  }

  /** Whether a file is another than on disk. */
  isChanged(path: string): boolean {
    const { texts, isSeen } = this.#overlay;
    const absolute = join(this.root, path);
    return texts.has(absolute) || isSeen?.(absolute) === false;
  }

  /** The C files that are others than on disk, and there. */
  changedSources(): string[] {
    this.#changed ??= [...this.#overlay.texts]
      .filter(([path, text]) => text !== null && isC(path))
      .map(([path]) => relative(this.root, path).split(sep).join('/'));
    return this.#changed;
  }

  /**
   * The tree after a patch.
   *
   * @param links the symbolic links that it makes
   */
  with(changes: readonly Change[], links: readonly string[] = []): PatchedTree {
    return this.#exchange(links, (texts) => {
      // Two files may have changed places.
      for (const { oldPath, newPath } of changes)
        if (oldPath !== null && oldPath !== newPath) texts.set(oldPath, null);
      for (const { newPath, after } of changes) if (newPath !== null) texts.set(newPath, after);
    });
  }

  /** The tree before changes that it has. */
  without(changes: readonly Change[]): PatchedTree {
    return this.#exchange([], (texts) => {
      for (const { oldPath, newPath } of changes)
        if (newPath !== null && newPath !== oldPath) texts.set(newPath, null);
      for (const { oldPath, before } of changes) if (oldPath !== null) texts.set(oldPath, before);
    });
  }

  /** The files that differ in another state of the same tree, relative to the root; null where that cannot be told. */
  differences(other: PatchedTree): string[] | null {
    const [mine, theirs] = [this.#overlay, other.#overlay];
    if (this.root !== other.root || mine.isSeen !== theirs.isSeen) return null;
    return [...new Set([...mine.texts.keys(), ...theirs.texts.keys()])]
      .filter((path) => mine.texts.get(path) !== theirs.texts.get(path))
      .map((path) => relative(this.root, path).split(sep).join('/'));
  }

  #exchange(links: readonly string[], fill: (texts: Map<string, string | null>) => void): PatchedTree {
    const fresh = new Map<string, string | null>();
    fill(fresh);
    const texts = new Map(this.#overlay.texts);
    const digests = new Map(this.#digests);
    for (const [path, text] of fresh) {
      const absolute = join(this.root, path);
      texts.set(absolute, text);
      digests.delete(absolute);
    }
    const overlay = { ...this.#overlay, texts };
    return new PatchedTree(this.root, overlay, { links: [...this.#links, ...links], digests });
  }
}
