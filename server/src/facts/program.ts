// SPDX-License-Identifier: GPL-2.0-only
/** The program as far as it has been read: files, and which definition a name means where. */
import type { Guard } from '../syntax/ast.ts';
import type { Item } from '../syntax/items/items.ts';
import type { SourceFile } from '../text/source.ts';
import { type Enumerator, enumeratorsOf } from './declarations/enumerators.ts';
import { isFunctionLike, type Macro, type MacroItem, macroItems, macroOf } from './declarations/macros.ts';
import { contradict } from './file/guards.ts';
import type { IncrementalFile, ItemChange } from './file/incrementalFile.ts';
import { LoadedFile } from './file/loadedFile.ts';
import { FileSyntax } from './file/syntax.ts';
import type { FileFacts, FunctionDefinition, OpsTable, Program } from './model.ts';
import { NameIndex } from './names/nameIndex.ts';
import { pickVisible } from './names/nearness.ts';
import { OpsType } from './tables/opsType.ts';

export interface ProgramOptions {
  /** Members of the release's struct in declaration order, to name those of positional initializers. */
  memberOrder?: readonly string[];
  /** The struct whose tables are read; that of VMAs when absent. */
  struct?: string;
}

/** A program that can grow and change. */
export interface MutableProgram extends Program {
  files: Map<string, LoadedFile>;
  /** Adds a file: cuts it into items, parses nothing. One that has been added under its path is replaced. */
  addFile(file: SourceFile): FileFacts;
  /** Adds a file that is being edited, or takes over an edit of it: functions that it left alone stay the same objects. */
  updateFile(file: IncrementalFile, change: ItemChange | null): void;
  removeFile(path: string): void;
  /** The object-like macros of that name that a file may see, as their replacement text. */
  lookupMacro(name: string, from: SourceFile): string[];
  /** The names of the type `struct vm_operations_struct`, typedefs of the files added so far among them. */
  opsType: OpsType;
}

/** Makes an empty program. */
export function createProgram(options: ProgramOptions = {}): MutableProgram {
  return new LoadedProgram(options);
}

class LoadedProgram implements MutableProgram {
  readonly files = new Map<string, LoadedFile>();
  readonly wanted = new Map<string, Set<SourceFile>>();
  readonly opsType: OpsType;
  readonly #order: readonly string[];
  readonly #functions = new NameIndex<FunctionDefinition>();
  readonly #macros = new NameIndex<MacroItem>();
  /** Answers of `macrosNamed`, until a file comes or goes. */
  readonly #meanings = new Map<SourceFile, Map<string, Macro[]>>();
  /** Answers of `peek` without guards, until a file comes or goes. */
  readonly #answers = new Map<SourceFile, Map<string, FunctionDefinition[]>>();
  /** The module's own headers that a file includes, until a file comes or goes. */
  #headers = new WeakMap<LoadedFile, LoadedFile[]>();
  /** The headers of modules, until a file comes or goes. */
  #ownHeaders: LoadedFile[] | null = null;
  #tables: NameIndex<VisibleTable> | null = null;

  constructor(options: ProgramOptions) {
    this.#order = options.memberOrder ?? [];
    this.opsType = new OpsType(options.struct);
  }

  addFile(file: SourceFile): FileFacts {
    this.removeFile(file.path);
    return this.#add(file, new FileSyntax(file));
  }

