// SPDX-License-Identifier: GPL-2.0-only
/** Lints states of one tree, one after the other: of each what the one before does not tell already. */
import { join, resolve } from 'node:path';
import { type HelperTable, helpersFor } from '../analysis/models/table.ts';
import type { Release } from '../contracts/model.ts';
import { type LintRun, lint } from '../core/lint.ts';
import type { LintRequest } from '../core/request.ts';
import { compareFindings } from '../findings/order.ts';
import { plainFinding } from '../findings/plain.ts';
import { isSkipped } from '../io/read.ts';
import type { ScopeLog } from '../io/search/scopeLog.ts';
import type { Sources } from '../io/sources.ts';
import { findTreeRoot } from '../io/tree.ts';
import { chooseKernel } from '../workspace/kernel.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { NameUsers } from './reach/nameUsers.ts';
import { narrowCandidates } from './reach/narrow.ts';
import type { Versions } from './reach/versions.ts';
import type { PatchedTree } from './tree.ts';

/** What holds for every lint of a review. */
export type LintSettings = Pick<LintRequest, 'kernel' | 'exclude' | 'severities' | 'contract'>;

/** A workspace with more files is left, but for a lint of the same files: another one needs few of them. */
const MOST_FILES = 500;

export class TreeLint {
  readonly #settings: LintSettings;
  readonly #release: Release;
  readonly #users: NameUsers;
  readonly #versions: Versions;
  /** What is known of the kernel's library, and of which functions the bodies count instead. */
  #helpers: HelperTable;
  #readBodies: ReadonlySet<string> = new Set();
  /** Every search goes through it. */
  readonly #log: ScopeLog;
  readonly #looked = new Set<string>();
  #tree: PatchedTree | null = null;
  /** Files that differ in states to come. */
  #edited: ReadonlySet<string> = new Set();
  /** The last lint: what one change led to, the next one begins with. */
  #last: { tree: PatchedTree; asked: string; result: LintRun } | null = null;
  #workspace: Workspace | null = null;
  /** Those of the tree as it is now. */
  readonly #sources: Sources = {
    read: (absolute, shown) => this.#log.read(this.#now(), absolute, shown),
    look: (absolute) => this.#now().look(absolute),
    over: (searches) => this.#now().over(searches),
  };

  constructor(
    settings: LintSettings,
    release: Release,
    { users, versions, log }: { users: NameUsers; versions: Versions; log: ScopeLog },
  ) {
    this.#release = release;
    this.#helpers = helpersFor(release);
    this.#versions = versions;
    const { kernel, exclude, severities, contract } = settings;
    this.#settings = { kernel, exclude, severities, contract };
    this.#users = users;
    this.#log = log;
  }

  /** Says which files will be other ones in the next tree. */
  expect(paths: Iterable<string>): void {
    this.#edited = new Set(paths);
  }

  /**
   * Returns the lint of files of a tree; null where none of them is in it.
   *
   * @param readBodies functions of the kernel's library of which the bodies count, not what is known of them
   */
  lint(
    tree: PatchedTree,
    paths: readonly string[],
    readBodies: ReadonlySet<string>,
  ): Promise<LintRun | null> {
    this.#read(readBodies);
    return this.#lint(tree, paths, 'files', (there) => ({
      paths: there.map((path) => join(tree.root, path)),
    }));
  }

  /** As `lint`, of what a lint of the whole tree says of these files. */
  lintPart(tree: PatchedTree, paths: readonly string[]): Promise<LintRun | null> {
    return this.#lint(tree, paths, 'part', (there) => ({
      paths: [tree.root],
      isInPart: (path) => there.includes(path),
    }));
  }

  async #lint(
    tree: PatchedTree,
    paths: readonly string[],
    kind: 'files' | 'part',
    asked: (there: string[]) => Pick<LintRequest, 'paths' | 'isInPart'>,
  ): Promise<LintRun | null> {
    const there = paths.filter((path) => typeof tree.read(path) === 'string');
    if (there.length === 0) return null;
    const key = JSON.stringify([kind, there, [...this.#readBodies]]);
    if (this.#last?.tree === tree && this.#last.asked === key) return this.#last.result;
    this.#versions.expect(there.length);
    const workspace = this.#goTo(tree, key);
    const result = await lint({
      ...this.#settings,
      ...asked(there),
      cwd: resolve(tree.root),
      around: resolve(tree.root),
      tree: null,
      sources: this.#sources,
      searches: this.#log,
      workspace,
      readBodies: this.#readBodies,
      isEdited: (path) => this.#edited.has(path),
      // The kernel's library is known without a look, and no part of the change.
      isExplored: ({ name, file }) => there.includes(file.path) || !this.#helpers.has(name),
      candidates: (pattern) =>
        narrowCandidates(tree, there, pattern, {
          users: this.#users,
          versions: this.#versions,
          searches: this.#log,
          helpers: this.#helpers,
        }),
    });
    this.#workspace = result.workspace ?? null;
    result.findings = result.findings.map(plainFinding).sort(compareFindings);
    result.suppressed = result.suppressed.map(plainFinding).sort(compareFindings);
    this.#last = { tree, asked: key, result };
    for (const folder of result.settings.looked.keys()) this.#looked.add(folder);
    return result;
  }

  /** The folders that were looked into for a configuration so far. */
  get looked(): Iterable<string> {
    return this.#looked;
  }

  /** A workspace in which others counted is of no use. */
  #read(bodies: ReadonlySet<string>): void {
    const known = this.#readBodies;
    if (bodies.size === known.size && [...bodies].every((name) => known.has(name))) return;
    this.#readBodies = bodies;
    this.#helpers = helpersFor(this.#release, bodies);
    this.#workspace = null;
  }

  /**
   * Brings the workspace to another state of the tree; undefined where a new one is needed.
   *
   * @param asked what the lint there is about
   */
  #goTo(tree: PatchedTree, asked: string): Workspace | undefined {
    const before = this.#tree;
    this.#tree = tree;
    const workspace = this.#workspace;
    this.#workspace = null;
    const changed = before === null ? null : before.differences(tree);
    if (workspace === null || changed === null) return undefined;
    if (workspace.program.files.size > MOST_FILES && this.#last?.asked !== asked) return undefined;
    const own = findTreeRoot(tree.root);
    const { kernel, isKnown } = chooseKernel({
      own,
      given: null,
      release: this.#settings.kernel,
      sources: tree.sources,
    });
    if (!isKnown || kernel !== workspace.kernel) return undefined;
    workspace.editTogether(() => {
      for (const path of changed) {
        if (!workspace.program.files.has(path)) continue;
        const file = tree.sources.read(join(tree.root, path), path);
        if (isSkipped(file)) {
          workspace.letGo(path);
          workspace.readFile(path);
        } else workspace.setText(path, file.text);
      }
    });
    return workspace;
  }

  #now(): Sources {
    return (this.#tree as PatchedTree).sources;
  }
}
