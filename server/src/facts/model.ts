// SPDX-License-Identifier: GPL-2.0-only
/** Facts read from source: ops tables, functions, where tables are installed. Plain typed data. */
import type { FunctionHead, FunctionSyntax, Guard, VariableSyntax } from '../syntax/ast.ts';
import type { Item } from '../syntax/items/items.ts';
import type { Place, SourceFile } from '../text/source.ts';
import type { Macro } from './declarations/macros.ts';
import type { MappingEntry } from './mappings/mappingEntries.ts';
import type { SetEntry } from './mappings/setEntries.ts';
import type { SpecialInstall } from './mappings/specialInstalls.ts';
import type { SpecialHandler } from './mappings/specialMappings.ts';

/** A function definition somewhere in the program; parsed on demand. */
export interface FunctionDefinition {
  name: string;
  file: SourceFile;
  item: Item;
  isStatic: boolean;
  guards: Guard[];
  /** Parses (once, memoised) every configuration of the function; empty when nothing could be read. */
  variants(): FunctionSyntax[];
  /** As `variants`, without the bodies, which are what costs. */
  heads(): FunctionHead[];
}

export interface TableMember {
  op: string;
  opPlace: Place;
  /** Function name, or null for NULL / 0. */
  handler: string | null;
  /** The initializer expression as written. */
  handlerPlace: Place;
  /** #if arms inside the initializer. */
  guards: Guard[];
  /** How it was written. `run-time`: a store such as `ops.open = f` outside the initializer. */
  form: 'designated' | 'gnu' | 'positional' | 'run-time';
}

export interface OpsTable {
  name: string;
  /** The name in its declaration. */
  place: Place;
  isConst: boolean;
  isStatic: boolean;
  guards: Guard[];
  /** `embedded`: a member or field of another object (coda); `copy`: built at run time from another table. */
  form: 'variable' | 'array-element' | 'function-local' | 'compound-literal' | 'embedded' | 'copy';
  /** True when some code stores to a member of it or to the whole of it. */
  writtenAtRunTime: boolean;
  /** Enclosing function for function-local ones. */
  owner: string | null;
  members: TableMember[];
}

/** A table of another struct of operations than that of a VMA. */
export interface StructTable {
  /** Its tag: `dentry_operations`. */
  struct: string;
  table: OpsTable;
}

/**
 * A place that installs a table on a VMA, pairs it with an mmap function in one initializer, or hands it to a
 * function that may install it (`argument`).
 */
export interface Installation {
  /** Name of the table as written in the installing file. */
  table: string;
  place: Place;
  /** The function that runs `vma->vm_ops = &table`, or the `.mmap` beside `.vm_ops = &table`. */
  function: string | null;
  form: 'assignment' | 'initializer' | 'argument';
  /** The field that an initializer puts the table into, or that an assignment takes it from: `mmap_ops`. */
  field: string | null;
}

/** Every fact of one file that needs no other file. Tables and installations are read when they are asked for. */
export interface FileFacts {
  file: SourceFile;
  /** Every top-level item, in order. */
  items: Item[];
  functions: FunctionDefinition[];
  tables: OpsTable[];
  /** Tables of the other structs of operations. */
  structTables: StructTable[];
  installations: Installation[];
  /** Members through which core or a subsystem comes in to map, and what stands there. */
  entries: MappingEntry[];
  /** Functions of special mappings, and the calls that install these. */
  special: SpecialHandler[];
  specialInstalls: SpecialInstall[];
  /** Entries of user space that callbacks of apply_to_page_range() set, for pages and special ones. */
  setEntries: SetEntry[];
  /** The variables of the file in whose declaration or initializer a name stands; parsed when they are asked for. */
  variablesNaming(name: string): VariableSyntax[];
}

/** A table member with the definitions that it may mean. */
export interface ResolvedHandler {
  table: OpsTable;
  member: TableMember;
  /** Empty when unresolved; several for #ifdef variants. */
  definitions: FunctionDefinition[];
}

/**
 * The whole program as far as it has been read. Looking up a function that no loaded file defines records its
 * name in `wanted`, so that the edge can search the tree for it and try again.
 */
export interface Program {
  files: Map<string, FileFacts>;
  /**
   * Definitions visible from `from`: static ones of the same file first, then the nearest directory. Those that the
   * caller's own #if arms (`guards`) rule out are left out.
   */
  lookup(name: string, from: SourceFile, guards?: readonly Guard[]): FunctionDefinition[];
  /** As `lookup`, but a miss is not recorded in `wanted`. */
  peek(name: string, from: SourceFile, guards?: readonly Guard[]): FunctionDefinition[];
  /** The macros of that name of a file and of the module's headers that it includes; several for `#if` arms. */
  macrosNamed(name: string, from: SourceFile): Macro[];
  /** The value of an enumerator of the file, or of a header of the module that it includes. */
  constantNamed(name: string, from: SourceFile): number | null;
  /** Table by name, nearest to `from`. */
  lookupTable(name: string, from: SourceFile): OpsTable | undefined;
  /** Names looked up in vain → files that asked. */
  wanted: Map<string, Set<SourceFile>>;
}