  updateFile(file: IncrementalFile, change: ItemChange | null): void {
    const known = this.files.get(file.path);
    if (!known || known.file !== file || change === null) {
      this.removeFile(file.path);
      this.#add(file, new FileSyntax(file, file.items));
      return;
    }
    const syntax = new FileSyntax(file, file.items, known.syntax);
    const loaded = new LoadedFile(file, this.opsType, this.#order, syntax);
    const touched = [...change.removed, ...change.added];
    const textOf = ({ start, end }: Item) => file.text.slice(start, end);
    if (touched.every((item) => item.kind === 'function' && !known.concernsTables(textOf(item))))
      loaded.takeOver(known);
    this.files.set(file.path, loaded);
    for (const item of change.added) this.opsType.learn(textOf(item));
    const names = new Set(touched.map((item) => item.name));
    this.#unlist(file, names);
    const inOrder = (a: { item: Item }, b: { item: Item }) =>
      file.toCurrent(a.item.start) - file.toCurrent(b.item.start);
    for (const definition of syntax.functions.filter((one) => names.has(one.name)).sort(inOrder)) {
      this.#list(definition);
    }
    const named = file.items.filter((item) => names.has(item.name));
    for (const macro of macroItems(file, named)) this.#macros.add(macro.item.name, macro);
    if (change.removed.length === 1 && change.added.length === 1 && names.size === 1) this.#forgetName(names);
    else this.#forget();
  }

  #add(file: SourceFile, syntax: FileSyntax): LoadedFile {
    this.opsType.learn(file.text);
    const loaded = new LoadedFile(file, this.opsType, this.#order, syntax);
    this.files.set(file.path, loaded);
    for (const definition of loaded.functions) this.#list(definition);
    for (const macro of macroItems(file, loaded.items)) this.#macros.add(macro.item.name, macro);
    this.#forget();
    return loaded;
  }

  #list(definition: FunctionDefinition): void {
    this.#functions.add(definition.name, definition);
    this.wanted.delete(definition.name);
  }

