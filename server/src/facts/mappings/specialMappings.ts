// SPDX-License-Identifier: GPL-2.0-only
/** Finds the functions of `struct vm_special_mapping`: core calls them as it calls those of an ops table. */
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { namedFunctions } from '../functions/values.ts';
import { walk } from '../functions/visit.ts';

/** A function of such a mapping, and the op whose contract it has to keep. */
export interface SpecialHandler {
  op: string;
  function: string;
}

const MEMBERS = new Set(['fault', 'mremap', 'close']);
const TYPE = /\bstruct vm_special_mapping\b/;

/** Returns the functions that the initializers of a file name, in order. */
export function extractSpecialHandlers(syntax: FileSyntax): SpecialHandler[] {
  const { text } = syntax.file;
  const found = new Map<string, SpecialHandler>();
  if (!TYPE.test(text)) return [];
  for (const item of itemsMatching(text, syntax.items, ['variable'], new RegExp(TYPE, 'g')))
    for (const { declarator } of syntax.variableVariants(item)) {
      if (!TYPE.test(declarator.type) || !declarator.init) continue;
      walk(declarator.init, (node) => {
        if (node.kind !== 'list') return;
        for (const { path, value } of node.entries) {
          const op = path.at(-1)?.field;
          if (op == null || !MEMBERS.has(op)) continue;
          for (const { name } of namedFunctions(value, text))
            if (name !== null && /^\w+$/.test(name)) found.set(`${op} ${name}`, { op, function: name });
        }
      });
    }
  return [...found.values()];
}
