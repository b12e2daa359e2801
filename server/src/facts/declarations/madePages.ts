// SPDX-License-Identifier: GPL-2.0-only
/** Memory that a file keeps in a variable of its own, by the number of pages that it is allocated with. */
import type { Expression } from '../../syntax/ast.ts';
import { walk } from '../functions/visit.ts';
import type { FileFacts } from '../model.ts';
import { namesIn } from '../names/words.ts';

/** They are told the number of pages as a power of two. */
const BY_ORDER: ReadonlySet<string> = new Set(['__get_free_pages', 'alloc_pages']);

/** Returns how many pages each allocation has that is stored in the variable; null where one is not known, or none is there. */
export function pagesMade(variable: string, { functions }: FileFacts): number | null {
  const found = new Set<number | null>();
  for (const one of functions)
    if (namesIn(one).has(variable))
      for (const { body } of one.variants())
        walk(body, (node) => {
          if (node.kind !== 'assignment' || node.target.kind !== 'identifier') return;
          if (node.target.name === variable && !isNull(node.value)) found.add(pagesOf(node.value));
        });
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function pagesOf(value: Expression): number | null {
  if (value.kind === 'cast') return pagesOf(value.value);
  if (value.kind !== 'call' || value.callee.kind !== 'identifier') return null;
  const order = BY_ORDER.has(value.callee.name) ? value.args[1] : undefined;
  return order?.kind === 'number' && order.value !== null ? 2 ** order.value : null;
}

const isNull = (e: Expression) => e.kind === 'identifier' && e.name === 'NULL';
