// SPDX-License-Identifier: GPL-2.0-only
/** The facts of one loaded file, worked out when they are asked for. */
import type { VariableSyntax } from '../../syntax/ast.ts';
import { reasonOf } from '../../text/failure.ts';
import type { SourceFile } from '../../text/source.ts';
import { escaped } from '../../text/words.ts';
import { extractMappingEntries, type MappingEntry } from '../mappings/mappingEntries.ts';
import { extractSetEntries, type SetEntry } from '../mappings/setEntries.ts';
import { extractSpecialInstalls, type SpecialInstall } from '../mappings/specialInstalls.ts';
import { extractSpecialHandlers, type SpecialHandler } from '../mappings/specialMappings.ts';
import type { FileFacts, FunctionDefinition, Installation, OpsTable, StructTable } from '../model.ts';
import { extractInstallations } from '../tables/installations.ts';
import type { OpsType } from '../tables/opsType.ts';
import { extractStructTables } from '../tables/structTables.ts';
import { extractTables } from '../tables/tables.ts';
import { itemsMatching } from './excerpts.ts';
import { FileSyntax } from './syntax.ts';

export class LoadedFile implements FileFacts {
  readonly file: SourceFile;
  readonly syntax: FileSyntax;
  readonly #type: OpsType;
  readonly #order: readonly string[];
  /** Why its tables could not be read, or null. */
  failure: string | null = null;
  #tables: OpsTable[] | null = null;
  #structTables: StructTable[] | null = null;
  #installations: Installation[] | null = null;
  #entries: MappingEntry[] | null = null;
  #special: SpecialHandler[] | null = null;
  #specialInstalls: SpecialInstall[] | null = null;
  #setEntries: SetEntry[] | null = null;
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
      ? this.#attempt(() => extractTables(this.syntax, this.#type, this.#order))
      : [];
    return this.#tables;
  }

  get structTables(): StructTable[] {
    this.#structTables ??= this.#attempt(() => extractStructTables(this.syntax));
    return this.#structTables;
  }

  get installations(): Installation[] {
    this.#installations ??= mayHold(this.file.text, this.#type)
      ? this.#attempt(() =>
          extractInstallations(this.syntax, this.#type, [...new Set(this.tables.map((table) => table.name))]),
        )
      : [];
    return this.#installations;
  }

  get entries(): MappingEntry[] {
    this.#entries ??= this.#attempt(() => extractMappingEntries(this.syntax));
    return this.#entries;
  }

  /** Functions of special mappings. */
  get special(): SpecialHandler[] {
    this.#special ??= this.#attempt(() => extractSpecialHandlers(this.syntax));
    return this.#special;
  }

  get specialInstalls(): SpecialInstall[] {
    this.#specialInstalls ??= this.#attempt(() => extractSpecialInstalls(this.syntax));
    return this.#specialInstalls;
  }

  get setEntries(): SetEntry[] {
    this.#setEntries ??= this.#attempt(() => extractSetEntries(this.syntax));
    return this.#setEntries;
  }

  variablesNaming(name: string): VariableSyntax[] {
    const pattern = new RegExp(`\\b${escaped(name)}\\b`, 'g');
    const items = itemsMatching(this.file.text, this.items, ['variable'], pattern);
    return items.flatMap((item) => this.syntax.variableVariants(item));
  }

  /** None of what could not be read; the reason is kept as `failure`. */
  #attempt<T>(read: () => T[]): T[] {
    try {
      return read();
    } catch (error) {
      this.failure = reasonOf(error);
      return [];
    }
  }

  /** Forgets the tables, to read them again. */
  forgetTables(): void {
    this.#tables = null;
    this.#installations = null;
  }

  /** Keeps what was read of the file before an edit that has nothing to do with tables. */
  takeOver(before: LoadedFile): void {
    this.#tables = before.#tables;
    this.#structTables = before.#structTables;
    this.#installations = before.#installations;
    this.#entries = before.#entries;
    this.#special = before.#special;
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
