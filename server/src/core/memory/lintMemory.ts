// SPDX-License-Identifier: GPL-2.0-only
/** What a lint found, kept for the next one that is asked the same of a tree in the same state. */
import { join, relative, sep } from 'node:path';
import { CONFIG_FILE } from '../../config/schema.ts';
import { formatRelease, parseRelease } from '../../contracts/release.ts';
import { chooseVersionArms } from '../../facts/file/versionArms.ts';
import { CacheFile, digestOfText } from '../../io/cacheFile.ts';
import { Upwards } from '../../io/config.ts';
import { type Inputs, resolveInputs } from '../../io/inputs.ts';
import { KeptTexts } from '../../io/keptTexts.ts';
import { isSkipped, readSource, type Skipped } from '../../io/read.ts';
import { addedTo, contentOf, type ReadContent } from '../../io/readContent.ts';
import { digestOf, isOlderThan, ReadLog } from '../../io/readLog.ts';
import { type Edit, RepeatedSearches } from '../../io/search/repeatedSearches.ts';
import type { Searches } from '../../io/search/searches.ts';
import { answers, askedByBoth, SearchLog } from '../../io/search/searchLog.ts';
import { isSearchedPath } from '../../io/search/walk.ts';
import { changedPaths } from '../../io/treeState/changes.ts';
import { KnownIndexes } from '../../io/treeState/knownIndexes.ts';
import { type TreeState, treeStateOf } from '../../io/treeState/treeState.ts';
import { withoutComments } from '../../syntax/words/skip.ts';
import { isC, SourceFile } from '../../text/source.ts';
import { underLint } from '../candidates.ts';
import type { LintReport, LintRequest, LintResult } from '../request.ts';
import { freeze, thaw } from './frozen.ts';
import {
  type EditedRun,
  FIELDS,
  type Further,
  type Kept,
  NOTHING_ANSWERED,
  NOTHING_ASKED,
  type Part,
  partOf,
} from './keptRun.ts';

/** A run that reads fewer files takes no longer than to look whether something has changed. */
const WORTH_KEEPING = 50;

/** Folder of the cache. */
const KIND = 'runs';

/** Folder of the entries of states, some megabytes each. */
const TREES = 'trees';
const MOST_TREES = 6;

/** Where more files have changed a run is no slower than to look at each. */
const MOST_CHANGED = 1000;

/** Where more of what was read has changed, or something that all of it rests on, the run is made anew. */
const MOST_EDITED = 8;
const IS_NARROW = /^(?!mm\/|include\/|arch\/[^/]+\/include\/).*\.c$/;

