// SPDX-License-Identifier: GPL-2.0-only
/** Finds where ops tables are put on a VMA, or stand beside an mmap function in one initializer. */
import type { Expression, FunctionSyntax, InitializerEntry, InitializerList } from '../../syntax/ast.ts';
import { compareInFile } from '../../text/source.ts';
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { type Pointee, pointees, readLocals } from '../functions/locals.ts';
import { namedFunctions } from '../functions/values.ts';
import { walk } from '../functions/visit.ts';
import type { Installation } from '../model.ts';
import { listOf } from './initializers.ts';
import type { OpsType } from './opsType.ts';
import { isUsualField } from './tableContext.ts';
import { literalName } from './tables.ts';

/**
 * Returns the places of a file that install a table: `vma->vm_ops = &ops` (also on a `vm_area_desc`), directly or
 * through locals and conditionals; calls that hand a table's address to a function; and initializers that have
 * `.vm_ops = &ops`, with the `.mmap` beside it. What is installed may be no table of this file, or something that
 * no name tells (`obj->funcs->vm_ops`): then `table` is the text, and no table has that name.
 *
 * @param tables names of the file's own tables
 */
export function extractInstallations(
  syntax: FileSyntax,
  type: OpsType,
  tables: readonly string[],
): Installation[] {
  const { text } = syntax.file;
  const found = new Map<string, Installation>();
  const add = (installation: Installation) => {
    const { form, table, place } = installation;
    found.set(`${place.start} ${form} ${table}`, installation);
  };
  const named = tables.filter((name) => /^\w+$/.test(name));
  const address = named.length > 0 ? `|&\\s*${anyOf(named)}` : '';
  const inFunction = new RegExp(`vm_ops\\s*=(?!=)${argumentPattern(named)}`, 'g');
  for (const item of itemsMatching(text, syntax.items, ['function'], inFunction)) {
    for (const variant of syntax.functionVariants(item))
      readFunction(variant, syntax, type, new Set(named), add);
  }
  const inVariable = new RegExp(`vm_?ops\\s*=(?!=)${address}`, 'g');
  for (const item of itemsMatching(text, syntax.items, ['variable'], inVariable)) {
    for (const { declarator } of syntax.variableVariants(item)) {
      if (declarator.init && !type.isTable(declarator.type)) {
        readInitializer(declarator.init, syntax, new Set(named), add);
      }
    }
  }
  return [...found.values()].sort((a, b) => compareInFile(a.place, b.place) || (a.table < b.table ? -1 : 1));
}

function argumentPattern(names: readonly string[]): string {
  return names.length > 0 ? `|[(,]\\s*&\\s*${anyOf(names)}` : '';
}

/** Names beyond which a pattern that looks for each of them costs more than the items that it keeps from being parsed. */
const MOST_NAMES = 64;

/** A regular expression, as text, of one of the names, or of any word where they are many. */
function anyOf(names: readonly string[]): string {
  return `(?:${names.length > MOST_NAMES ? '\\w+' : names.join('|')})\\b`;
}

type Add = (installation: Installation) => void;

function readFunction(
  variant: FunctionSyntax,
  syntax: FileSyntax,
  type: OpsType,
  tables: ReadonlySet<string>,
  add: Add,
): void {
  const locals = readLocals(variant);
  const { text } = syntax.file;
  walk(variant.body, (node) => {
    if (node.kind === 'assignment' && node.op === '=' && isOpsPointer(node.target)) {
      if (node.value.kind === 'unary' && node.value.op === '*') return;
      for (const pointee of pointees(node.value, locals, text)) {
        const table = tableName(pointee, variant.name, type);
        const field = pointee.expression.kind === 'member' ? pointee.expression.property : null;
        add({ table, place: syntax.place(node), function: variant.name, form: 'assignment', field });
      }
    } else if (node.kind === 'call') {
      for (const argument of node.args) {
        const [pointee] = pointees(argument, new Map(), text);
        if (pointee?.kind !== 'object' || !tables.has(pointee.name)) continue;
        const place = syntax.place(node);
        add({ table: pointee.name, place, function: variant.name, form: 'argument', field: null });
      }
    }
  });
}

/** `vma->vm_ops`, `desc->vm_ops`, `(*vma).vm_ops`. */
function isOpsPointer(target: Expression): boolean {
  return target.kind === 'member' && target.property === 'vm_ops';
}

function tableName(pointee: Pointee, owner: string, type: OpsType): string {
  const { expression } = pointee;
  return expression.kind === 'compound' && type.isTable(expression.type) ? literalName(owner) : pointee.name;
}

function readInitializer(init: Expression, syntax: FileSyntax, tables: ReadonlySet<string>, add: Add): void {
  walk(init, (node) => {
    if (node.kind === 'list') readList(node, syntax, tables, add);
  });
}

function readList(list: InitializerList, syntax: FileSyntax, tables: ReadonlySet<string>, add: Add): void {
  const { text } = syntax.file;
  for (const entry of list.entries) {
    const field = fieldOf(entry);
    if (field === null || listOf(entry.value)) continue;
    for (const pointee of pointees(entry.value, new Map(), text)) {
      if (!isUsualField(field) && !(pointee.kind === 'object' && tables.has(pointee.name))) continue;
      // A struct of another kind may have `.vm_ops` too; a table is always given by its address.
      if (pointee.kind !== 'object') continue;
      const mapper = mmapBeside(list, entry, text);
      const place = syntax.place(entry);
      add({ table: pointee.name, place, function: mapper, form: 'initializer', field });
    }
  }
}

function mmapBeside(list: InitializerList, entry: InitializerEntry, text: string): string | null {
  const prefix = entry.path.length;
  for (const other of list.entries) {
    const field = fieldOf(other);
    if (other.path.length !== prefix || (field !== 'mmap' && field !== 'mmap_prepare')) continue;
    const name = namedFunctions(other.value, text).find((value) => value.name !== null)?.name;
    if (name) return name;
  }
  return null;
}

function fieldOf(entry: InitializerEntry): string | null {
  return entry.path.at(-1)?.field ?? null;
}
