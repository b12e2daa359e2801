// SPDX-License-Identifier: GPL-2.0-only
/** What a lint found, kept for the next one that is asked the same of a tree in the same state. */
import { join, relative, sep } from 'node:path';
import { CONFIG_FILE } from '../../config/schema.ts';
import { formatRelease, parseRelease } from '../../contracts/release.ts';
import { chooseVersionArms } from '../../facts/file/versionArms.ts';
import { CacheFile } from '../../io/cacheFile.ts';
import { Upwards } from '../../io/config.ts';
import { type Inputs, resolveInputs } from '../../io/inputs.ts';
import { isSkipped, readSource } from '../../io/read.ts';
import { addedTo, contentOf, type ReadContent } from '../../io/readContent.ts';
import { digestOf, ReadLog } from '../../io/readLog.ts';
import type { Searches } from '../../io/search/searches.ts';
import { type Asked, answers, SearchLog } from '../../io/search/searchLog.ts';
import { isSearchedPath } from '../../io/search/walk.ts';
import { changedPaths } from '../../io/treeState/changes.ts';
import { type TreeState, treeStateOf } from '../../io/treeState/treeState.ts';
import { withoutComments } from '../../syntax/words/skip.ts';
import { SourceFile } from '../../text/source.ts';
import { underLint } from '../candidates.ts';
import type { LintReport, LintRequest, LintResult } from '../request.ts';
import { freeze, thaw } from './frozen.ts';

/** A run that reads fewer files takes no longer than to look whether something has changed. */
const WORTH_KEEPING = 50;

/** Folder of the cache. */
const KIND = 'runs';

/** Folder of the texts of states, some megabytes each. */
const TREES = 'trees';
const MOST_TREES = 6;

/** Where more files have changed a run is no slower than to look at each. */
const MOST_CHANGED = 1000;

const NOTHING_ASKED: Asked = { patterns: [], names: [], aliases: [], found: [] };

/** What is kept of a run. Everything in it is plain data. */
interface Kept {
  /** Of the C files of the tree. */
  state: string;
  /** Those of them that were read, and what they were. */
  read: [path: string, content: ReadContent | null][];
  asked: Asked;
  /** Other files that were read, by their path below the root: their content, null where there was none. */
  beside: [path: string, content: string | null][];
  /** Folders below the root that were looked at for a configuration file: its content, null where there was none. */
  configs: [folder: string, content: string | null][];
  /** The files that findings name. */
  files: string[];
  release: string;
  report: unknown;
}

type Part = Omit<LintReport, 'base' | 'inTree' | 'isUnderLint' | 'kernel'>;

export class LintMemory {
  readonly #request: LintRequest;
  readonly #inputs: Inputs;
  readonly #root: string;
  readonly #folder: string;
  readonly #key: string;
  readonly #log = new ReadLog();
  #asked: SearchLog | null = null;
  readonly #started = Date.now();

  private constructor(request: LintRequest, inputs: Inputs, root: string, folder: string, key: string) {
    this.#request = request;
    this.#inputs = inputs;
    this.#root = root;
    this.#folder = folder;
    this.#key = key;
  }