export class LintMemory {
  readonly #request: LintRequest;
  readonly #inputs: Inputs;
  readonly #root: string;
  readonly #folder: string;
  readonly #key: string;
  readonly #log = new ReadLog();
  #asked: SearchLog | null = null;
  readonly #started = Date.now();
  #edited: { run: EditedRun; kept: Kept; state: TreeState } | null = null;
  /** What the tree was like before the run; a file that changes meanwhile is looked at by the next run. */
  #state: TreeState | null = null;
  /** What the last run was told, and where the tree is not as that found it. */
  #told: { kept: Kept; edits: Edit[] } | null = null;

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
    const told = this.#told;
    this.#asked = new SearchLog(
      told === null ? searches : new RepeatedSearches(this.#root, told.kept.answered, told.edits, searches),
    );
    return this.#asked;
  }

  /** What the last run gave, when this one would give the same; else null. */
  async recall(): Promise<LintReport | null> {
    const started = performance.now();
    const all = CacheFile.group(this.#folder, KIND, this.#key);
    if (all.length === 0) return null;
    const state = await this.#readState();
    if (state === null) return null;
    this.#state = state;
    const same = this.#fileFor(state.id).readChecked(FIELDS) as Kept | undefined;
    const kept = same ?? (all[0]?.readChecked(FIELDS) as Kept | undefined);
    if (kept === undefined || !this.#isConfiguredAs(kept)) return null;
    const edited = same === undefined ? await this.#editedSince(kept, state) : [];
    if (edited === null) return null;
    if (edited.length > 0) {
      const edits = this.#editsIn(kept, edited);
      if (edits === null || !state.isOlderThan(this.#started)) return null;
      this.#told = { kept, edits };
      this.#edited = this.#editedRun(kept, state, edits);
      return null;
    }
    if (!this.#saysTheSameOfAll(kept)) return null;
    if (same === undefined && state.isOlderThan(this.#started)) await this.#write(kept, state);
    const report = this.#reportOf(kept, (path) => readSource(join(this.#root, path), path));
    if (report === null) return null;
    const milliseconds = Math.round(performance.now() - started);
    return { ...report, summary: { ...report.summary, milliseconds } };
  }

  /** The last run, where `recall` found that only a few of the files that it read were edited; else null. */
  get edited(): EditedRun | null {
    return this.#edited?.run ?? null;
  }

  /** What was kept, with files as `read` gives them; null where one is not to be had. */
  #reportOf(kept: Kept, read: (path: string) => SourceFile | Skipped): LintReport | null {
    const release = parseRelease(kept.release);
    if (release === null) return null;
    const files = kept.files.map(read);
    if (files.some(isSkipped)) return null;
    const texts = (files as SourceFile[]).map((file) => {
      const text = chooseVersionArms(file.text, release);
      return text === file.text ? file : new SourceFile(file.path, text);
    });
    return {
      ...(thaw(kept.report, texts) as Part),
      kernel: { release },
      base: this.#inputs.base,
      inTree: true,
      isUnderLint: underLint(this.#inputs, this.#request.isInPart),
    };
  }

  /** What the edited files were, and are; null where that cannot be had. */
  #editsIn(kept: Kept, paths: readonly string[]): Edit[] | null {
    const texts = new KeptTexts(this.#folder, kept.texts.id);
    const edits: Edit[] = [];
    for (const path of paths) {
      const before = kept.edited[path] ?? texts.read(kept.texts.read, path);
      const after = readSource(join(this.#root, path), path);
      if (before === null || isSkipped(after)) return null;
      edits.push({ path, before, after: after.text });
    }
    return edits;
  }

  #editedRun(kept: Kept, state: TreeState, edits: Edit[]) {
    // Of a part, and of a folder, the tables elsewhere would have to be counted too.
    if (this.#request.isInPart !== undefined || !this.#inputs.folders.includes('')) return null;
    if (edits.length > MOST_EDITED || !edits.every(({ path }) => IS_NARROW.test(path))) return null;
    const old = new Map(edits.map(({ path, before }) => [path, new SourceFile(path, before)]));
    const report = this.#reportOf(kept, (path) => old.get(path) ?? readSource(join(this.#root, path), path));
    if (report === null) return null;
    const files = kept.read.map(([path]) => path).filter((path) => isC(path));
    return { kept, state, run: { root: this.#root, report, edits, asked: kept.asked, files } };
  }

  /** Keeps a run that was made from `edited`. */
  async keepEdited(report: LintReport, { filesRead, asked, looked }: Further): Promise<void> {
    if (this.#edited === null) return;
    const { kept, state, run } = this.#edited;
    this.#log.note(filesRead);
    const beside = this.#log.beside(this.#root);
    if (beside === null) return;
    const edited = { ...kept.edited };
    for (const { path, after } of run.edits) edited[path] = after;
    const isEdited = new Set(run.edits.map(({ path }) => path));
    const content = new Map(kept.read);
    for (const path of [...this.#log.within(this.#root), ...isEdited])
      content.set(path, contentOf(join(this.#root, path)));
    // What was read has to be what the state describes, and what is there now.
    const all = [...content.keys()].map((path) => join(this.#root, path));
    if (!isOlderThan(all, this.#started)) return;
    const { files, value } = freeze(partOf(report));
    const folders = new Map([...kept.configs, ...this.#configsOf(looked)]);
    await this.#write(
      {
        ...kept,
        edited,
        read: [...content],
        beside: [...new Map([...kept.beside, ...this.#digestsOf(beside)])],
        asked: askedByBoth(kept.asked, asked, (path) => isEdited.has(path)),
        answered: NOTHING_ANSWERED,
        configs: [...folders],
        files,
        report: value,
      },
      state,
    );
  }

  /** Keeps a run that was made with these sources. */
  async keep(result: LintResult): Promise<void> {
    const { skippedFiles, badInputs, releaseNote, summary } = result;
    const isWhole = skippedFiles.length + badInputs.length === 0 && releaseNote === null;
    if (!isWhole || summary.files < WORTH_KEEPING || result.base !== this.#root) return;
    const beside = this.#log.beside(this.#root);
    if (beside === null || !this.#log.isOlderThan(this.#started)) return;
    const state = this.#state ?? (await this.#readState());
    if (state === null || !state.isOlderThan(this.#started)) return;
    const { files, value } = freeze(partOf(result));
    const id = digestOfText(`${this.#key}\0${state.id}`).slice(0, 32);
    const read = new KeptTexts(this.#folder, id).write(this.#root, this.#log.within(this.#root));
    const kept = {
      texts: { id, read },
      edited: {},
      read,
      asked: this.#asked?.asked ?? NOTHING_ASKED,
      answered: this.#asked?.answered ?? NOTHING_ANSWERED,
      beside: this.#digestsOf(beside),
      configs: this.#configsOf(result.settings.looked.keys()),
      files,
      release: formatRelease(result.kernel.release),
      report: value,
    };
    await this.#write(kept, state);
  }

  #readState(): Promise<TreeState | null> {
    return treeStateOf(this.#root, new KnownIndexes(this.#folder));
  }

  async #write(run: Omit<Kept, 'state' | 'base' | 'apart'>, { id, base, apart }: TreeState): Promise<void> {
    const kept: Kept = { ...run, state: id, base: base.id, apart };
    const entries = new CacheFile(this.#folder, TREES, [base.id]);
    if (!entries.renew()) {
      const text = await base.entries();
      if (text === null) return;
      entries.writeText(text, MOST_TREES);
    }
    this.#fileFor(id).writeChecked(kept);
  }

  /** Which of the files that a run read were edited since; null where else may say something new. */
  async #editedSince(kept: Kept, now: TreeState): Promise<string[] | null> {
    const changed = await this.#changedSince(kept, now);
    if (changed === null || changed.size > MOST_CHANGED) return null;
    const read = new Map(kept.read);
    const isFound = new Set(kept.asked.found);
    const mayAnswer = answers(kept.asked);
    const edited: string[] = [];
    for (const path of changed) {
      // Git tells names as bytes: of what is no ASCII the file might not be found.
      if (!/^[\x20-\x7e]+$/.test(path)) return null;
      const content = read.get(path);
      if (content) {
        if (!this.#saysTheSame(path, content, mayAnswer)) edited.push(path);
        continue;
      }
      if (content !== undefined || isFound.has(path)) return null;
      if (digestOf(this.#root, path) === null) continue;
      const file = readSource(join(this.#root, path), path);
      if (isSkipped(file) || mayAnswer(file.text)) return null;
    }
    return edited;
  }

  /** The C files of the tree in which it is not as it was; null where that is not to be told. */
  async #changedSince(kept: Kept, { base, apart }: TreeState): Promise<Set<string> | null> {
    if (kept.base === base.id) return changedPaths(kept.apart, apart);
    const before = new CacheFile(this.#folder, TREES, [kept.base]).readText();
    const now = before === null ? null : await base.entries();
    return before === null || now === null ? null : changedPaths(before + kept.apart, now + apart);
  }

  /** A file is as it was, or only a remark came behind its end that is not meant for this program. */
  #saysTheSame(path: string, content: ReadContent, mayAnswer: (text: string) => boolean): boolean {
    const added = addedTo(join(this.#root, path), content);
    if (added === null || added === '') return added === '';
    return withoutComments(added).trim() === '' && !added.includes('vmops') && !mayAnswer(added);
  }

  #fileFor(state: string): CacheFile {
    return new CacheFile(this.#folder, KIND, [state], this.#key);
  }

  #digestsOf(paths: readonly string[]): [path: string, content: string | null][] {
    return paths.map((path) => [path, digestOf(this.#root, path)]);
  }

  #configsOf(looked: Iterable<string>): [string, string | null][] {
    return [...looked].flatMap((folder) => {
      const path = relative(this.#root, folder).split(sep).join('/');
      return path === '..' || path.startsWith('../') ? [] : [[path, this.#configIn(path)]];
    });
  }

  #configIn(folder: string): string | null {
    return digestOf(this.#root, folder === '' ? CONFIG_FILE : `${folder}/${CONFIG_FILE}`);
  }

  /** Whether the files that findings name say what they said. */
  #saysTheSameOfAll({ files, read, asked }: Kept): boolean {
    const contents = new Map(read);
    const mayAnswer = answers(asked);
    return files.every((path) => {
      const content = contents.get(path);
      return content ? this.#saysTheSame(path, content, mayAnswer) : false;
    });
  }

  #isConfiguredAs({ beside, configs }: Kept): boolean {
    return (
      beside.every(([path, content]) => digestOf(this.#root, path) === content) &&
      configs.every(([folder, content]) => this.#configIn(folder) === content)
    );
  }
}