  #unlist(file: SourceFile, names: ReadonlySet<string>): void {
    this.#functions.remove(file, names);
    this.#macros.remove(file, names);
  }

  removeFile(path: string): void {
    const known = this.files.get(path);
    if (!known) return;
    this.files.delete(path);
    this.#unlist(known.file, new Set(known.items.map((item) => item.name)));
    for (const [name, askers] of this.wanted) {
      if (askers.delete(known.file) && askers.size === 0) this.wanted.delete(name);
    }
    this.#forget();
  }

  lookup(name: string, from: SourceFile, guards: readonly Guard[] = []): FunctionDefinition[] {
    const found = this.peek(name, from, guards);
    if (found.length === 0) this.#want(name, from);
    return found;
  }

  peek(name: string, from: SourceFile, guards: readonly Guard[] = []): FunctionDefinition[] {
    let answers = this.#answers.get(from);
    if (!answers) {
      answers = new Map();
      this.#answers.set(from, answers);
    }
    let found = answers.get(name);
    if (!found) {
      found = this.#visible(this.#functions.get(name), from, (one) => one.guards.length > 0);
      answers.set(name, found);
    }
    if (guards.length === 0 || found.length < 2) return found;
    const possible = found.filter((definition) => !contradict(definition.guards, guards));
    return possible.length > 0 ? possible : found;
  }

  lookupMacro(name: string, from: SourceFile): string[] {
    return this.#visible(this.#macros.get(name), from, () => true)
      .filter((macro) => macro.file === from || macro.file.path.endsWith('.h'))
      .filter((macro) => !isFunctionLike(macro.file, macro.item))
      .map((macro) => macroOf(macro).text);
  }

  macrosNamed(name: string, from: SourceFile): Macro[] {
    let answers = this.#meanings.get(from);
    if (!answers) {
      answers = new Map();
      this.#meanings.set(from, answers);
    }
    let found = answers.get(name);
    if (!found) {
      found = this.#macrosNear(name, from).map(macroOf);
      if (found.length === 0) found = this.#enumeratorAsMacro(name, from);
      answers.set(name, found);
    }
    return found;
  }

  #macrosNear(name: string, from: SourceFile): MacroItem[] {
    const all = this.#macros.get(name);
    if (all.length === 0) return [];
    const own = all.filter((macro) => macro.file === from);
    if (own.length > 0) return own;
    const asker = this.files.get(from.path);
    if (asker === undefined) return [];
    const ofModule = all.filter(({ file }) => isOfModule(file.path));
    const direct = ofModule.filter(({ file }) => asker.includes(file.path));
    if (direct.length > 0 || ofModule.length === 0) return direct;
    const headers = this.#headersOf(asker);
    return ofModule.filter(({ file }) => headers.some((header) => header.includes(file.path)));
  }

  constantNamed(name: string, from: SourceFile): number | null {
    const value = this.#enumeratorNamed(name, from)?.value;
    return typeof value === 'number' ? value : null;
  }

  #enumeratorNamed(name: string, from: SourceFile): { value: Enumerator; file: SourceFile } | null {
    const asker = this.files.get(from.path);
    if (!asker) return null;
    const own = enumeratorsOf(asker).get(name);
    if (own !== undefined) return { value: own, file: from };
    for (const header of this.#headersOf(asker)) {
      const value = enumeratorsOf(header).get(name);
      if (value !== undefined) return { value, file: header.file };
    }
    return null;
  }

  /** An enumerator that is no number stands for its text, as a macro does. */
  #enumeratorAsMacro(name: string, from: SourceFile): Macro[] {
    const found = this.#enumeratorNamed(name, from);
    if (found === null || typeof found.value === 'number') return [];
    return [
      { name, file: found.file, guards: [], parameters: null, isVariadic: false, text: `(${found.value})` },
    ];
  }

  #headersOf(asker: LoadedFile): LoadedFile[] {
    let headers = this.#headers.get(asker);
    if (!headers) {
      this.#ownHeaders ??= [...this.files.values()].filter(
        ({ file }) => file.path.endsWith('.h') && isOfModule(file.path),
      );
      headers = this.#ownHeaders.filter(({ file }) => asker.includes(file.path));
      this.#headers.set(asker, headers);
    }
    return headers;
  }

  lookupTable(name: string, from: SourceFile): OpsTable | undefined {
    this.#tables ??= this.#indexTables();
    const [first] = this.#visible(this.#tables.get(name), from, () => false);
    return first?.table;
  }

  #indexTables(): NameIndex<VisibleTable> {
    const index = new NameIndex<VisibleTable>();
    for (const { tables } of this.files.values())
      for (const table of tables) {
        const isStatic = table.isStatic || table.owner !== null;
        index.add(table.name, { file: table.place.file, isStatic, table });
      }
    return index;
  }

  #visible<T extends { file: SourceFile; isStatic: boolean }>(
    candidates: readonly T[],
    from: SourceFile,
    guarded: (candidate: T) => boolean,
  ): T[] {
    if (candidates.length === 0) return [];
    const asker = this.files.get(from.path);
    const included = (path: string) =>
      asker?.includes(path) === true ||
      (path.endsWith('.c') && this.files.get(path)?.includes(from.path) === true);
    return pickVisible(candidates, from, included, guarded);
  }

  #want(name: string, from: SourceFile): void {
    const askers = this.wanted.get(name);
    if (askers) askers.add(from);
    else this.wanted.set(name, new Set([from]));
  }

  #forgetName(names: ReadonlySet<string>): void {
    for (const answers of this.#answers.values()) for (const name of names) answers.delete(name);
    for (const answers of this.#meanings.values()) for (const name of names) answers.delete(name);
    this.#tables = null;
  }

  #forget(): void {
    this.#answers.clear();
    this.#meanings.clear();
    this.#headers = new WeakMap();
    this.#ownHeaders = null;
    this.#tables = null;
  }
}

/** A header of the code itself: the kernel's own have macros whose meaning the analysis has tables for. */
function isOfModule(path: string): boolean {
  return !/(?:^|\/)include\//.test(path);
}

/** A table with what says where its name means it. */
interface VisibleTable {
  file: SourceFile;
  isStatic: boolean;
  table: OpsTable;
}