  /**
   * The memory for one run; null for one that cannot be remembered: what is linted lies in no tree, is read with another
   * one, or cannot be read.
   *
   * @param folder the cache folder
   * @param part what tells this run from others besides its request: this program, the shard
   */
  static for(request: LintRequest, folder: string, part: readonly string[]): LintMemory | null {
    const inputs = resolveInputs(request.paths, request.cwd);
    const { tree, folders, files, bad } = inputs;
    if (tree === null || bad.length > 0 || request.tree !== null || folders.length + files.length === 0)
      return null;
    // The state of a tree leaves out what no search enters unless it is named.
    if (!folders.every((path) => isSearchedPath(`${path}/a.c`.replace(/^\//, '')))) return null;
    // A configuration file above the tree counts for all of it.
    const above = new Upwards(CONFIG_FILE).find(join(tree, '..'));
    const key = [
      ...part,
      folders,
      files,
      request.kernel,
      request.exclude,
      [...request.severities].sort(),
      request.contract,
      above === null ? null : [above, digestOf(above, '')],
    ];
    return new LintMemory(request, inputs, tree, folder, JSON.stringify(key));
  }

  /** Where the run is to read, so that it can be remembered. */
  get sources(): ReadLog {
    return this.#log;
  }

  /** What the run is to ask, so that it can be remembered. */
  over(searches: Searches): Searches {
    this.#asked = new SearchLog(searches);
    return this.#asked;
  }

  /** What the last run gave, when this one would give the same; else null. */
  async recall(): Promise<LintReport | null> {
    const started = performance.now();
    const all = CacheFile.group(this.#folder, KIND, this.#key);
    if (all.length === 0) return null;
    const state = await treeStateOf(this.#root);
    if (state === null) return null;
    const same = this.#fileFor(state).readChecked() as Kept | undefined;
    const kept = same ?? (all[0]?.readChecked() as Kept | undefined);
    if (kept === undefined || !this.#isSame(kept)) return null;
    if (same === undefined) {
      if (!this.#standsAside(kept, state)) return null;
      if (state.isOlderThan(this.#started)) this.#write({ ...kept, state: state.id }, state);
    }
    const release = parseRelease(kept.release);
    if (release === null) return null;
    const files = kept.files.map((path) => readSource(join(this.#root, path), path));
    if (files.some(isSkipped)) return null;
    const texts = (files as SourceFile[]).map((file) => {
      const text = chooseVersionArms(file.text, release);
      return text === file.text ? file : new SourceFile(file.path, text);
    });
    const report = thaw(kept.report, texts) as Part;
    const isUnderLint = underLint(this.#inputs, this.#request.isInPart);
    return {
      ...report,
      summary: { ...report.summary, milliseconds: Math.round(performance.now() - started) },
      kernel: { release },
      base: this.#inputs.base,
      inTree: true,
      isUnderLint,
    };
  }

  /** Keeps a run that was made with these sources. */
  async keep(result: LintResult): Promise<void> {
    const { skippedFiles, badInputs, releaseNote, findings, suppressed, summary, notAnalysed, notFound } =
      result;
    const isWhole = skippedFiles.length + badInputs.length === 0 && releaseNote === null;
    if (!isWhole || summary.files < WORTH_KEEPING || result.base !== this.#root) return;
    const beside = this.#log.beside(this.#root);
    if (beside === null || !this.#log.isOlderThan(this.#started)) return;
    const state = await treeStateOf(this.#root);
    if (state === null || !state.isOlderThan(this.#started)) return;
    const part: Part = {
      releaseNote,
      skippedFiles,
      badInputs,
      findings,
      suppressed,
      summary,
      notAnalysed,
      notFound,
      librariesElsewhere: result.librariesElsewhere.map(({ definition: { name, file } }) => ({
        definition: { name, file: { path: file.path } },
      })),
    };
    const { files, value } = freeze(part);
    const digested = (path: string): [string, string | null] => [path, digestOf(this.#root, path)];
    const kept: Kept = {
      state: state.id,
      read: this.#log.within(this.#root).map((path) => [path, contentOf(join(this.#root, path))]),
      asked: this.#asked?.asked ?? NOTHING_ASKED,
      beside: beside.map(digested),
      configs: this.#configsOf(result),
      files,
      release: formatRelease(result.kernel.release),
      report: value,
    };
    this.#write(kept, state);
  }

  #write(kept: Kept, state: TreeState): void {
    this.#fileFor(state).writeChecked(kept);
    new CacheFile(this.#folder, TREES, [state.id]).writeText(state.text, MOST_TREES);
  }

  /** Whether what has changed since is nothing that the run read, and answers nothing that it asked. */
  #standsAside(kept: Kept, now: TreeState): boolean {
    const before = new CacheFile(this.#folder, TREES, [kept.state]).readText();
    if (before === null) return false;
    const changed = changedPaths(before, now.text);
    if (changed.size > MOST_CHANGED) return false;
    const read = new Map(kept.read);
    const isFound = new Set(kept.asked.found);
    const mayAnswer = answers(kept.asked);
    for (const path of changed) {
      // Git tells names as bytes: of what is no ASCII the file might not be found.
      if (!/^[\x20-\x7e]+$/.test(path)) return false;
      const content = read.get(path);
      if (content && this.#saysTheSame(path, content, mayAnswer)) continue;
      if (content !== undefined || isFound.has(path)) return false;
      if (digestOf(this.#root, path) === null) continue;
      const file = readSource(join(this.#root, path), path);
      if (isSkipped(file) || mayAnswer(file.text)) return false;
    }
    return true;
  }

  /** A file is as it was, or only a remark came behind its end that is not meant for this program. */
  #saysTheSame(path: string, content: ReadContent, mayAnswer: (text: string) => boolean): boolean {
    const added = addedTo(join(this.#root, path), content);
    if (added === null || added === '') return added === '';
    return withoutComments(added).trim() === '' && !added.includes('vmops') && !mayAnswer(added);
  }

  #fileFor({ id }: TreeState): CacheFile {
    return new CacheFile(this.#folder, KIND, [id], this.#key);
  }

  #configsOf({ settings }: LintResult): [string, string | null][] {
    return [...settings.looked.keys()].flatMap((folder) => {
      const path = relative(this.#root, folder).split(sep).join('/');
      return path === '..' || path.startsWith('../') ? [] : [[path, this.#configIn(path)]];
    });
  }

  #configIn(folder: string): string | null {
    return digestOf(this.#root, folder === '' ? CONFIG_FILE : `${folder}/${CONFIG_FILE}`);
  }

  #isSame({ beside, configs, files, read, asked }: Kept): boolean {
    const contents = new Map(read);
    const mayAnswer = answers(asked);
    return (
      beside.every(([path, content]) => digestOf(this.#root, path) === content) &&
      files.every((path) => {
        const content = contents.get(path);
        return content ? this.#saysTheSame(path, content, mayAnswer) : false;
      }) &&
      configs.every(([folder, content]) => this.#configIn(folder) === content)
    );
  }
}
