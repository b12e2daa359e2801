// SPDX-License-Identifier: GPL-2.0-only
/** Whether the address of a table goes to something that may write to it. */
import type { OpsTable, Program } from '../model.ts';

/**
 * Whether the table's own file gives its address to something that may write: a pointer to a table that is not const,
 * as a variable or as the parameter of a function.
 */
export function isHandedToWriter(name: string, { place }: OpsTable, program: Program): boolean {
  const { text } = place.file.current;
  const address = `&?\\s*\\b${name}\\b`;
  const pointers = text.matchAll(
    new RegExp(
      `(\\bconst\\s+)?struct\\s+vm_operations_struct\\s*(const\\s*)?\\*[^;{}()=]*=\\s*${address}`,
      'g',
    ),
  );
  for (const [, before, after] of pointers) if (!before && !after) return true;
  for (const [, callee, earlier] of text.matchAll(
    new RegExp(`(\\w+)\\s*\\(([^();{}]*?)${address}\\s*[,)]`, 'g'),
  )) {
    const index = [...(earlier as string).matchAll(/,/g)].length;
    for (const definition of program.lookup(callee as string, place.file)) {
      const type = definition.variants()[0]?.parameters[index]?.type ?? '';
      if (/\bvm_operations_struct\b/.test(type) && !/\bconst\b/.test(type)) return true;
    }
  }
  return false;
}
