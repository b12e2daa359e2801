// SPDX-License-Identifier: GPL-2.0-only
/** Tells what each commit of a range brings in. */
import { type Shard, stretchOf } from '../../core/shard.ts';
import type { Commit, Git } from '../../io/git/git.ts';
import { GitError } from '../../io/git/runGit.ts';
import type { Change } from '../../patch/change.ts';
import { ChangeLints } from '../lintChange.ts';
import type { Grounds, Known } from '../memory/changeMemory.ts';
import type { CommitMemory, CommitStep } from '../memory/commitMemory.ts';
import { type CommitReview, type Comparison, NOTHING_FOUND } from '../model.ts';
import { ChangeReader } from '../reach/changeReader.ts';
import { releaseOf } from '../releaseOf.ts';
import type { PatchedTree } from '../tree.ts';
import type { LintSettings } from '../treeLint.ts';
import { History } from './history.ts';
import { noBase, unknown } from './whyNot.ts';

/** What came out of a commit: what it was checked against is of no interest in a range. */
type Compared = Omit<Known, 'reached'>;

/** What a run over a range goes by, beside the range. */
export interface RangeOptions {
  /** The part of it to look at; null for all of it. */
  shard?: Shard | null;
  /** What earlier runs gave. */
  memory?: CommitMemory | null;
  /** Called before anything is linted. */
  prepare?: () => Promise<void>;
}

/**
 * Compares each commit of a range with its parent, without the work tree. A merge brings in nothing by itself.
 *
 * @param range `A..B`, or `A` for what HEAD has more
 * @throws GitError when git cannot tell the commits or their parents
 */
export async function lintCommits(
  git: Git,
  root: string,
  range: string,
  settings: LintSettings,
  { shard = null, memory = null, prepare = async () => {} }: RangeOptions = {},
): Promise<CommitReview[]> {
  const [from, to] = await endsOf(git, range);
  if ((await git.mergeBase(from, to)) === null) throw new GitError(await noBase(git, range));
  const all = await git.range(from, to);
  const commits = shard === null ? all : stretchOf(all, shard);
  if (commits.some(({ parents }) => parents.length === 0) && (await git.isShallow()))
    throw new GitError(await noBase(git, range));
  const history = new History(git, root);
  // A tree that is not whole on disk gives other results.
  const kept = memory !== null && (await git.isSet('core.sparseCheckout')) ? null : memory;
  const steps = kept === null ? new Map<string, CommitStep>() : await stepsOf(git, commits);
  const found = (await kept?.recall([...steps.values()], history)) ?? new Map<string, Comparison>();
  const lints = new RangeLint(history, { from, settings, prepare });
  for (const [id, known] of await lints.compareAll(commits.filter(isOfOne), (id) => !found.has(id))) {
    found.set(id, known.comparison);
    const step = steps.get(id);
    if (step !== undefined) kept?.add(step, known.comparison, known.release);
  }
  kept?.keep(lints.grounds);
  return commits.map(({ id, subject }) => ({ commit: id, subject, ...(found.get(id) ?? NOTHING_FOUND) }));
}

const isOfOne = ({ parents }: Commit) => parents.length === 1;

/** What stands before and after commits with one parent, by their ids. */
async function stepsOf(git: Git, commits: readonly Commit[]): Promise<Map<string, CommitStep>> {
  const trees = new Map<string, string | null>(commits.map(({ id, tree }) => [id, tree]));
  const single = commits.filter(isOfOne);
  const outside = [...new Set(single.flatMap(({ parents }) => parents))].filter((id) => !trees.has(id));
  for (const [index, tree] of (await git.treesOf(outside)).entries())
    trees.set(outside[index] as string, tree);
  const steps = new Map<string, CommitStep>();
  for (const { id, tree, parents } of single) {
    const [parent = ''] = parents;
    const parentTree = trees.get(parent);
    if (parentTree) steps.set(id, { commit: id, parent, tree, parentTree });
  }
  return steps;
}

/** Compares commits with their parents, one after the other. */
class RangeLint {
  readonly #history: History;
  readonly #from: string;
  readonly #settings: LintSettings;
  readonly #prepare: () => Promise<void>;
  #lints: ChangeLints | null = null;

