/** Loads what a lint needs of a tree: the files with tables, then those that define what they name. */
import { join } from 'node:path';
import { markForeignStores } from '../facts/foreign.ts';
import { type MappingCandidate, mappingCandidates } from '../facts/mappings.ts';
import type { OpsTable, ResolvedHandler } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import { resolveHandlers } from '../facts/resolve.ts';
import type { SourceFile } from '../text/source.ts';
import {
  choosePaths,
  type DefinitionLine,
  definitionPattern,
  nearFolders,
  readDefinitionLine,
} from './definitions.ts';
import { isSkipped, readSource, type Skipped } from './read.ts';
import { askedPlaces, definitionPlaces, type LintSpace, type SearchPlace } from './roots.ts';
import { type SearchOptions, searchFiles, searchLines } from './search.ts';

/** Lines that a file with a table, or with code that installs one, has; e1000's `nvm_ops` is no such thing. */
const TABLE_PATTERN = 'vm_operations_struct|\\b(?:\\w+_)?vm_ops';

/** Folders of a tree that build tools, documentation and examples: no kernel code calls what they define. */
const ASIDE = ['tools', 'scripts', 'Documentation', 'samples', 'usr'];

export interface LoadOptions {
  /** gitignore-style patterns, relative to the tree or the asked folder; an asked file is read all the same. */
  exclude?: readonly string[];
  signal?: AbortSignal;
  ripgrep?: string | null;
}

/** Where a search for definitions looks: the folders of those who ask and core code, or also everywhere else. */
export type Reach = 'near' | 'tree';

/** Reads the files of one lint space into a program. */
export class Loader {
  readonly space: LintSpace;
  readonly program: MutableProgram;
  /** What could not be read, once per path. */
  readonly skipped: Skipped[] = [];
  /** Files that were asked for and read, in the order of their paths; the tables in them are under lint. */
  readonly asked: SourceFile[] = [];
  readonly #options: LoadOptions;
  readonly #skippedPaths = new Set<string>();
  /** Names that were searched for, with how far. */
  readonly #searched = new Map<string, Reach>();

  constructor(space: LintSpace, program: MutableProgram, options: LoadOptions = {}) {
    this.space = space;
    this.program = program;
    this.#options = options;
  }

