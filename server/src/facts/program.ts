/** The program as far as it has been read: files, and which definition a name means where. */
import type { Guard } from '../syntax/ast.ts';
import type { Item } from '../syntax/items.ts';
import type { SourceFile } from '../text/source.ts';
import { contradict } from './guards.ts';
import { extractInstallations, mmapMembers } from './installations.ts';
import type { ItemChange, LiveFile } from './live.ts';
import type { FileFacts, FunctionDefinition, Installation, OpsTable, Program } from './model.ts';
import { pickVisible } from './nearness.ts';
import { OpsType } from './opstype.ts';
import { FileSyntax } from './syntax.ts';
import { extractTables } from './tables.ts';

export interface ProgramOptions {
  /** Members of the release's struct in declaration order, to name those of positional initializers. */
  memberOrder?: readonly string[];
}

/** A program that can grow and change. */
export interface MutableProgram extends Program {
  files: Map<string, LoadedFile>;
  /** Adds a file: cuts it into items, parses nothing. One that has been added under its path is replaced. */
  addFile(file: SourceFile): FileFacts;
  /** Adds a file that is being edited, or takes over an edit of it: functions that it left alone stay the same objects. */
  updateFile(file: LiveFile, change: ItemChange | null): void;
  removeFile(path: string): void;
  /** As `lookup`, but a miss is not recorded in `wanted`. */
  peek(name: string, from: SourceFile, guards?: readonly Guard[]): FunctionDefinition[];
  /** The object-like macros of that name that a file may see, as their replacement text. */
  lookupMacro(name: string, from: SourceFile): string[];
  /** The names of the type `struct vm_operations_struct`, typedefs of the files added so far among them. */
  opsType: OpsType;
}

/** Makes an empty program. */
export function createProgram(options: ProgramOptions = {}): MutableProgram {
  return new LoadedProgram(options);
}

/** The facts of one loaded file, worked out when they are asked for. */
export class LoadedFile implements FileFacts {
  readonly file: SourceFile;
  readonly syntax: FileSyntax;
  readonly #type: OpsType;
  readonly #order: readonly string[];
  #tables: OpsTable[] | null = null;
  #installations: Installation[] | null = null;
  #mmaps: string[] | null = null;
  #includes: Set<string> | null = null;

  constructor(file: SourceFile, type: OpsType, order: readonly string[], syntax = new FileSyntax(file)) {
    this.file = file;
    this.syntax = syntax;
    this.#type = type;
    this.#order = order;
  }

  get items() {
    return this.syntax.items;
  }

  get functions(): FunctionDefinition[] {
    return this.syntax.functions;
  }