  constructor(
    history: History,
    { from, settings, prepare }: { from: string; settings: LintSettings; prepare: () => Promise<void> },
  ) {
    this.#history = history;
    this.#from = from;
    this.#settings = settings;
    this.#prepare = prepare;
  }

  /** What was read and looked at; null where nothing was linted. */
  get grounds(): Grounds | null {
    return this.#lints?.grounds ?? null;
  }

  /**
   * @param commits parents before children, each with one
   * @param isWanted says of ids whether they are to be compared
   */
  async compareAll(
    commits: readonly Commit[],
    isWanted: (id: string) => boolean,
  ): Promise<Map<string, Compared>> {
    const found = new Map<string, Compared>();
    const wanted = commits.filter(({ id }) => isWanted(id));
    if (wanted.length === 0) return found;
    const changes = await this.#history.changesOf(commits);
    const changesOf = (id: string) => changes.get(id) ?? [];
    const reader = new ChangeReader(releaseOf(await this.#history.releaseAt(this.#from), this.#settings));
    const aside: Compared = { comparison: NOTHING_FOUND, isRelevant: false, release: reader.release };
    const open = wanted.filter(({ id }) => !reader.isAside(changesOf(id)));
    for (const { id } of wanted) found.set(id, aside);
    if (open.length === 0) return found;
    await this.#prepare();
    const start = await this.#history.treeAt(this.#from);
    const lints = new ChangeLints(start, this.#settings, reader);
    this.#lints = lints;
    await lints.prepare(
      start,
      open.flatMap(({ id }) => changesOf(id)),
    );
    const states = new States(this.#history, commits, changes, { commit: this.#from, tree: start });
    for (const { id, parents } of open) {
      const before = await states.at(parents[0] as string);
      const after = await states.at(id);
      const { comparison, isRelevant } = await lints.compare(before, after, changesOf(id));
      found.set(id, { comparison, isRelevant, release: lints.release });
    }
    return found;
  }
}

/** The tree as commits have it. */
class States {
  readonly #history: History;
  readonly #changes: ReadonlyMap<string, Change[]>;
  readonly #parents: ReadonlyMap<string, string>;
  readonly #start: { commit: string; tree: PatchedTree };
  readonly #known: Map<string, PatchedTree>;

  /**
   * @param commits parents before children, each with one
   * @param changes what they change
   * @param start what is known
   */
  constructor(
    history: History,
    commits: readonly Commit[],
    changes: ReadonlyMap<string, Change[]>,
    start: { commit: string; tree: PatchedTree },
  ) {
    this.#history = history;
    this.#changes = changes;
    this.#parents = new Map(commits.map(({ id, parents }) => [id, parents[0] as string]));
    this.#start = start;
    this.#known = new Map([[start.commit, start.tree]]);
  }

  async at(commit: string): Promise<PatchedTree> {
    const way: string[] = [];
    let at = commit;
    for (; !this.#known.has(at); at = this.#parents.get(at) as string) {
      if (!this.#parents.has(at)) {
        const changes = await this.#history.between(this.#start.commit, at);
        this.#known.set(at, this.#start.tree.with(changes));
        break;
      }
      way.push(at);
    }
    let tree = this.#known.get(at) as PatchedTree;
    for (const id of way.reverse()) {
      tree = tree.with(this.#changes.get(id) ?? []);
      this.#known.set(id, tree);
    }
    return tree;
  }
}

async function endsOf(git: Git, range: string): Promise<[string, string]> {
  const match = /^(.*?)(\.{2,3})(.*)$/.exec(range);
  const [left, right] = match === null ? [range, 'HEAD'] : [match[1] || 'HEAD', match[3] || 'HEAD'];
  const ends = await Promise.all([left, right].map((one) => git.commit(one as string)));
  const [from, to] = ends;
  if (from === null || from === undefined) throw new GitError(await unknown(git, left as string));
  if (to === null || to === undefined) throw new GitError(await unknown(git, right as string));
  return [from, to];
}
