// SPDX-License-Identifier: GPL-2.0-only
/** Finds callbacks of apply_to_page_range() that set entries of user space: those of pages, and special ones. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { readLocals } from '../functions/locals.ts';
import { walk } from '../functions/visit.ts';

export interface SetEntry {
  /** It is made special, which says that it has no page; else it is one of a page that nothing counts. */
  isSpecial: boolean;
  /** The callback. */
  function: string;
  /** The entry that it sets. */
  place: Place;
  /** Where it is handed to apply_to_page_range(), for the address space of a VMA. */
  applied: Place;
}

export const APPLIES: ReadonlySet<string> = new Set(['apply_to_page_range', 'apply_to_existing_page_range']);

/** What makes an entry of a frame, and what makes a bare one of it. */
const MAKES = 'pfn_pte';
const BARES: ReadonlySet<string> = new Set(['pte_mkspecial', 'pte_mkdevmap']);

/** Counts and references that an entry of a page has to come with. */
const COUNTS: ReadonlySet<string> = new Set([
  'get_page',
  'folio_get',
  'page_add_file_rmap',
  'folio_add_file_rmap_pte',
  'inc_mm_counter',
]);

/** Returns what callbacks of the file set, each with the call that hands them on. */
export function extractSetEntries(syntax: FileSyntax): SetEntry[] {
  if (!syntax.file.text.includes('set_pte_at')) return [];
  const found = new Map<number, SetEntry>();
  for (const item of itemsMatching(syntax.file.text, syntax.items, ['function'], /\bapply_to_\w*range\b/g))
    for (const { body } of syntax.functionVariants(item))
      walk(body, (node) => {
        if (node.kind !== 'call' || node.callee.kind !== 'identifier' || !APPLIES.has(node.callee.name))
          return;
        const [mm, , , callback] = node.args;
        if (mm?.kind !== 'member' || callback?.kind !== 'identifier') return;
        const isOfVma = mm.property === 'vm_mm';
        for (const own of syntax.items)
          if (own.kind === 'function' && own.name === callback.name)
            for (const variant of syntax.functionVariants(own)) {
              const set = isOfVma ? bareIn(variant) : null;
              const isSpecial = set === null;
              const any = set ?? specialIn(variant);
              // Each call that hands on a callback for special entries needs its flags.
              if (any !== null)
                found.set(isSpecial ? node.start : any.start, {
                  isSpecial,
                  function: own.name,
                  place: syntax.place(any),
                  applied: syntax.place(node),
                });
            }
      });
  return [...found.values()];
}

/** The value of the set_pte_at() of a function that neither makes it a bare one nor counts the page. */
function bareIn(variant: FunctionSyntax): Expression | null {
  const locals = readLocals(variant);
  const called = new Set<string>();
  const set: Expression[] = [];
  walk(variant.body, (node) => {
    if (node.kind !== 'call' || node.callee.kind !== 'identifier') return;
    called.add(node.callee.name);
    const value = node.args[3];
    if (node.callee.name === 'set_pte_at' && value !== undefined) set.push(value);
  });
  if ([...BARES, ...COUNTS].some((name) => called.has(name))) return null;
  const isMade = (value: Expression) => {
    const values = value.kind === 'identifier' ? (locals.get(value.name)?.values ?? []) : [value];
    return values.length > 0 && values.every(isOfFrame);
  };
  return set.find(isMade) ?? null;
}

function isOfFrame(value: Expression): boolean {
  let found = false;
  walk(value, (node) => {
    found ||= node.kind === 'call' && node.callee.kind === 'identifier' && node.callee.name === MAKES;
  });
  return found;
}

/** What a function sets that it makes special. */
function specialIn(variant: FunctionSyntax): Expression | null {
  let set: Expression | null = null;
  walk(variant.body, (node) => {
    if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.callee.name !== 'set_pte_at')
      return;
    const value = node.args[3];
    if (value?.kind === 'call' && value.callee.kind === 'identifier' && value.callee.name === 'pte_mkspecial')
      set ??= value;
  });
  return set;
}