  /** Loads the asked files: those named, and those below asked folders that mention ops tables. */
  async loadAsked(): Promise<void> {
    const paths = new Map<string, string>();
    for (const { absolute, shown } of this.space.files) paths.set(shown, absolute);
    for (const place of askedPlaces(this.space)) {
      for (const path of await searchFiles(place.root, TABLE_PATTERN, this.#search(place, place.folders))) {
        paths.set(place.prefix + path, join(place.root, path));
      }
    }
    this.asked.push(...this.#read(paths));
  }

  /**
   * Searches for definitions of functions and loads the files that have one the asking files may mean. A name is
   * searched for once; macros of that name count as definitions.
   *
   * @param names functions that nothing loaded defines
   * @param near the files that ask
   * @returns how many files were loaded
   */
  async loadDefinitions(
    names: Iterable<string>,
    near: Iterable<SourceFile>,
    reach: Reach = 'tree',
  ): Promise<number> {
    const askers = [...near];
    const steps: Reach[] = reach === 'tree' ? ['near', 'tree'] : ['near'];
    let missing = [...new Set(names)].filter((name) => /^[A-Za-z_]\w*$/.test(name));
    let loaded = 0;
    for (const step of steps) {
      const open = missing.filter((name) => !this.#wasSearched(name, step));
      const lines: DefinitionLine[] = [];
      if (open.length > 0) {
        for (const place of definitionPlaces(this.space))
          lines.push(...(await this.#searchDefinitions(place, open, askers, step)));
      }
      for (const name of open) this.#searched.set(name, step);
      const found = new Set(lines.map((line) => line.name));
      missing = missing.filter((name) => !found.has(name));
      const askersOf = (name: string) => {
        const known = this.program.wanted.get(name);
        const asking = known ? askers.filter((asker) => known.has(asker)) : [];
        return asking.length > 0 ? asking : askers;
      };
      const paths = choosePaths(lines, askersOf, (asker, path) => {
        return this.program.files.get(asker.path)?.includes(path) === true;
      });
      const fresh = new Map([...paths].filter(([shown]) => !this.program.files.has(shown)));
      loaded += this.#read(fresh).length;
    }
    return loaded;
  }

  #wasSearched(name: string, step: Reach): boolean {
    const before = this.#searched.get(name);
    return before === 'tree' || before === step;
  }

  async #searchDefinitions(
    place: SearchPlace,
    names: readonly string[],
    askers: readonly SourceFile[],
    step: Reach,
  ): Promise<DefinitionLine[]> {
    const inTree = place.root === this.space.tree;
    const folders =
      inTree && step === 'near'
        ? nearFolders(
            place.root,
            askers.map((asker) => asker.path),
          )
        : place.folders;
    if (folders.length === 0) return [];
    const aside = inTree
      ? ASIDE.filter((folder) => !askers.some((asker) => asker.path.startsWith(`${folder}/`)))
      : [];
    const options = this.#search(place, folders);
    options.exclude = [...(options.exclude ?? []), ...aside.map((folder) => `/${folder}/`)];
    const wanted = new Set(names);
    const found: DefinitionLine[] = [];
    for (const pattern of definitionPattern(names)) {
      for await (const { path, text } of searchLines(place.root, pattern, options)) {
        for (const line of readDefinitionLine(text, wanted)) {
          found.push({ ...line, shown: place.prefix + path, absolute: join(place.root, path) });
        }
      }
    }
    return found;
  }

  /** Loads the rest of the tree's files that name a table which other files could write to. */
  async loadWriters(tables: readonly OpsTable[]): Promise<void> {
    const { tree, inTree, folders } = this.space;
    const names = tables
      .filter((table) => !table.isConst && !table.isStatic && table.owner === null)
      .map(({ name }) => name);
    const open = [...new Set(names.map((name) => name.replace(/\W.*/, '')))];
    const whole = folders.some((folder) => folder.absolute === tree);
    if (open.length === 0 || whole || tree === null || !inTree) return;
    const place = { root: tree, folders: [''], prefix: '' };
    const paths = await searchFiles(tree, `\\b(?:${open.join('|')})\\b`, this.#search(place, ['']));
    this.#read(
      new Map(paths.filter((path) => !this.program.files.has(path)).map((path) => [path, join(tree, path)])),
    );
  }

  #search(place: SearchPlace, folders: readonly string[]): SearchOptions {
    return {
      folders,
      exclude: this.#options.exclude ?? [],
      onSkip: ({ path, reason }) => this.#skip({ path: place.prefix + path, reason }),
      ...(this.#options.signal ? { signal: this.#options.signal } : {}),
      ...(this.#options.ripgrep !== undefined ? { ripgrep: this.#options.ripgrep } : {}),
    };
  }

  /** Reads files and adds them, headers first because they may hold typedefs; returns them by path. */
  #read(paths: Map<string, string>): SourceFile[] {
    const files: SourceFile[] = [];
    for (const shown of [...paths.keys()].sort()) {
      this.#options.signal?.throwIfAborted();
      const file = readSource(paths.get(shown) as string, shown);
      if (isSkipped(file)) this.#skip(file);
      else files.push(file);
    }
    for (const file of files) if (file.path.endsWith('.h')) this.program.addFile(file);
    for (const file of files) if (!file.path.endsWith('.h')) this.program.addFile(file);
    return files;
  }

  #skip(skipped: Skipped): void {
    if (this.#skippedPaths.has(skipped.path)) return;
    this.#skippedPaths.add(skipped.path);
    this.skipped.push(skipped);
  }
}

/** What a lint starts from. */
export interface Loaded {
  loader: Loader;
  /** Tables of the asked files, in the order of files and places. */
  tables: OpsTable[];
  handlers: ResolvedHandler[];
  /** Functions of all loaded files that map memory. */
  mappings: MappingCandidate[];
}

/**
 * Loads the asked files of a space and everything that defines a handler of their tables or the mmap
 * function beside one.
 *
 * @param rounds how often definitions are searched for at most: a macro found in one may name another function
 */
export async function loadTables(
  space: LintSpace,
  program: MutableProgram,
  options: LoadOptions = {},
  rounds = 3,
): Promise<Loaded> {
  const loader = new Loader(space, program, options);
  await loader.loadAsked();
  const tables = loader.asked.flatMap((file) => program.files.get(file.path)?.tables ?? []);
  await loader.loadWriters(tables);
  markForeignStores(program);
  let handlers = resolveHandlers(program, tables);
  let mappings = mappingCandidates(program);
  for (let round = 0; round < rounds && program.wanted.size > 0; round++) {
    const askers = new Set([...program.wanted.values()].flatMap((files) => [...files]));
    if ((await loader.loadDefinitions(program.wanted.keys(), askers)) === 0) break;
    handlers = resolveHandlers(program, tables);
    mappings = mappingCandidates(program);
  }
  return { loader, tables, handlers, mappings };
}