  get tables(): OpsTable[] {
    this.#tables ??= mayHold(this.file.text, this.#type)
      ? extractTables(this.syntax, this.#type, this.#order)
      : [];
    return this.#tables;
  }

  get installations(): Installation[] {
    this.#installations ??= mayHold(this.file.text, this.#type)
      ? extractInstallations(this.syntax, this.#type, [...new Set(this.tables.map((table) => table.name))])
      : [];
    return this.#installations;
  }

  /** The functions that stand as `.mmap` in some initializer. */
  get mmaps(): string[] {
    this.#mmaps ??= mmapMembers(this.file.text, this.items);
    return this.#mmaps;
  }

  /** Forgets the tables, to read them again. */
  forgetTables(): void {
    this.#tables = null;
    this.#installations = null;
  }

  /** Keeps what was read of the file before an edit that has nothing to do with tables. */
  takeOver(before: LoadedFile): void {
    this.#tables = before.#tables;
    this.#installations = before.#installations;
    this.#mmaps = before.#mmaps;
    this.#includes = before.#includes;
  }

  /** Says whether a function with this text may write to a table of the file, or install one. */
  concernsTables(text: string): boolean {
    if (mayHold(text, this.#type)) return true;
    return this.tables.some(({ name, form }) => form === 'embedded' || text.includes(baseName(name)));
  }

  /** Says whether the file includes another by a name that fits its path. */
  includes(path: string): boolean {
    this.#includes ??= new Set(
      this.items.filter((item) => item.kind === 'include').map((item) => cleanInclude(item.name)),
    );
    for (let at = 0; at !== -1; at = path.indexOf('/', at) + 1 || -1) {
      if (this.#includes.has(path.slice(at))) return true;
    }
    return false;
  }
}

/** The variable of a table's name, which may be `ops[1]` or `object.ops`. */
export function baseName(table: string): string {
  return table.replace(/\W.*/, '');
}

function mayHold(text: string, type: OpsType): boolean {
  return type.mentionedIn(text) || /vm_?ops/.test(text);
}

/** `<linux/mm.h>`, `"../a/b.c"` and so on, as the end of a path. */
function cleanInclude(written: string): string {
  return written.replace(/^["<]|[">]$/g, '').replace(/^(?:\.{1,2}\/)+/, '');
}

class LoadedProgram implements MutableProgram {
  readonly files = new Map<string, LoadedFile>();
  readonly wanted = new Map<string, Set<SourceFile>>();
  readonly opsType = new OpsType();
  readonly #order: readonly string[];
  readonly #functions = new Map<string, FunctionDefinition[]>();
  readonly #macros = new Map<string, Macro[]>();
  /** Answers of `peek` without guards, until a file comes or goes. */
  readonly #answers = new Map<SourceFile, Map<string, FunctionDefinition[]>>();
  #tables: Map<string, OpsTable[]> | null = null;

  constructor(options: ProgramOptions) {
    this.#order = options.memberOrder ?? [];
  }

  addFile(file: SourceFile): FileFacts {
    this.removeFile(file.path);
    return this.#add(file, new FileSyntax(file));
  }

  updateFile(file: LiveFile, change: ItemChange | null): void {
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
      push(this.#functions, definition.name, definition);
      this.wanted.delete(definition.name);
    }
    this.#addMacros(
      file,
      file.items.filter((item) => names.has(item.name)),
    );
    if (change.removed.length === 1 && change.added.length === 1 && names.size === 1) this.#forgetName(names);
    else this.#forget();
  }

  #add(file: SourceFile, syntax: FileSyntax): LoadedFile {
    this.opsType.learn(file.text);
    const loaded = new LoadedFile(file, this.opsType, this.#order, syntax);
    this.files.set(file.path, loaded);
    for (const definition of loaded.functions) push(this.#functions, definition.name, definition);
    this.#addMacros(file, loaded.items);
    for (const definition of loaded.functions) this.wanted.delete(definition.name);
    this.#forget();
    return loaded;
  }

  #addMacros(file: SourceFile, items: readonly Item[]): void {
    for (const item of items) {
      if (item.kind !== 'define' || item.bodyStart === -1) continue;
      // `#define f(x)` has its parenthesis at once after the name.
      if (file.text[item.nameSpan.end] === '(') continue;
      push(this.#macros, item.name, {
        file,
        isStatic: false,
        text: replacement(file.text, item.bodyStart, item.end),
      });
    }
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
      found = this.#visible(this.#functions.get(name) ?? [], from, (one) => one.guards.length > 0);
      answers.set(name, found);
    }
    if (guards.length === 0 || found.length < 2) return found;
    const possible = found.filter((definition) => !contradict(definition.guards, guards));
    return possible.length > 0 ? possible : found;
  }

  lookupMacro(name: string, from: SourceFile): string[] {
    const macros = this.#macros.get(name) ?? [];
    return this.#visible(macros, from, () => true)
      .filter((macro) => macro.file === from || macro.file.path.endsWith('.h'))
      .map((macro) => macro.text);
  }

  lookupTable(name: string, from: SourceFile): OpsTable | undefined {
    if (!this.#tables) {
      this.#tables = new Map();
      for (const { tables } of this.files.values())
        for (const table of tables) push(this.#tables, table.name, table);
    }
    const candidates = (this.#tables.get(name) ?? []).map((table) => ({
      file: table.place.file,
      isStatic: table.isStatic || table.owner !== null,
      table,
    }));
    const [first] = this.#visible(candidates, from, () => false);
    return first?.table;
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

  /** Takes the functions and macros of a file with these names out of the index. */
  #unlist(file: SourceFile, names: ReadonlySet<string>): void {
    for (const index of [this.#functions, this.#macros] as Map<string, { file: SourceFile }[]>[]) {
      for (const name of names) {
        const left = index.get(name)?.filter((entry) => entry.file !== file) ?? [];
        if (left.length === 0) index.delete(name);
        else index.set(name, left);
      }
    }
  }

  #want(name: string, from: SourceFile): void {
    const askers = this.wanted.get(name);
    if (askers) askers.add(from);
    else this.wanted.set(name, new Set([from]));
  }

  #forgetName(names: ReadonlySet<string>): void {
    for (const answers of this.#answers.values()) for (const name of names) answers.delete(name);
    this.#tables = null;
  }

  #forget(): void {
    this.#answers.clear();
    this.#tables = null;
  }
}

interface Macro {
  file: SourceFile;
  isStatic: boolean;
  text: string;
}

function replacement(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/\/\*.*?\*\/|\/\/.*$/gs, ' ')
    .replace(/\\\r?\n/g, ' ')
    .trim();
}

function push<T>(index: Map<string, T[]>, name: string, value: T): void {
  const known = index.get(name);
  if (known) known.push(value);
  else index.set(name, [value]);
}
