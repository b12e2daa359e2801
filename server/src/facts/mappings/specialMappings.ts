// SPDX-License-Identifier: GPL-2.0-only
/** Finds the functions of `struct vm_special_mapping` and `struct dev_pagemap_ops`: core calls them as it calls those of an ops table. */
import type { Designator, Expression } from '../../syntax/ast.ts';
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { namedFunctions, sourceOf } from '../functions/values.ts';
import { walk } from '../functions/visit.ts';

/** A function of such an object, and the op whose contract it has to keep. */
export interface SpecialHandler {
  op: string;
  function: string;
  /** The object: a variable, or an element of an array as it is written, `maps[VVAR]`. */
  object: string;
}

/** By the struct, the members that are called so. */
const MEMBERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['vm_special_mapping', new Set(['fault', 'mremap', 'close'])],
  ['dev_pagemap_ops', new Set(['migrate_to_ram'])],
]);
const TYPE = /\bstruct (vm_special_mapping|dev_pagemap_ops)\b/;

/** Returns the functions that the initializers of a file name, in order. */
export function extractSpecialHandlers(syntax: FileSyntax): SpecialHandler[] {
  const { text } = syntax.file;
  const found = new Map<string, SpecialHandler>();
  if (!TYPE.test(text)) return [];
  for (const item of itemsMatching(text, syntax.items, ['variable'], new RegExp(TYPE, 'g')))
    for (const { declarator } of syntax.variableVariants(item)) {
      const members = MEMBERS.get(TYPE.exec(declarator.type)?.[1] ?? '');
      if (!members || !declarator.init) continue;
      for (const { object, value } of mappingsOf(declarator.name, declarator.init, text))
        walk(value, (node) => {
          if (node.kind !== 'list') return;
          for (const { path, value: handler } of node.entries) {
            const op = path.at(-1)?.field;
            if (op == null || !members.has(op)) continue;
            for (const { name } of namedFunctions(handler, text))
              if (name !== null && /^\w+$/.test(name))
                found.set(`${op} ${name} ${object}`, { op, function: name, object });
          }
        });
    }
  return [...found.values()];
}

/** The elements of an array, or the variable itself. */
function mappingsOf(name: string, init: Expression, text: string): { object: string; value: Expression }[] {
  const isArray = init.kind === 'list' && init.entries.every(({ path, value }) => isElement(path, value));
  if (!isArray) return [{ object: name, value: init }];
  return init.entries.map(({ path, value }, at) => {
    const index = path[0]?.index;
    return { object: `${name}[${index ? sourceOf(index, text) : at}]`, value };
  });
}

function isElement([first]: readonly Designator[], value: Expression): boolean {
  return first === undefined ? value.kind === 'list' : first.index !== null;
}
