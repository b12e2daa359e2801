// SPDX-License-Identifier: GPL-2.0-only
/** Lints a tree before and after a change, as far as the change reaches. */
import type { Release } from '../contracts/model.ts';
import type { LintRun } from '../core/lint.ts';
import type { LintResult, NotAnalysed } from '../core/request.ts';
import { DEFAULT_EXCLUDE } from '../core/settings.ts';
import type { Finding } from '../findings/finding.ts';
import { HeldSearches } from '../io/search/heldSearches.ts';
import { ScopeLog } from '../io/search/scopeLog.ts';
import type { Change } from '../patch/change.ts';
import { amongOthers } from './amongOthers.ts';
import { anchorOf, removedAnchorOf } from './anchor.ts';
import { oneForEachHelper } from './brokenHelper.ts';
import { compareFindings } from './compare.ts';
import { functionsOf } from './functions.ts';
import { isOnNewLine, pathAfter } from './lines.ts';
import { callsIn, withLostCalls } from './lostCalls.ts';
import { mappingChanges, mappingNames } from './mappingChanges.ts';
import type { Grounds } from './memory/changeMemory.ts';
import type { Comparison, Reached } from './model.ts';
import { ChangeReader, isSource } from './reach/changeReader.ts';
import { NameUsers } from './reach/nameUsers.ts';
import { Reach } from './reach/reach.ts';
import { releaseOf } from './releaseOf.ts';
import type { PatchedTree } from './tree.ts';
import { type LintSettings, TreeLint } from './treeLint.ts';
import { Unreadable } from './unreadable.ts';

export interface ChangeLint {
  comparison: Comparison;
  /** The lint of what the change reaches, after it; null where that is nothing. */
  result: LintResult | null;
  /** Whether it reaches anything. */
  isRelevant: boolean;
  reached: Reached;
}

/** Lints changes of one tree, one after the other. The tree on disk must not change meanwhile. */
export class ChangeLints {
  readonly release: Release;
  readonly #reach: Reach;
  readonly #reader: ChangeReader;
  readonly #lints: TreeLint;
  readonly #log = new ScopeLog(new HeldSearches());

  /** @param reader what has read changes of the same tree already */
  constructor(
    tree: PatchedTree,
    settings: LintSettings,
    reader: ChangeReader = new ChangeReader(releaseOf(tree, settings)),
  ) {
    this.release = reader.release;
    const users = new NameUsers(tree.root, [...DEFAULT_EXCLUDE, ...settings.exclude], this.#log);
    this.#reader = reader;
    this.#reach = new Reach(reader, users);
    this.#lints = new TreeLint(settings, this.release, {
      users,
      versions: reader.versions,
      log: this.#log,
    });
  }

  /** Searches for what many changes will ask for, all at once. */
  prepare(tree: PatchedTree, changes: readonly Change[]): Promise<void> {
    return this.#reach.prepare(tree, changes);
  }

  /** Compares the findings of two states of the tree that a change lies between. */
  async compare(before: PatchedTree, after: PatchedTree, changes: readonly Change[]): Promise<ChangeLint> {
    this.#reader.versions.expect(changes.length);
    const library = await this.#reach.library(after, changes);
    const paths = await this.#reach.of(after, changes, library.read);
    this.#lints.expect(
      changes.flatMap(({ oldPath, newPath }) => [oldPath, newPath].filter((path) => path !== null)),
    );
    const old = await this.#lints.lint(before, paths, library.read);
    const callsBefore = callsIn(
      old,
      changes.map(({ oldPath }) => oldPath),
    );
    const now = await this.#lints.lint(after, paths, library.read);
    const compared = compareFindings(old?.findings ?? [], now?.findings ?? [], changes);
    const calls = callsIn(
      now,
      changes.map(({ newPath }) => newPath),
    );
    const oldPaths = new Map(changes.map(({ oldPath, newPath }) => [newPath, oldPath]));
    const introduced = withLostCalls(
      compared.introduced,
      callsBefore,
      calls,
      (path) => oldPaths.get(path) ?? null,
    );
    const functions = now === null ? null : functionsOf(now);
    const about = { versions: this.#reader.versions, program: now?.program ?? null };
    const unreadNow = new Unreadable(changes, 'after', about);
    const unreadBefore = new Unreadable(changes, 'before', about);
    const rename = pathAfter(changes);
    const isLost = (finding: Finding) => unreadNow.has(finding, rename(finding.place.file.path));
    const isNewlyRead = (finding: Finding) =>
      !isOnNewLine(finding, changes) && unreadBefore.has(finding, finding.place.file.path);
    const broughtIn = introduced
      .filter((one) => !isNewlyRead(one))
      .map((finding) => ({
        finding: amongOthers(finding, library.notFollowed),
        anchor: functions === null ? null : anchorOf(finding, changes, functions),
      }));
    const comparison = {
      introduced: oneForEachHelper(broughtIn, changes, this.#reader.versions),
      fixed: compared.fixed
        .filter((one) => !isLost(one))
        .map((finding) => ({ finding, anchor: removedAnchorOf(finding, changes) })),
      existing: [...compared.existing, ...introduced.filter(isNewlyRead)].map((finding) => ({
        finding,
        anchor: null,
      })),
      notCompared: compared.fixed.filter(isLost).map((finding) => ({ finding, anchor: null })),
    };
    const own = reachedBy(now);
    const knownGaps = new Set(old?.notAnalysed.map(gapKey));
    // What is said of a table was found by looking at it.
    const told = new Set(now?.findings.flatMap(({ message }) => message.split(/\W+/)));
    const isUntold = (table: string) => !told.has(table.slice(0, table.indexOf(' ')));
    const isNone = own.handlers.length + own.mappings.length === 0;
    const reached = {
      ...own,
      notAnalysed: own.notAnalysed.map((one) =>
        one.gap === 'result' && knownGaps.has(gapKey(one)) ? { ...one, isOld: true } : one,
      ),
      changedMappings: old === null || now === null ? [] : mappingChanges(old, now, changes),
      notFollowed: library.notFollowed,
      callersNotChecked: library.callers,
      tablesNotChecked: isNone ? this.#reader.mappingTablesOf(changes.filter(isSource)).filter(isUntold) : [],
      inferred: now?.releaseNote ?? null,
    };
    return { comparison, result: now, isRelevant: paths.length > 0, reached };
  }

  /** What the comparisons so far went by. */
  get grounds(): Grounds {
    return { log: this.#log, looked: this.#lints.looked };
  }
}

/** Without its line, which a change moves. */
const gapKey = (one: NotAnalysed) => `${one.gap} ${one.file}:${one.function}`;

function reachedBy(result: LintRun | null): Pick<Reached, 'handlers' | 'mappings' | 'notAnalysed'> {
  if (result === null) return { handlers: [], mappings: [], notAnalysed: [] };
  const { isUnderLint } = result;
  // Those of special mappings and of device memory stand in no table of a VMA.
  const others = result.reports.filter(({ tables }) => tables.length === 0).map((one) => one.definition);
  const definitions = [
    ...result.handlers.flatMap((handler) => handler.definitions),
    ...others.filter(({ file }) => isUnderLint?.(file.path) !== false),
  ];
  const handlers = new Set(definitions.map(({ name, file }) => `${file.path}:${name}`));
  return { handlers: [...handlers].sort(), mappings: mappingNames(result), notAnalysed: result.notAnalysed };
}
