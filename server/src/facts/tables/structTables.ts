// SPDX-License-Identifier: GPL-2.0-only
/** Tables of the structs of operations that the locking document describes beside that of a VMA. */
import { OPS_STRUCTS } from '../../contracts/opsStructs.ts';
import type { Item } from '../../syntax/items/items.ts';
import type { FileSyntax } from '../file/syntax.ts';
import type { StructTable } from '../model.ts';
import { VM_OPS } from './opsType.ts';
import { variableTables } from './tables.ts';

/** The structs, without that of a VMA. */
export const OTHER_STRUCTS: ReadonlySet<string> = new Set(
  OPS_STRUCTS.map(({ name }) => name).filter((name) => name !== VM_OPS),
);

/** The tables of a file that are variables with an initializer. */
export function extractStructTables(syntax: FileSyntax): StructTable[] {
  const byStruct = new Map<string, Item[]>();
  for (const item of syntax.items) {
    const struct = item.kind === 'variable' && item.bodyStart !== -1 ? structOf(syntax, item) : undefined;
    if (struct === undefined) continue;
    const items = byStruct.get(struct);
    if (items) items.push(item);
    else byStruct.set(struct, [item]);
  }
  return [...byStruct].flatMap(([struct, items]) =>
    variableTables(syntax, struct, items).map((table) => ({ struct, table })),
  );
}

/** The tag in the head of an item; a pointer to one is no table. */
function structOf({ file }: FileSyntax, { start, nameSpan }: Item): string | undefined {
  const words: string[] = file.text.slice(start, nameSpan.start).match(/\w+/g) ?? [];
  const struct = words[words.indexOf('struct') + 1];
  return struct !== undefined && OTHER_STRUCTS.has(struct) ? struct : undefined;
}
